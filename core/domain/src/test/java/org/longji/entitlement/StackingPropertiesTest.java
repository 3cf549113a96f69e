package org.longji.entitlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.entitlement.LifecycleHouse.BUYER_POLICY;
import static org.longji.entitlement.LifecycleHouse.DAQING;
import static org.longji.entitlement.LifecycleHouse.HARBIN;
import static org.longji.entitlement.LifecycleHouse.NANGANG;
import static org.longji.entitlement.LifecycleHouse.PROVINCE;
import static org.longji.entitlement.LifecycleHouse.SECOND_POLICY;
import static org.longji.entitlement.LifecycleHouse.THIRD_POLICY;
import static org.longji.entitlement.LifecycleHouse.administrator;
import static org.longji.entitlement.LifecycleHouse.form;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.longji.plugin.api.Money;
import org.longji.policy.CapScope;
import org.longji.policy.Exclusivity;
import org.longji.policy.HostTerms;
import org.longji.policy.HostTerms.Meeting;
import org.longji.policy.HostTerms.Rule;
import org.longji.policy.SomeTerms;

/** Whatever three levels say of each other: the promises of each rule, one outcome however it is reached, and a true back-test. */
class StackingPropertiesTest {

    private static final List<Integer> YEARS = List.of(2018, 2019);
    private static final Money CEILING = Money.of("250000.00");
    private static final BigDecimal RATE = new BigDecimal("0.333");

    /** What the city's policy says of the province's, and the county's of both. */
    private static HostTerms terms(Rule rule, Meeting on, String... with) {
        return SomeTerms.relations(new HostTerms.Relation(
                rule,
                on,
                List.of(with),
                null,
                rule == Rule.TOP_UP ? RATE.toString() : null,
                null,
                rule == Rule.CUMULATIVE ? CEILING.toString() : null,
                SomeTerms.CLAUSE));
    }

    @Property(tries = 8, shrinking = ShrinkingMode.OFF)
    @Label(
            "each rule keeps its promise on every contract; assessed by halves, anew or all at once, the amounts are the same")
    void promises(
            @ForAll @IntRange(max = 1_000_000) int seed,
            @ForAll Rule rule,
            @ForAll Meeting on,
            @ForAll CapScope scope) {
        var random = new Random(seed);
        var house = new LifecycleHouse();
        house.configured(PROVINCE, BUYER_POLICY, Exclusivity.NONE, scope, "200000.00", "0.30");
        house.configured(HARBIN, SECOND_POLICY, "0.25", terms(rule, on, BUYER_POLICY));
        house.configured(NANGANG, THIRD_POLICY, "0.40", terms(rule, on, BUYER_POLICY, SECOND_POLICY));
        contracts(house, random);
        // A city first, for its own contracts; then everybody.
        if (random.nextBoolean()) {
            house.assess(HARBIN, 2018);
        }
        YEARS.forEach(house::assess);
        var first = amounts(house);
        for (int year : YEARS) {
            assertThat(house.assess(year).counts()).containsEntry("changed", 0L).containsEntry("created", 0L);
        }
        assertThat(amounts(house)).isEqualTo(first);

        for (int year : YEARS) {
            var byMeeting = new TreeMap<String, Map<String, Money>>();
            var decisions = new ArrayList<>(house.all(year));
            decisions.forEach(e -> {
                // Contracts of a project meet where one buyer has them.
                var key = on == Meeting.CONTRACT
                        ? e.contractId().toString()
                        : house.project(e.contractId()) + "|" + e.beneficiary().creditCode();
                byMeeting
                        .computeIfAbsent(key, k -> new TreeMap<>())
                        .merge(e.policyId(), e.entitledAmount(), Money::plus);
                assertThat(e.entitledAmount()).isLessThanOrEqualTo(e.assessedAmount());
            });
            byMeeting.forEach((key, paid) -> {
                var province = paid.getOrDefault(BUYER_POLICY, Money.ZERO);
                var city = paid.getOrDefault(SECOND_POLICY, Money.ZERO);
                var county = paid.getOrDefault(THIRD_POLICY, Money.ZERO);
                switch (rule) {
                    case HIGHEST, NOT_BESIDE ->
                        assertThat(paid.values().stream().filter(Money::isPositive))
                                .as(key)
                                .hasSizeLessThanOrEqualTo(1);
                    case CUMULATIVE -> {
                        // The ceiling binds what stands beside another, never the upper award itself.
                        assertThat(city.isZero() ? Money.ZERO : province.plus(city))
                                .as(key)
                                .isLessThanOrEqualTo(CEILING);
                        assertThat(
                                        county.isZero()
                                                ? Money.ZERO
                                                : province.plus(city).plus(county))
                                .as(key)
                                .isLessThanOrEqualTo(CEILING);
                    }
                    case TOP_UP -> {
                        assertThat(city).as(key).isLessThanOrEqualTo(province.times(RATE, RoundingMode.HALF_UP));
                        assertThat(county)
                                .as(key)
                                .isLessThanOrEqualTo(province.plus(city).times(RATE, RoundingMode.HALF_UP));
                    }
                }
            });
            decisions.stream()
                    .limit(10)
                    .forEach(e -> assertThat(house.entitlements
                                    .recompute(administrator(PROVINCE, "甲"), PROVINCE, e.id())
                                    .identical())
                            .isTrue());
        }
    }

