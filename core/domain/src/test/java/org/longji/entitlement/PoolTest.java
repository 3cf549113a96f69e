package org.longji.entitlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.entitlement.LifecycleHouse.BUYER_POLICY;
import static org.longji.entitlement.LifecycleHouse.DAQING;
import static org.longji.entitlement.LifecycleHouse.HARBIN;
import static org.longji.entitlement.LifecycleHouse.PROVINCE;
import static org.longji.entitlement.LifecycleHouse.SECOND_POLICY;
import static org.longji.entitlement.LifecycleHouse.administrator;
import static org.longji.entitlement.LifecycleHouse.form;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.plugin.api.Money;
import org.longji.policy.CapScope;
import org.longji.policy.Exclusivity;
import org.longji.policy.HostTerms.Allocation;
import org.longji.policy.HostTerms.Pool;
import org.longji.policy.HostTerms.Ranking;
import org.longji.policy.HostTerms.Ties;
import org.longji.policy.SomeTerms;

/** The money of a year, shared out. */
class PoolTest {

    private static Pool pool(
            Allocation allocation, @Nullable String amount, @Nullable String places, @Nullable Ties ties) {
        return new Pool(
                allocation,
                amount,
                places,
                allocation == Allocation.RANKING ? Ranking.AWARD : null,
                allocation == Allocation.RANKING ? ties : null,
                SomeTerms.CLAUSE);
    }

    @Test
    @DisplayName(
            "first come, first served: by governing date, then number; the last one gets what is left, the next nothing")
    void firstCome() {
        var house = new LifecycleHouse();
        house.configured(
                HARBIN, SECOND_POLICY, "0.30", SomeTerms.pool(pool(Allocation.FIRST_COME, "500000.00", null, null)));
        var first = contract(house, "1000000.00");
        var second = contract(house, "1000000.00");
        var third = contract(house, "1000000.00");
        house.assess(2019);
        assertThat(due(house, first)).hasToString("300000.00");
        assertThat(due(house, second)).hasToString("200000.00");
        assertThat(due(house, third)).isEqualTo(Money.ZERO);
        var refused = record(house, third);
        assertThat(refused.outcome().reasons()).singleElement().satisfies(reason -> {
            assertThat(reason.code()).isEqualTo("POOL_SHARE");
            assertThat(reason.message().zh()).contains("500000.00", "第 3 位");
        });
        assertThat(house.assess(2019).counts()).containsEntry("changed", 0L);
    }

    @Test
    @DisplayName(
            "an award that waits for its pool keeps a top-up waiting; whoever holds the pool shares it out, nobody else")
    void holder() {
        var house = new LifecycleHouse();
        house.configured(
                PROVINCE, BUYER_POLICY, "0.30", SomeTerms.pool(pool(Allocation.PRO_RATA, "100000.00", null, null)));
        house.configured(
                HARBIN, SECOND_POLICY, "0.90", SomeTerms.relations(SomeTerms.topUp("0.5", null, BUYER_POLICY)));
        var one = contract(house, "1000000.00");
        house.contract(DAQING, null, "S1", "B1", Map.of(2019, List.of("2000000.00")));
        house.assess(HARBIN, 2019);
        assertThat(house.all(2019))
                .filteredOn(e -> e.contractId().equals(one))
                .extracting(EntitlementSummary::status)
                .containsExactlyInAnyOrder(EntitlementStatus.AWAITING_ALLOCATION, EntitlementStatus.NEEDS_JUDGEMENT);
        house.assess(2019);
        assertThat(house.all(2019))
                .filteredOn(e -> e.contractId().equals(one))
                .extracting(e -> e.entitledAmount().toString())
                .containsExactlyInAnyOrder("33333.33", "16666.67");
        // The city's own assessment keeps what the province gave.
        assertThat(house.assess(HARBIN, 2019).counts()).containsEntry("changed", 0L);
    }

