package org.longji.plugins.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.plugin.api.Definition;
import org.longji.plugin.api.DefinitionException;
import org.longji.plugin.api.Finding;
import org.longji.plugin.api.ParameterException;

@DisplayName("a definition with a fault is refused with its place, in both languages")
class DefinitionFaultsTest {

    private static final Map<String, String> RATE = Map.of("rate", "1");

    private static void fault(Object definition, String pointer, String en) {
        List<Finding> findings = Trial.check(definition);
        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.pointer()).isEqualTo(pointer);
            assertThat(finding.message().en()).contains(en);
            assertThat(finding.message().zh().codePoints())
                    .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
        });
        assertThatThrownBy(() -> new MeasureLanguage().compile(Trial.HEADING, Definition.of(definition)))
                .isInstanceOf(DefinitionException.class);
    }

    private static Object rateOf(String formula) {
        return Trial.definition(RATE, Map.of("rate", "$rate", "of", formula));
    }

    @Test
    @DisplayName("an unknown name")
    void unknownName() {
        fault(rateOf("received.yaer"), "/amount/0/of", "unknown");
        fault(rateOf("$base"), "/amount/0/of", "there is no parameter $base");
        fault(rateOf("least(received.year)"), "/amount/0/of", "there is no function least");
    }

    @Test
    @DisplayName("units that do not match")
    void units() {
        fault(rateOf("received.year * contract.amount"), "/amount/0/of", "money cannot be multiplied by money");
        fault(rateOf("received.year + year"), "/amount/0/of", "units do not match");
        fault(rateOf("contract.signedOn"), "/amount/0/of", "an amount of money belongs here");
        var compared = Trial.definition(
                RATE, Map.of("rate", "$rate", "of", "received.year", "when", "received.year > 500000"));
        fault(compared, "/amount/0/when", "write the amount as a parameter");
    }

    @Test
    @DisplayName("a figure without a source")
    void literal() {
        fault(rateOf("received.year * 0.03"), "/amount/0/of", "parameters with a source");
        fault(rateOf("received.year * 3%"), "/amount/0/of", "parameters with a source");
    }

    @Test
    @DisplayName("a formula that is not finished, or goes on too long")
    void syntax() {
        fault(rateOf("min(received.year"), "/amount/0/of", "lacks ')'");
        fault(rateOf("received.year *"), "/amount/0/of", "not finished");
        fault(rateOf("received.year received.year"), "/amount/0/of", "cannot be read from");
        fault(rateOf("(".repeat(500) + "received.year"), "/amount/0/of", "nested too deeply");
    }

    @Test
    @DisplayName("a word that never occurs")
    void words() {
        var definition = Trial.definition(
                RATE, Map.of("rate", "$rate", "of", "received.year", "when", "contract.type in [TRANSFER, LISENCING]"));
        fault(definition, "/amount/0/when", "is never [LISENCING]");
        definition.put("contracts", Map.of("types", List.of("SALE")));
        fault(definition, "/contracts/types", "[SALE] does not exist");
    }

    @Test
    @DisplayName("something that can never be reached, or decides nothing")
    void unreachable() {
        var step = Map.of("rate", "$rate", "of", "received.year");
        fault(Trial.definition(RATE, Map.of("branch", List.of(step, step))), "/amount/0/branch/1", "never reached");
        fault(
                Trial.definition(
                        RATE,
                        Map.of(
                                "slices",
                                List.of(Map.of("rate", "$rate"), Map.of("rate", "$rate")),
                                "of",
                                "received.year")),
                "/amount/0/slices/1",
                "never reached");
        var definition = Trial.definition(RATE, step);
        definition.put("conditions", List.of(Map.of("require", "true")));
        fault(definition, "/conditions/0/require", "decides nothing");
    }

    @Test
    @DisplayName("what nobody uses, and keys nobody knows")
    void leftOver() {
        var definition =
                Trial.definition(Map.of("rate", "1", "cap", "CNY"), Map.of("rate", "$rate", "of", "received.year"));
        fault(definition, "/parameters/cap", "never used");
        fault(
                Trial.definition(RATE, Map.of("rate", "$rate", "of", "received.year", "ceiling", "x")),
                "/amount/0/ceiling",
                "there is no 'ceiling'");
    }

    @Test
    @DisplayName("a contract's fact in a measure of a whole year")
    void yearSpeaksOfContract() {
        var definition = Trial.definition(RATE, Map.of("rate", "$rate", "of", "contract.technologyAmount"));
        definition.put("subject", "APPLICANT_YEAR");
        fault(definition, "/amount/0/of", "inside perContract");
    }

    @Test
    @DisplayName("a check that would pay, or that holds nothing")
    void checks() {
        var check = Trial.definition(RATE, Map.of("rate", "$rate", "of", "received.year"));
        check.put("kind", "CHECK");
        fault(check, "/amount", "a check pays nothing");
        check.put("amount", List.of());
        fault(check, "", "what must hold");
    }

    @Test
    @DisplayName("a role nobody has, and other parties where the beneficiary is none")
    void roles() {
        var definition = Trial.definition(
                RATE,
                Map.of(
                        "perContract",
                        List.of(Map.of("rate", "$rate", "of", "contract.technologyAmount")),
                        "role",
                        "SELLER"));
        definition.put("subject", "APPLICANT_YEAR");
        fault(definition, "/amount/0/role", "role is one of");
        definition.put(
                "amount",
                List.of(Map.of(
                        "perContract",
                        List.of(Map.of(
                                "rate",
                                "$rate",
                                "of",
                                "contract.technologyAmount",
                                "when",
                                "counterparty.kind = UNIVERSITY")),
                        "role",
                        "AGENCY")));
        fault(definition, "/amount/0/perContract/0/when", "no counterparty");
    }

    @Test
    @DisplayName("brackets that do not ascend and a cap below the least are refused with the values")
    void values() {
        var brackets = Trial.definition(
                Map.of("t1", "CNY", "t2", "CNY", "rate", "1"),
                Map.of(
                        "slices",
                        List.of(
                                Map.of("upTo", "$t1", "rate", "$rate"),
                                Map.of("upTo", "$t2", "rate", "$rate"),
                                Map.of("rate", "$rate")),
                        "of",
                        "received.year"));
        refused(brackets, Map.of("t1", "5.00", "t2", "5.00", "rate", "0.1"), "/amount/0/slices/1/upTo");
        var limits = Trial.definition(
                Map.of("least", "CNY", "cap", "CNY", "rate", "1"),
                Map.of("rate", "$rate", "of", "received.year"),
                Map.of("atLeast", "$least"),
                Map.of("cap", "$cap"));
        refused(limits, Map.of("least", "5.01", "cap", "5.00", "rate", "0.1"), "/amount/2/cap");
        refused(rateOf("received.year"), Map.of("rate", "-0.1"), "/parameters/rate");
    }

    private static void refused(Object definition, Map<String, String> values, String pointer) {
        var composed = new MeasureLanguage().compile(Trial.HEADING, Definition.of(definition));
        assertThat(composed.checkValues(values)).extracting(Finding::pointer).containsExactly(pointer);
        assertThatThrownBy(() -> composed.bind(values, LocalDate.of(2024, 1, 1), Optional.empty()))
                .isInstanceOf(ParameterException.class);
    }
}
