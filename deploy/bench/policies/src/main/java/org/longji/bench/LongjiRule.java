package org.longji.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.longji.plugin.api.Assessment;
import org.longji.plugin.api.ComposedPolicy;
import org.longji.plugin.api.Definition;
import org.longji.plugin.api.Entitled;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.NotEntitled;
import org.longji.plugin.api.ParameterBinder;
import org.longji.plugin.api.PolicyHeading;
import org.longji.plugin.api.PolicyLanguage;
import org.longji.plugin.api.Text;
import org.longji.plugins.measure.MeasureLanguage;
import org.longji.plugins.provincial.Buyer2024Parameters;
import org.longji.plugins.provincial.BuyerSubsidy2024;

/** The rule as a host has it: a measure out of its file, and the plugin's policy; both with the values of 2024. */
final class LongjiRule {
    private static final LocalDate FROM = LocalDate.of(2024, 1, 1);

    private LongjiRule() {}

    static ComposedPolicy.Bound measure() {
        JsonNode version = read().get("versions").get(0);
        var heading = new PolicyHeading(
                "buyer-subsidy-2024",
                new Text(
                        version.get("title").get("zh").asText(),
                        version.get("title").get("en").asText()),
                230000,
                LegalBasis.of(
                        version.get("document").asText(), version.get("article").asText()),
                Optional.of("cap"));
        PolicyLanguage language = new MeasureLanguage();
        Object tree = new YAMLMapper().convertValue(version.get("definition"), Object.class);
        return language.compile(heading, Definition.of(tree))
                .bind(
                        Map.of("threshold", "1000000.00", "rate", "0.20", "cap", "2000000.00", "paidBy", "2025-03-23"),
                        FROM,
                        Optional.empty());
    }

    private static JsonNode read() {
        try (InputStream in = LongjiRule.class.getResourceAsStream("/buyer-subsidy-2024.yaml")) {
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ComposedPolicy.Bound policy() {
        Buyer2024Parameters parameters = ParameterBinder.bind(
                Buyer2024Parameters.class,
                Map.ofEntries(
                        Map.entry("threshold", "1000000.00"),
                        Map.entry("rate", "0.20"),
                        Map.entry("cap", "2000000.00"),
                        Map.entry("provinceCode", "230000"),
                        Map.entry("providerKinds", "UNIVERSITY,RESEARCH_INSTITUTE,NEW_TYPE_RND"),
                        Map.entry("contractTypes", "TRANSFER,LICENSING"),
                        Map.entry("titleTransferTypes", "TRANSFER"),
                        Map.entry("affiliatedPartiesExcluded", "true"),
                        Map.entry("landingRequired", "true"),
                        Map.entry("earlierSupportExcludes", "true"),
                        Map.entry("paidBy", "2025-03-23")),
                FROM,
                Optional.empty());
        var policy = new BuyerSubsidy2024();
        return facts -> policy.assess(facts, parameters);
    }

    static BigDecimal amount(Assessment answer) {
        if (answer instanceof Entitled entitled) {
            return entitled.amount().toBigDecimal();
        }
        if (answer instanceof NotEntitled) {
            return BigDecimal.ZERO;
        }
        throw new IllegalStateException("Nothing is unknown, and yet " + answer);
    }
}
