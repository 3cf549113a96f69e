package org.longji.entitlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.entitlement.LifecycleHouse.BUYER_POLICY;
import static org.longji.entitlement.LifecycleHouse.HARBIN;
import static org.longji.entitlement.LifecycleHouse.PROVINCE;
import static org.longji.entitlement.LifecycleHouse.administrator;
import static org.longji.entitlement.LifecycleHouse.form;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.plugin.api.Money;
import org.longji.policy.CapScope;
import org.longji.policy.DatedValue;
import org.longji.policy.Exclusivity;
import org.longji.policy.HostTerms;
import org.longji.policy.HostTerms.Clawback;
import org.longji.policy.HostTerms.DayCount;
import org.longji.policy.HostTerms.InterestFrom;
import org.longji.policy.PolicyVersion;
import org.longji.policy.SomeTerms;

class RecoveryTest {

    private static final LocalDate DECIDED = LocalDate.of(2024, 1, 15);
    private static final LocalDate LOWERED = LocalDate.of(2024, 7, 1);
    private static final LocalDate UNTIL = LocalDate.of(2025, 1, 15);

    @Test
    @DisplayName("interest by each day count, from the day of the decision or of the lowering, rounded once to the fen")
    void dayCounts() {
        // 366 days of 3.65 % a year on 100000.00 yuan.
        assertThat(interest("0.0365", DayCount.ACTUAL_365, InterestFrom.DECIDED))
                .hasToString("3660.00");
        assertThat(interest("0.0365", DayCount.ACTUAL_360, InterestFrom.DECIDED))
                .hasToString("3710.83");
        assertThat(interest("0.0365", DayCount.THIRTY_360, InterestFrom.DECIDED))
                .hasToString("3650.00");
        assertThat(interest("0.0365", DayCount.ACTUAL_365, InterestFrom.LOWERED))
                .hasToString("1980.00");
        assertThat(interest("0", DayCount.ACTUAL_365, InterestFrom.LOWERED)).isEqualTo(Money.ZERO);
    }

    @Test
    @DisplayName(
            "a rate that is a dated parameter counts for its own days, each with its source; its last value goes on")
    void datedRate() {
        var version = version(terms("interest", DayCount.ACTUAL_365, InterestFrom.DECIDED));
        var recovery = of(version).orElseThrow();
        assertThat(recovery.periods()).hasSize(2);
        assertThat(recovery.periods()).extracting(Recovery.Period::days).containsExactly(168L, 198L);
        // 100000 × (168 × 0.0365 + 198 × 0.073) ÷ 365
        assertThat(recovery.interest()).hasToString("5640.00");
        assertThat(recovery.total()).hasToString("105640.00");
    }

    @Test
    @DisplayName("without declared terms only the principal; nothing where the decision never gave more")
    void withoutTerms() {
        assertThat(of(version(null)).orElseThrow().total()).hasToString("100000.00");
        assertThat(Recovery.of(Money.of("1.00"), Money.of("1.00"), Optional.empty(), DECIDED, LOWERED, UNTIL))
                .isEmpty();
    }

    @Test
    @DisplayName("a decision superseded by a lower one shows what is to be recovered; risen again, it shows nothing")
    void superseded() {
        var house = new LifecycleHouse();
        house.configured(PROVINCE, BUYER_POLICY, "0.30", terms("0.0365", DayCount.ACTUAL_365, InterestFrom.DECIDED));
        var contract = house.contract(HARBIN, null, "S1", "B1", Map.of(2019, List.of("1000000.00")));
        house.assess(2019);
        assertThat(details(house).recovery()).isNull();
        var author = administrator(PROVINCE, "起草");
        var draft = house.drafts.create(
                author, PROVINCE, BUYER_POLICY, form("2019", LocalDate.of(2019, 1, 1), null, "1.00", "0.10"));
        house.tried(author, PROVINCE, BUYER_POLICY, draft.id(), 2019);
        house.enactments.enact(administrator(PROVINCE, "施行"), PROVINCE, draft.id(), draft.revision());
        var lowered = details(house);
        assertThat(lowered.summary().entitledAmount()).hasToString("100000.00");
        assertThat(lowered.recovery()).isNotNull();
        assertThat(lowered.recovery().principal()).hasToString("200000.00");
        assertThat(lowered.recovery().basis()).isNotNull();
        house.database.asOwner(
                "update entitlement set peak_on = peak_on - 100, lowered_on = lowered_on where contract_id = '"
                        + contract + "'");
        assertThat(details(house).recovery().interest()).hasToString("2000.00");

        house.database.asOwner("update contract set status = 'REVOKED' where id = '" + contract + "'");
        house.assess(2019);
        assertThat(details(house).recovery().principal()).hasToString("300000.00");
        house.database.asOwner(
                "update contract set status = 'REGISTERED' where id = '" + contract + "'",
                "insert into receipt (id, tenant, contract_id, sequence, received_on, received) values ('"
                        + java.util.UUID.randomUUID() + "', " + HARBIN + ", '" + contract
                        + "', 9, '2019-12-01', 2000000.00)");
        house.assess(2019);
        assertThat(details(house).summary().entitledAmount()).hasToString("300000.00");
        assertThat(details(house).recovery()).isNull();
    }

    private static EntitlementDetails details(LifecycleHouse house) {
        return house.entitlements.details(
                administrator(PROVINCE, "甲"), PROVINCE, house.all(2019).get(0).id());
    }

    private static Money interest(String rate, DayCount dayCount, InterestFrom from) {
        return of(version(terms(rate, dayCount, from))).orElseThrow().interest();
    }

    private static Optional<Recovery> of(PolicyVersion version) {
        return Recovery.of(Money.of("150000.00"), Money.of("50000.00"), Optional.of(version), DECIDED, LOWERED, UNTIL);
    }

    private static HostTerms terms(String rate, DayCount dayCount, InterestFrom from) {
        return new HostTerms(
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                List.of(),
                new Clawback(rate, dayCount, from, SomeTerms.CLAUSE));
    }

    private static PolicyVersion version(@Nullable HostTerms terms) {
        var plain = LifecycleHouse.version(PROVINCE, BUYER_POLICY, Exclusivity.NONE, CapScope.CONTRACT, "1.00", "0.30");
        var parameters = new LinkedHashMap<>(plain.parameters());
        parameters.put(
                "interest",
                List.of(
                        new DatedValue(
                                LifecycleHouse.BEGINNING,
                                Optional.of(LOWERED.minusDays(1)),
                                "0.0365",
                                "1",
                                LifecycleHouse.BASIS,
                                Optional.empty()),
                        new DatedValue(
                                LOWERED,
                                Optional.of(LocalDate.of(2024, 8, 31)),
                                "0.073",
                                "1",
                                LifecycleHouse.BASIS,
                                Optional.empty())));
        var version = new PolicyVersion(
                plain.tenant(),
                plain.policyId(),
                plain.version(),
                plain.pluginId(),
                plain.title(),
                plain.document(),
                plain.article(),
                plain.from(),
                plain.until(),
                plain.clock(),
                true,
                plain.exclusivity(),
                plain.exclusivityBasis(),
                plain.cap(),
                plain.note(),
                parameters);
        return terms == null ? version : version.with(terms);
    }
}