    @Test
    @DisplayName("ranking with places: those who tie for the last place all get one, or none, or the earlier one")
    void ranking() {
        for (var ties : Ties.values()) {
            var house = new LifecycleHouse();
            house.configured(HARBIN, SECOND_POLICY, "0.30", SomeTerms.pool(pool(Allocation.RANKING, null, "2", ties)));
            var tied = contract(house, "1000000.00");
            var best = contract(house, "1500000.00");
            var other = contract(house, "1000000.00");
            house.assess(2019);
            assertThat(due(house, best)).hasToString("450000.00");
            assertThat(List.of(due(house, tied).isPositive(), due(house, other).isPositive()))
                    .as(ties.name())
                    .isEqualTo(
                            switch (ties) {
                                case EARLIER_FIRST -> List.of(true, false);
                                case ALL -> List.of(true, true);
                                case NONE -> List.of(false, false);
                            });
        }
    }

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    @Label(
            "a pool gives out exactly what it holds or what is asked, and a back-test foretells every share and every top-up of one")
    void foretells(
            @ForAll @IntRange(max = 1_000_000) int seed, @ForAll Allocation allocation, @ForAll boolean decidedBefore) {
        var random = new Random(seed);
        var house = new LifecycleHouse();
        var amount = Money.ofFen(1 + random.nextInt(200_000_000));
        var upper = pool(
                allocation,
                amount.toString(),
                allocation == Allocation.RANKING ? "5" : null,
                Ties.values()[random.nextInt(3)]);
        house.configured(PROVINCE, BUYER_POLICY, "0.30", SomeTerms.pool(upper));
        house.configured(
                HARBIN,
                SECOND_POLICY,
                "0.90",
                SomeTerms.with(
                        SomeTerms.relations(SomeTerms.topUp("0.5", null, BUYER_POLICY)),
                        pool(Allocation.PRO_RATA, "150000.00", null, null)));
        for (int i = 0; i < 16; i++) {
            var received = new TreeMap<Integer, List<String>>();
            for (int year : List.of(2018, 2019)) {
                if (random.nextInt(3) > 0) {
                    received.put(
                            year,
                            List.of(Money.ofFen(100_000_00 * (1 + random.nextInt(9)) + random.nextInt(3))
                                    .toString()));
                }
            }
            house.contract(random.nextBoolean() ? HARBIN : DAQING, null, "S1", "B" + random.nextInt(3), received);
        }
        if (decidedBefore) {
            house.assess(2018);
            house.assess(2019);
        }
        var before = decidedBefore ? amounts(house) : Map.<String, Money>of();
        var author = administrator(PROVINCE, "起草");
        var draft = house.drafts.create(
                author,
                PROVINCE,
                BUYER_POLICY,
                form("新", LocalDate.of(2019, 1, 1), null, "100000.00", "0.35", Exclusivity.NONE, CapScope.CONTRACT)
                        .with(SomeTerms.pool(upper)));
        var tried = house.tried(author, PROVINCE, BUYER_POLICY, draft.id(), 2018, 2019);
        house.enactments.enact(administrator(PROVINCE, "施行"), PROVINCE, draft.id(), draft.revision());
        house.assess(2018);
        house.assess(2019);
        var after = amounts(house);
        var outcome = tried.scenarios().get(0).result();
        for (var year : outcome.figures().years()) {
            var given = Money.sum(house.all(year.year()).stream()
                    .filter(e -> e.policyId().equals(BUYER_POLICY))
                    .map(EntitlementSummary::entitledAmount)
                    .toList());
            assertThat(year.cost()).isEqualTo(given);
            assertThat(given).isLessThanOrEqualTo(amount);
            if (allocation != Allocation.RANKING) {
                var asked = Money.sum(house.all(year.year()).stream()
                        .filter(e -> e.policyId().equals(BUYER_POLICY))
                        .map(EntitlementSummary::assessedAmount)
                        .toList());
                assertThat(given).isEqualTo(amount.min(asked));
            }
            assertThat(year.others())
                    .isEqualTo(Money.sum(house.all(year.year()).stream()
                            .filter(e -> e.policyId().equals(SECOND_POLICY))
                            .map(EntitlementSummary::entitledAmount)
                            .toList()));
        }
        if (decidedBefore) {
            var foretold = new TreeMap<String, Money>();
            for (var direction : Backtest.Direction.values()) {
                house.backtests
                        .changes(author, PROVINCE, tried.id(), 1, direction, null, 200)
                        .items()
                        .forEach(change -> foretold.put(
                                change.policyId() + "|" + change.contractId() + "|" + change.year(), change.after()));
            }
            var changed = new TreeMap<String, Money>();
            after.forEach((key, due) -> {
                if (!due.equals(before.getOrDefault(key, Money.ZERO))) {
                    changed.put(key, due);
                }
            });
            assertThat(foretold).isEqualTo(changed);
        }
        for (int year : List.of(2018, 2019)) {
            assertThat(house.assess(year).counts()).containsEntry("changed", 0L);
        }
    }

