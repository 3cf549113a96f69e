package org.longji.plugins.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.plugin.api.CalculationStep;
import org.longji.plugin.api.Entitled;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.NeedsJudgement;
import org.longji.plugin.api.NotEntitled;
import org.longji.plugin.api.Passed;
import org.longji.plugin.api.Question;
import org.longji.plugin.api.Reason;

@DisplayName("a measure's answer")
class MeasureAnswersTest {

    private static final Map<String, String> RATE = Map.of("rate", "1");

    private static Map<String, Object> definition(String condition) {
        var definition = Trial.definition(RATE, Map.of("rate", "$rate", "of", "received.year"));
        definition.put("conditions", List.of(Map.of("require", condition)));
        return definition;
    }

    private static Reason refusal(Map<String, Object> definition, Map<String, String> values, String received) {
        var answer = Trial.assess(definition, values, Trial.facts(Money.of("1000.00"), Money.of(received)));
        assertThat(answer).isInstanceOf(NotEntitled.class);
        return ((NotEntitled) answer).reasons().get(0);
    }

    @Test
    @DisplayName("says the smallest change that would have done, at both kinds of boundary")
    void distances() {
        var definition = definition("received.year >= $least");
        definition.put("parameters", Map.of("rate", "1", "least", "CNY"));
        var values = Map.of("rate", "0.1", "least", "500.00");
        assertThat(refusal(definition, values, "499.99").missing()).contains("0.01");
        definition.put("conditions", List.of(Map.of("require", "received.year > $least")));
        assertThat(refusal(definition, values, "500.00").missing()).contains("0.01");
        definition.put("conditions", List.of(Map.of("require", "received.year / contract.technologyAmount >= $share")));
        definition.put("parameters", Map.of("rate", "1", "share", "1"));
        assertThat(refusal(definition, Map.of("rate", "0.1", "share", "0.3333"), "300.00")
                        .missing())
                .as("a ratio is said in the money that would reach it")
                .contains("33.30");
    }

    @Test
    @DisplayName("of a check says what was held, pays nothing, and refuses as every measure does")
    void checks() {
        var definition = definition("received.year >= $least");
        definition.put("parameters", Map.of("least", "CNY"));
        definition.put("kind", "CHECK");
        definition.remove("amount");
        definition.put("excluded", List.of(Map.of("when", "contract.type = SERVICE")));
        var values = Map.of("least", "500.00");
        var passed = Trial.assess(definition, values, Trial.facts(Money.of("1000.00"), Money.of("500.00")));
        assertThat(passed).isInstanceOf(Passed.class);
        assertThat(((Passed) passed).steps())
                .extracting(CalculationStep::arithmetic)
                .containsExactly("500.00 ≥ 500.00", "TRANSFER = SERVICE");
        assertThat(refusal(definition, values, "499.99").missing()).contains("0.01");
    }

    @Test
    @DisplayName("undecided inside an interval asks with the interval")
    void interval() {
        var definition = Trial.definition(
                Map.of("low", "CNY", "high", "CNY"),
                Map.of("discretion", "decided", "least", "$low", "most", "$high", "by", "局务会"));
        definition.put("inputs", Map.of("decided", Map.of("type", "MONEY", "label", "核定金额")));
        var answer = Trial.assess(
                definition, Map.of("low", "100.00", "high", "200.00"), Trial.facts(Money.of("1.00"), Money.of("1.00")));
        assertThat(((NeedsJudgement) answer).questions()).singleElement().satisfies(question -> {
            assertThat(question.code()).isEqualTo("AMOUNT_TO_BE_DECIDED");
            assertThat(question.discretion()).hasValueSatisfying(interval -> {
                assertThat(interval.input()).isEqualTo("decided");
                assertThat(interval.least()).hasToString("100.00");
                assertThat(interval.most()).hasToString("200.00");
            });
        });
    }

