package org.longji.entitlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.longji.job.JobStatus;
import org.longji.plugin.api.Money;
import org.longji.pluginhost.TenantChoices;
import org.longji.pluginhost.TenantChoices.Choice;
import org.longji.pluginhost.TrialPlugin;
import org.longji.policy.CapScope;
import org.longji.policy.Exclusivity;
import org.longji.shared.ProblemException;

@DisplayName(
        "A version of a plugin is tried beside the one that counts: what it answers otherwise is listed and never paid")
class ShadowTest {

    private static final int HARBIN = LifecycleHouse.HARBIN;
    private static final int DAQING = LifecycleHouse.DAQING;

    /** The house's policy for buyers, but a purchase below a thousand yuan gets nothing and any other one yuan more. */
    private static final String NEXT = """
            @Extension
            public class Trial implements IncentivePolicy<Trial.Terms> {
                public record Terms(
                    @Parameter(zh = "起点", en = "Threshold", unit = "CNY") Money threshold,
                    @Parameter(zh = "比例", en = "Rate", unit = "1") BigDecimal rate,
                    @Parameter(zh = "封顶", en = "Cap", unit = "CNY") Money cap) {}

                static final LegalBasis BASIS = LegalBasis.of("试〔2018〕1号", "第一条");

                @Override
                public PolicyDescriptor descriptor() {
                    return new PolicyDescriptor(
                        "trial-recipient", new Text("试行", "trial"), Side.RECIPIENT, Kind.SUBSIDY, 230000, List.of(BASIS));
                }

                @Override
                public Class<Terms> parametersType() {
                    return Terms.class;
                }

                @Override
                public Assessment assess(Facts facts, Terms terms) {
                    var received = facts.receivedWithin(facts.year());
                    if (!received.isAtLeast(terms.threshold())) {
                        return new NotEntitled(List.of(Reason.belowThreshold(received, terms.threshold(), BASIS)));
                    }
                    var base = received.times(terms.rate(), RoundingMode.HALF_UP);
                    var amount = received.isAtLeast(Money.of("1000.00")) ? base.plus(Money.of("1.00")) : base;
                    return Entitled.of(List.of(
                        new CalculationStep("RATE", new Text("比例", "rate"), Map.of(), "", amount, BASIS)));
                }
            }
            """;

    @TempDir
    Path directory;

    private final LifecycleHouse house = new LifecycleHouse();

    private String next() {
        return house.plugins
                .runBeside(TrialPlugin.of("Trial", NEXT).version("2.0.0").in(directory))
                .hash();
    }

    private void harbin(Choice choice) {
        house.plugins.choose(new TenantChoices(Map.of("trial", Map.of(HARBIN, choice)), Set.of()));
    }

    private ShadowReport report(int tenant, String hash) {
        return house.shadows.report(
                LifecycleHouse.administrator(tenant, "甲"), tenant, "trial", Optional.of(hash), Optional.empty(), 50);
    }

    private Money entitled(UUID contract) {
        return house.all(2018).stream()
                .filter(one -> contract.equals(one.contractId()))
                .findFirst()
                .orElseThrow()
                .entitledAmount();
    }

    @Test
    @DisplayName(
            "on live cases of the tenant that tries it alone; the differences, then the switch, and the old decision again")
    void fromShadowToSwitch() {
        for (int tenant : List.of(HARBIN, DAQING)) {
            house.configured(tenant, LifecycleHouse.BUYER_POLICY, Exclusivity.NONE, CapScope.CONTRACT, "1.00", "0.1");
        }
        var small = house.contract(HARBIN, null, "S1", "B1", Map.of(2018, List.of("500.00")));
        var large = house.contract(HARBIN, null, "S2", "B2", Map.of(2018, List.of("2000.00")));
        var elsewhere = house.contract(DAQING, null, "S3", "B3", Map.of(2018, List.of("2000.00")));
        var hash = next();
        harbin(new Choice(true, Optional.empty(), Optional.of(hash)));

        assertThat(house.assess(2018).status()).isEqualTo(JobStatus.SUCCEEDED);

        assertThat(entitled(small)).isEqualTo(Money.of("50.00"));
        assertThat(entitled(large)).as("the tried version pays nothing").isEqualTo(Money.of("200.00"));
        var found = report(HARBIN, hash);
        assertThat(found.tallies()).singleElement().satisfies(tally -> {
            assertThat(tally.asked()).as("both of Harbin").isEqualTo(2);
            assertThat(tally.differing()).isEqualTo(1);
        });
        assertThat(found.differences().items()).singleElement().satisfies(difference -> {
            assertThat(difference.contractId()).contains(large);
            assertThat(difference.assessed()).isEqualTo(Money.of("200.00"));
            assertThat(difference.shadowAssessed()).isEqualTo(Money.of("201.00"));
            assertThat(difference.policyId()).isEqualTo(LifecycleHouse.BUYER_POLICY);
        });
        assertThat(report(DAQING, hash).differences().items())
                .as("not their cases")
                .isEmpty();

        harbin(new Choice(true, Optional.of(hash), Optional.empty()));
        var before = house.all(2018).stream()
                .filter(one -> elsewhere.equals(one.contractId()))
                .findFirst()
                .orElseThrow();
        house.assess(2018);

        assertThat(entitled(large)).isEqualTo(Money.of("201.00"));
        assertThat(entitled(elsewhere)).as("the other city stays").isEqualTo(Money.of("200.00"));
        assertThat(house.entitlements
                        .recompute(LifecycleHouse.administrator(DAQING, "甲"), DAQING, before.id())
                        .identical())
                .as("a decision stays pinned to its version")
                .isTrue();
    }