    @Property(tries = 200)
    @Label(
            "sharing out is a function of the claims alone, in whatever order they are read, and never gives more than is asked")
    void pure(@ForAll @IntRange(max = 1_000_000) int seed, @ForAll Allocation allocation, @ForAll Ties ties) {
        var random = new Random(seed);
        var claims = new ArrayList<PoolBook.Claim>();
        for (int i = 0; i < random.nextInt(20); i++) {
            claims.add(new PoolBook.Claim(
                    new UUID(seed, i),
                    HARBIN,
                    LocalDate.of(2019, 1, 1 + random.nextInt(5)),
                    "N" + random.nextInt(10),
                    Money.ofFen(random.nextInt(4)),
                    Money.ofFen(1 + random.nextInt(1000))));
        }
        var amount = Money.ofFen(random.nextInt(6000));
        var rule = new PoolBook.Rule(
                allocation, java.util.Optional.of(amount), java.util.Optional.of(random.nextInt(6)), ties);
        var shared = rule.share(claims);
        java.util.Collections.shuffle(claims, random);
        assertThat(rule.share(claims)).isEqualTo(shared);
        claims.forEach(
                claim -> assertThat(shared.get(claim.contract()).granted()).isBetween(Money.ZERO, claim.wanted()));
        var given =
                Money.sum(shared.values().stream().map(PoolBook.Grant::granted).toList());
        var asked = Money.sum(claims.stream().map(PoolBook.Claim::wanted).toList());
        assertThat(given).isLessThanOrEqualTo(amount);
        if (allocation != Allocation.RANKING) {
            assertThat(given).isEqualTo(amount.min(asked));
        }
    }

    private static UUID contract(LifecycleHouse house, String received) {
        return house.contract(HARBIN, null, "S1", "B1", Map.of(2019, List.of(received)));
    }

    private static Money due(LifecycleHouse house, UUID contract) {
        return Money.sum(house.all(2019).stream()
                .filter(e -> e.contractId().equals(contract))
                .map(EntitlementSummary::entitledAmount)
                .toList());
    }

    private static DecisionRecord record(LifecycleHouse house, UUID contract) {
        var id = house.all(2019).stream()
                .filter(e -> e.contractId().equals(contract))
                .findFirst()
                .orElseThrow()
                .id();
        var officer = administrator(PROVINCE, "甲");
        assertThat(house.entitlements.recompute(officer, PROVINCE, id).identical())
                .isTrue();
        return house.entitlements.details(officer, PROVINCE, id).record();
    }

    private static Map<String, Money> amounts(LifecycleHouse house) {
        var amounts = new TreeMap<String, Money>();
        for (int year : List.of(2018, 2019)) {
            house.all(year)
                    .forEach(e -> amounts.put(e.policyId() + "|" + e.contractId() + "|" + year, e.entitledAmount()));
        }
        return amounts;
    }
}