    @Property(tries = 5, shrinking = ShrinkingMode.OFF)
    @Label("a back-test of an upper award foretells what those below get that depend on it")
    void foretells(
            @ForAll @IntRange(max = 1_000_000) int seed,
            @ForAll Rule rule,
            @ForAll Meeting on,
            @ForAll CapScope scope) {
        var random = new Random(seed);
        var house = new LifecycleHouse();
        house.configured(PROVINCE, BUYER_POLICY, Exclusivity.NONE, scope, "200000.00", "0.30");
        house.configured(HARBIN, SECOND_POLICY, "0.25", terms(rule, on, BUYER_POLICY));
        house.configured(NANGANG, THIRD_POLICY, "0.40", terms(rule, on, SECOND_POLICY));
        contracts(house, random);
        YEARS.forEach(house::assess);
        var before = amounts(house);
        boolean city = random.nextBoolean();
        int tenant = city ? HARBIN : PROVINCE;
        var author = administrator(tenant, "起草");
        var draft = house.drafts.create(
                author,
                tenant,
                city ? SECOND_POLICY : BUYER_POLICY,
                form("新", LocalDate.of(2018, 7, 1), null, "100000.00", "0.20", Exclusivity.NONE, scope)
                        .with(city ? terms(rule, on, BUYER_POLICY) : null));
        var tried = house.tried(
                author, tenant, city ? SECOND_POLICY : BUYER_POLICY, draft.id(), YEARS.toArray(Integer[]::new));
        house.enactments.enact(administrator(tenant, "施行"), tenant, draft.id(), draft.revision());
        YEARS.forEach(year -> house.assess(tenant, year));
        var after = amounts(house);
        var foretold = new TreeMap<String, Money>();
        for (var direction : Backtest.Direction.values()) {
            house.backtests
                    .changes(author, tenant, tried.id(), 1, direction, null, 200)
                    .items()
                    .forEach(change -> foretold.put(
                            change.policyId() + "|" + change.contractId() + "|" + change.year(), change.after()));
        }
        var changed = new TreeMap<String, Money>();
        after.forEach((key, amount) -> {
            if (!amount.equals(before.getOrDefault(key, Money.ZERO))) {
                changed.put(key, amount);
            }
        });
        assertThat(foretold).isEqualTo(changed);
    }

    private static void contracts(LifecycleHouse house, Random random) {
        var places = List.of(HARBIN, NANGANG, DAQING);
        for (int i = 0; i < 24; i++) {
            var received = new TreeMap<Integer, List<String>>();
            for (int year : YEARS) {
                if (random.nextInt(4) > 0) {
                    received.put(
                            year,
                            List.of(Money.ofFen(1 + random.nextInt(90_000_000)).toString()));
                }
            }
            // A project lies in one place: a city sees no other's contracts.
            int place = random.nextInt(3);
            house.contract(
                    places.get(place),
                    random.nextInt(3) == 0 ? null : "P" + place + random.nextInt(3),
                    "S" + random.nextInt(4),
                    "B" + place + random.nextInt(3),
                    received);
        }
    }

    private static Map<String, Money> amounts(LifecycleHouse house) {
        var amounts = new TreeMap<String, Money>();
        for (int year : YEARS) {
            house.all(year)
                    .forEach(e -> amounts.put(e.policyId() + "|" + e.contractId() + "|" + year, e.entitledAmount()));
        }
        return amounts;
    }
}
