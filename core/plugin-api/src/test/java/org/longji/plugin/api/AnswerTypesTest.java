package org.longji.plugin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("answers")
class AnswerTypesTest {

    private static final LegalBasis BASIS = LegalBasis.of("黑政发〔2017〕16号", "二(四)1");

    @Test
    @DisplayName("keep their own ordered copy of a step's inputs")
    void stepsKeepOrder() {
        Map<String, String> inputs = new LinkedHashMap<>();
        inputs.put("z", "1");
        inputs.put("a", "2");
        var step = new CalculationStep("RATE", new Text("算", "calc"), inputs, "1 × 2", Money.of("2.00"), BASIS);
        inputs.clear();
        assertThat(step.inputs()).containsExactly(Map.entry("z", "1"), Map.entry("a", "2"));
        assertThatThrownBy(() -> step.inputs().put("b", "3")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    @DisplayName("add up from their steps")
    void entitledAddsUp() {
        var rate = new CalculationStep("RATE", new Text("算", "calc"), Map.of(), "", Money.of("2400000.00"), BASIS);
        var cap = new CalculationStep("CAP", new Text("封顶", "cap"), Map.of(), "", Money.of("-1400000.00"), BASIS);
        assertThat(Entitled.of(List.of(rate, cap)).amount()).isEqualTo(Money.of("1000000.00"));
    }

    @Test
    @DisplayName("say by how little the threshold was missed")
    void saysWhatIsMissing() {
        Reason reason = Reason.belowThreshold(Money.of("499999.99"), Money.of("500000.00"), BASIS);
        assertThat(reason.missing()).isEqualTo(Optional.of("0.01"));
        assertThat(reason.message().zh()).contains("499,999.99").contains("还差 0.01 元");
    }

    @Test
    @DisplayName("refuse to be empty")
    void refuseToBeEmpty() {
        assertThatThrownBy(() -> new NotEntitled(new ArrayList<>())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NeedsJudgement(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Text("中", " ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LegalBasis.of("", "1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("a check says what it held and pays nothing")
    void checksPayNothing() {
        var held = new CalculationStep("FLOOR", new Text("下限", "floor"), Map.of(), "1 ≥ 1", Money.ZERO, BASIS);
        var paying = new CalculationStep("RATE", new Text("算", "calc"), Map.of(), "", Money.of("0.01"), BASIS);
        assertThat(new Passed(List.of(held), List.of()).steps()).containsExactly(held);
        assertThatThrownBy(() -> new Passed(List.of(held, paying), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Passed(List.of(), List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("an amount somebody decides lies inside an interval, both ends included")
    void intervals() {
        var by = new Text("某部门", "a department");
        var interval = new Discretion("decided", Money.of("1000000.00"), Money.of("2000000.00"), by);
        assertThat(List.of("1000000.00", "2000000.00")).allMatch(amount -> interval.allows(Money.of(amount)));
        assertThat(List.of("999999.99", "2000000.01")).noneMatch(amount -> interval.allows(Money.of(amount)));
        assertThat(Question.amountToBeDecided(interval, BASIS).text().zh())
                .contains("1,000,000.00 – 2,000,000.00", "某部门");
        assertThatThrownBy(() -> new Discretion("decided", Money.of("0.02"), Money.of("0.01"), by))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Discretion("decided", Money.of("-0.01"), Money.of("0.01"), by))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("know the ranges of province, prefecture and county")
    void knowsRanges() {
        assertThat(Jurisdiction.of(230000)).isEqualTo(new Jurisdiction(230000, 239999));
        assertThat(Jurisdiction.of(230100)).isEqualTo(new Jurisdiction(230100, 230199));
        assertThat(Jurisdiction.of(230103)).isEqualTo(new Jurisdiction(230103, 230103));
        assertThat(Jurisdiction.of(230000).contains(0)).isFalse();
    }
}
