package org.longji.plugins.measure;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.longji.plugin.api.Answer;
import org.longji.plugin.api.Assessment;
import org.longji.plugin.api.ContractFacts;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Definition;
import org.longji.plugin.api.Entitled;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.Finding;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.PartyFacts;
import org.longji.plugin.api.PartyKind;
import org.longji.plugin.api.PolicyHeading;
import org.longji.plugin.api.ReceiptFacts;
import org.longji.plugin.api.Text;

/** Small measures for tests, written as maps and lists. */
final class Trial {

    static final LocalDate DAY = LocalDate.of(2024, 6, 30);
    static final PolicyHeading HEADING =
            new PolicyHeading("trial", new Text("试行", "trial"), 230000, LegalBasis.of("示例", "第一条"), Optional.empty());
    private static final MeasureLanguage LANGUAGE = new MeasureLanguage();

    private Trial() {}

    /** A definition that pays the provider: parameters by name and unit, and the lines of the calculation. */
    static Map<String, Object> definition(Map<String, String> parameters, Object... steps) {
        Map<String, Object> definition = new LinkedHashMap<>();
        definition.put("pays", "PROVIDER");
        definition.put("parameters", parameters);
        definition.put("amount", List.of(steps));
        return definition;
    }

    static List<Finding> check(Object definition) {
        return LANGUAGE.check(HEADING, Definition.of(definition));
    }

    static Assessment assess(Object definition, Map<String, String> values, Facts facts) {
        return LANGUAGE.compile(HEADING, Definition.of(definition))
                .bind(values, LocalDate.of(2024, 1, 1), Optional.empty())
                .assess(facts);
    }

    static Money amount(Assessment answer) {
        return answer instanceof Entitled entitled ? entitled.amount() : Money.ZERO;
    }

    static Facts facts(Money technologyAmount) {
        return facts(technologyAmount, technologyAmount);
    }

    static Facts facts(Money technologyAmount, Money received) {
        var contract = new ContractFacts(
                "1",
                "P",
                ContractType.TRANSFER,
                "",
                DAY,
                DAY,
                technologyAmount,
                technologyAmount,
                Answer.NO,
                Answer.YES,
                Answer.YES);
        return new Facts(
                contract,
                new PartyFacts("A", PartyKind.UNIVERSITY, 230103),
                new PartyFacts("B", PartyKind.ENTERPRISE, 230602),
                List.of(new ReceiptFacts(1, DAY, received)),
                2024,
                DAY,
                List.of());
    }
}