    @Test
    @DisplayName("of alternatives names the nearest")
    void alternatives() {
        var definition = definition("received.year >= $least or contract.technologyAmount >= $other");
        definition.put("parameters", Map.of("rate", "1", "least", "CNY", "other", "CNY"));
        assertThat(refusal(definition, Map.of("rate", "0.1", "least", "500.00", "other", "1000.01"), "300.00")
                        .missing())
                .contains("0.01");
    }

    @Test
    @DisplayName("asks for what is unknown only where it matters")
    void unknown() {
        var definition = Trial.definition(RATE, Map.of("rate", "$rate", "of", "min(received.year, invoiced)"));
        definition.put("inputs", Map.of("invoiced", Map.of("type", "MONEY", "label", "发票金额")));
        var facts = Trial.facts(Money.of("1000.00"));
        var answer = Trial.assess(definition, Map.of("rate", "0.1"), facts);
        assertThat(answer).isInstanceOf(NeedsJudgement.class);
        assertThat(((NeedsJudgement) answer).questions())
                .extracting(Question::code)
                .containsExactly("INVOICED");
        definition.put("conditions", List.of(Map.of("require", "contract.type = SERVICE", "code", "ONLY_SERVICE")));
        assertThat(Trial.assess(definition, Map.of("rate", "0.1"), facts)).isInstanceOf(NotEntitled.class);
        definition.put("conditions", List.of(Map.of("require", "contract.type = TRANSFER or given(invoiced)")));
        assertThat(Trial.amount(Trial.assess(
                        definition, Map.of("rate", "0.1"), facts.withEvidence(Map.of("invoiced", "200.00")))))
                .hasToString("20.00");
    }

    @Test
    @DisplayName("rounds once, at the end: two halves of a fen are one fen")
    void roundsOnce() {
        var definition = Trial.definition(
                RATE,
                Map.of("rate", "$rate", "of", "received.year"),
                Map.of("rate", "$rate", "of", "contract.technologyAmount"));
        var answer = Trial.assess(definition, Map.of("rate", "0.004"), Trial.facts(Money.of("1.00"), Money.of("1.00")));
        assertThat(Trial.amount(answer)).hasToString("0.01");
        assertThat(((Entitled) answer).steps())
                .extracting(CalculationStep::contribution)
                .containsExactly(Money.ZERO, Money.of("0.01"));
    }

    @Test
    @DisplayName("writes rates as officials do, down to a tenth of a permille")
    void writesRates() {
        var definition = Trial.definition(RATE, Map.of("rate", "$rate", "of", "received.year"));
        var facts = Trial.facts(Money.of("1.00"), Money.of("100000000.00"));
        assertThat(arithmetic(definition, "0.0001", facts)).isEqualTo("100,000,000.00 × 0.1‰ = 10,000.00");
        assertThat(arithmetic(definition, "0.0002", facts)).isEqualTo("100,000,000.00 × 0.2‰ = 20,000.00");
        assertThat(arithmetic(definition, "0.03", facts)).isEqualTo("100,000,000.00 × 3% = 3,000,000.00");
        assertThat(arithmetic(definition, "1.5", facts)).isEqualTo("100,000,000.00 × 150% = 150,000,000.00");
    }

    private static String arithmetic(Object definition, String rate, org.longji.plugin.api.Facts facts) {
        return ((Entitled) Trial.assess(definition, Map.of("rate", rate), facts))
                .steps()
                .get(0)
                .arithmetic();
    }

    @Test
    @DisplayName("before it is in force is a refusal, and a date that is too late says by how many days")
    void dates() {
        var definition = definition("contract.signedOn <= $until");
        definition.put("parameters", Map.of("rate", "1", "until", "date"));
        var reason = refusal(definition, Map.of("rate", "0.1", "until", "2024-06-27"), "1.00");
        assertThat(reason.code()).isEqualTo("TOO_LATE");
        assertThat(reason.missing()).contains("3");
        assertThat(LocalDate.parse(reason.actual())).isEqualTo(Trial.DAY);
    }
}