    @Test
    @DisplayName("on what was decided already, as a job; what does not differ any more is no longer listed")
    void onDecisionsOfTheYear() {
        house.configured(HARBIN, LifecycleHouse.BUYER_POLICY, Exclusivity.NONE, CapScope.CONTRACT, "1.00", "0.1");
        for (int i = 0; i < 3; i++) {
            house.contract(HARBIN, null, "S" + i, "B" + i, Map.of(2018, List.of("2000.00")));
        }
        house.assess(2018);
        var hash = next();
        var administrator = LifecycleHouse.administrator(HARBIN, "甲");
        assertThatThrownBy(() -> house.shadows.run(administrator, HARBIN, "trial", Optional.of(2018), Optional.empty()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("PLUGIN_NO_SHADOW");
        harbin(new Choice(true, Optional.empty(), Optional.of(hash)));

        var some = house.shadows.run(administrator, HARBIN, "trial", Optional.of(2018), Optional.of(2));
        assertThat(some.counts()).containsEntry("cases", 2L).containsEntry("differences", 2L);
        var all = house.shadows.run(administrator, HARBIN, "trial", Optional.empty(), Optional.empty());

        assertThat(all.status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(all.counts()).containsEntry("cases", 3L).containsEntry("differences", 3L);
        assertThat(report(HARBIN, hash).differences().items()).hasSize(3);
        house.database.asOwner("update receipt set received = 900.00");
        house.assess(2018);
        assertThat(report(HARBIN, hash).differences().items()).isEmpty();
    }

    @Test
    @DisplayName("a version that has not the policy any more, or fails, is listed as that and harms no decision")
    void failing() {
        house.configured(HARBIN, LifecycleHouse.BUYER_POLICY, Exclusivity.NONE, CapScope.CONTRACT, "1.00", "0.1");
        house.configured(HARBIN, LifecycleHouse.SECOND_POLICY, Exclusivity.NONE, CapScope.CONTRACT, "1.00", "0.1");
        house.contract(HARBIN, null, "S1", "B1", Map.of(2018, List.of("2000.00")));
        var hash = house.plugins
                .runBeside(TrialPlugin.of(
                                "Trial",
                                NEXT.replace(
                                        "var base =",
                                        "if (received != null) { throw new IllegalStateException(\"不行\"); } var base ="))
                        .version("2.0.0")
                        .in(directory))
                .hash();
        harbin(new Choice(true, Optional.empty(), Optional.of(hash)));

        assertThat(house.assess(2018).status()).isEqualTo(JobStatus.SUCCEEDED);

        assertThat(house.all(2018)).allMatch(one -> one.entitledAmount().equals(Money.of("200.00")));
        var differences = report(HARBIN, hash).differences().items();
        assertThat(differences).hasSize(2);
        assertThat(differences)
                .filteredOn(one -> one.policyId().equals(LifecycleHouse.BUYER_POLICY))
                .singleElement()
                .satisfies(one -> assertThat(one.shadowStatus()).contains(EntitlementStatus.NEEDS_JUDGEMENT));
        assertThat(differences)
                .filteredOn(one -> one.policyId().equals(LifecycleHouse.SECOND_POLICY))
                .singleElement()
                .satisfies(one -> assertThat(one.shadowStatus()).isEmpty());
    }

    @Test
    @DisplayName(
            "a tenant that switches the plugin off: nothing new is decided, it is said how many policies wait, what is law stays")
    void switchedOff() {
        house.configured(HARBIN, LifecycleHouse.BUYER_POLICY, Exclusivity.NONE, CapScope.CONTRACT, "1.00", "0.1");
        house.contract(HARBIN, null, "S1", "B1", Map.of(2018, List.of("2000.00")));
        harbin(new Choice(false, Optional.empty(), Optional.empty()));

        var job = house.assess(HARBIN, 2018);

        assertThat(house.all(2018)).isEmpty();
        assertThat(job.counts()).containsEntry("silent", 1L);
        var line = house.lines
                .details(LifecycleHouse.administrator(HARBIN, "甲"), HARBIN, LifecycleHouse.BUYER_POLICY)
                .line();
        assertThat(line.versions())
                .singleElement()
                .satisfies(
                        version -> assertThat(String.valueOf(version.silent())).contains("trial"));
        harbin(new Choice(true, Optional.empty(), Optional.empty()));
        house.assess(HARBIN, 2018);
        assertThat(house.all(2018)).hasSize(1);
    }
}
