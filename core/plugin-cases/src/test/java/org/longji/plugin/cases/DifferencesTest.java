package org.longji.plugin.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.plugin.api.Assessment;
import org.longji.plugin.api.CalculationStep;
import org.longji.plugin.api.Discretion;
import org.longji.plugin.api.Entitled;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.NeedsJudgement;
import org.longji.plugin.api.Passed;
import org.longji.plugin.api.Question;
import org.longji.plugin.api.Text;

@DisplayName("an answer held against what a case expects")
class DifferencesTest {

    private static final LegalBasis BASIS = LegalBasis.of("示例", "第一条");
    private static final Text TEXT = new Text("示例", "sample");

    private static CalculationStep step(String contribution) {
        return new CalculationStep("FLOOR", TEXT, Map.of(), "10.00 × 70% = 7.00", Money.of(contribution), BASIS);
    }

    private static List<String> said(Scenario.Expected expect, Assessment answer) {
        return Differences.of(expect, answer).stream().map(Difference::toString).toList();
    }

    private static Scenario.Expected expected(String yaml) {
        try {
            return Yaml.MAPPER.readValue(yaml, Scenario.Expected.class);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    @DisplayName("a check that passes is neither money nor a question")
    void passes() {
        var passed = new Passed(List.of(step("0.00")), List.of());
        var expect = expected("{passes: true, steps: [FLOOR], arithmetic: {FLOOR: '10.00 × 70% = 7.00'}}");
        assertThat(said(expect, passed)).isEmpty();
        assertThat(said(expect, Entitled.of(List.of(step("7.00")))))
                .containsExactly("expected passes, got amount 7.00");
        assertThat(said(expected("{amount: '0.00'}"), passed)).containsExactly("expected amount 0.00, got passes");
    }

    @Test
    @DisplayName("another figure on paper is a difference, and so is a step that is not there")
    void arithmetic() {
        var passed = new Passed(List.of(step("0.00")), List.of());
        assertThat(said(expected("{passes: true, arithmetic: {FLOOR: '10.00 × 70% = 7.01'}}"), passed))
                .singleElement()
                .asString()
                .contains("arithmetic of FLOOR", "7.01", "7.00");
        assertThat(said(expected("{passes: true, arithmetic: {CAP: x}}"), passed))
                .hasSize(1);
    }

    @Test
    @DisplayName("an amount to be decided is asked for inside its interval and no other")
    void between() {
        var interval = new Discretion("decided", Money.of("1.00"), Money.of("2.00"), TEXT);
        var asked = new NeedsJudgement(List.of(Question.amountToBeDecided(interval, BASIS)));
        assertThat(said(expected("{asks: [AMOUNT_TO_BE_DECIDED], between: ['1.00', '2.00']}"), asked))
                .isEmpty();
        assertThat(said(expected("{asks: [AMOUNT_TO_BE_DECIDED], between: ['1.00', '2.01']}"), asked))
                .containsExactly("expected between [1.00, 2.01], got [1.00, 2.00]");
    }

    @Test
    @DisplayName("a case expects one thing")
    void oneThing() {
        assertThatThrownBy(() -> expected("{passes: true, amount: '0.00'}"))
                .hasStackTraceContaining("exactly one of amount, refused, asks and passes");
    }
}
