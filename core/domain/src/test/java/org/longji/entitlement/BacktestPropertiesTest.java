package org.longji.entitlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.entitlement.LifecycleHouse.BUYER_POLICY;
import static org.longji.entitlement.LifecycleHouse.DAQING;
import static org.longji.entitlement.LifecycleHouse.HARBIN;
import static org.longji.entitlement.LifecycleHouse.NANGANG;
import static org.longji.entitlement.LifecycleHouse.OTHER_YEAR_POLICY;
import static org.longji.entitlement.LifecycleHouse.PROVINCE;
import static org.longji.entitlement.LifecycleHouse.SELLER_POLICY;
import static org.longji.entitlement.LifecycleHouse.YEAR_POLICY;
import static org.longji.entitlement.LifecycleHouse.administrator;
import static org.longji.entitlement.LifecycleHouse.form;

import java.time.LocalDate;
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
import org.longji.policy.SomeTerms;
import org.longji.shared.Caller;

/** What a back-test foretells is what an assessment finds after the enactment, to the fen, whatever spans the cases. */
class BacktestPropertiesTest {

    private static final List<Integer> YEARS = List.of(2018, 2019, 2020);

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    @Label(
            "a back-test equals the assessments that follow, in cost, in every case it says changes, and in those it says do not")
    void foretellsTheAssessment(
            @ForAll @IntRange(max = 1_000_000) int seed,
            @ForAll Exclusivity exclusivity,
            @ForAll CapScope scope,
            @ForAll boolean cityOnly,
            @ForAll boolean decidedBefore) {
        var random = new Random(seed);
        var house = new LifecycleHouse();
        house.configured(PROVINCE, BUYER_POLICY, exclusivity, scope, "300000.00", "0.30");
        house.configured(PROVINCE, SELLER_POLICY, exclusivity, scope, "500000.00", "0.30");
        int city = random.nextBoolean() ? HARBIN : DAQING;
        for (int i = 0; i < 26; i++) {
            var received = new TreeMap<Integer, List<String>>();
            for (int year : YEARS) {
                if (random.nextInt(3) > 0) {
                    received.put(year, List.of(amount(random), amount(random)));
                }
            }
            house.contract(
                    random.nextBoolean() ? HARBIN : DAQING,
                    random.nextInt(3) == 0 ? null : "P" + random.nextInt(6),
                    "S" + random.nextInt(4),
                    "B" + random.nextInt(4),
                    received);
        }
        if (decidedBefore) {
            YEARS.forEach(house::assess);
        }

        int tenant = cityOnly ? city : PROVINCE;
        Caller author = administrator(tenant, "起草");
        var draft = house.drafts.create(
                author,
                tenant,
                BUYER_POLICY,
                form("新", LocalDate.of(2018, 7, 1), null, "200000.00", "0.40", exclusivity, scope));
        var tried = house.tried(author, tenant, BUYER_POLICY, draft.id(), YEARS.toArray(Integer[]::new));
        var before = decidedBefore ? amounts(house, tenant) : Map.<String, Money>of();
        house.enactments.enact(administrator(tenant, "施行"), tenant, draft.id(), draft.revision());
        // What the tenant's own assessment finds: what others decide afterwards may free or use up a cap they share.
        YEARS.forEach(year -> house.assess(tenant, year));
        var after = amounts(house, tenant);

        var outcome = tried.scenarios().get(0).result();
        for (int year : YEARS) {
            assertThat(outcome.figures().years().stream()
                            .filter(figures -> figures.year() == year)
                            .findFirst()
                            .orElseThrow()
                            .cost())
                    .as(
                            "cost of %s: %s %s cityOnly %s decided before %s seed %s",
                            year, exclusivity, scope, cityOnly, decidedBefore, seed)
                    .isEqualTo(Money.sum(house.all(year).stream()
                            .filter(e -> e.policyId().equals(BUYER_POLICY) && within(e.tenant(), tenant))
                            .map(EntitlementSummary::entitledAmount)
                            .toList()));
        }
        var foretold = new TreeMap<String, Money>();
        for (var direction : Backtest.Direction.values()) {
            for (var change : house.backtests
                    .changes(author, tenant, tried.id(), 1, direction, null, 200)
                    .items()) {
                var key = change.policyId() + "|" + change.contractId() + "|" + change.year();
                foretold.put(key, change.after());
                assertThat(after.get(key)).as("%s after", key).isEqualTo(change.after());
                if (decidedBefore) {
                    assertThat(before.get(key)).as("%s before", key).isEqualTo(change.before());
                    assertThat(change.decided()).as("%s decided", key).isEqualTo(change.before());
                }
            }
        }
        if (decidedBefore) {
            after.forEach((key, amount) -> {
                if (!amount.equals(before.get(key))) {
                    assertThat(foretold)
                            .as("%s from %s to %s", key, before.get(key), amount)
                            .containsKey(key);
                }
            });
        }
        assertThat(Money.sum(outcome.figures().places().stream()
                        .map(Backtest.OfPlace::cost)
                        .toList()))
                .isEqualTo(Money.sum(outcome.figures().months().stream()
                        .map(Backtest.OfMonth::cost)
                        .toList()));
    }

    @Property(tries = 3, shrinking = ShrinkingMode.OFF)
    @Label(
            "where a city's version stands beside the province's, each contract is decided by one of them in a year and paid once")
    void neverPaidByTwoLevels(
            @ForAll @IntRange(max = 1_000_000) int seed, @ForAll @IntRange(min = 1, max = 12) int month) {
        var random = new Random(seed);
        var house = new LifecycleHouse();
        house.configured(PROVINCE, BUYER_POLICY, Exclusivity.NONE, CapScope.CONTRACT, "300000.00", "0.30");
        for (int i = 0; i < 20; i++) {
            var received = new TreeMap<Integer, List<String>>();
            YEARS.forEach(year -> received.put(year, List.of(amount(random), amount(random))));
            house.contract(random.nextBoolean() ? HARBIN : DAQING, null, "S1", "B1", received);
        }
        var author = administrator(HARBIN, "起草");
        var from = LocalDate.of(2019, month, 1 + random.nextInt(28));
        var draft = house.drafts.create(
                author, HARBIN, BUYER_POLICY, form("市", from, LocalDate.of(2020, 3, 31), "100000.00", "0.35"));
        house.tried(author, HARBIN, BUYER_POLICY, draft.id(), 2019);
        house.enactments.enact(administrator(HARBIN, "施行"), HARBIN, draft.id(), draft.revision());
        for (int year : YEARS) {
            house.assess(year);
            var all = house.all(year);
            assertThat(all).hasSize(20);
            assertThat(all.stream().map(EntitlementSummary::contractId).distinct())
                    .hasSize(20);
            for (var one : all) {
                var record = house.entitlements
                        .details(administrator(PROVINCE, "甲"), PROVINCE, one.id())
                        .record();
                boolean city = one.tenant() == HARBIN
                        && !record.governingDate().isBefore(from)
                        && !record.governingDate().isAfter(LocalDate.of(2020, 3, 31));
                assertThat(record.policy().tenant()).isEqualTo(city ? HARBIN : PROVINCE);
            }
        }
    }

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    @Label(
            "where a policy is about applicants' years, a back-test equals the assessments that follow, with caps, relations and pools")
    void foretellsYears(
            @ForAll @IntRange(max = 1_000_000) int seed,
            @ForAll CapScope scope,
            @ForAll boolean cityOnly,
            @ForAll boolean decidedBefore,
            @ForAll boolean inherited) {
        var random = new Random(seed);
        var house = new LifecycleHouse();
        int tenant = cityOnly ? HARBIN : PROVINCE;
        // What one level frees of a cap that both share is free for the other only afterwards: elsewhere the levels
        // keep apart.
        boolean above = inherited && cityOnly;
        var caps = above ? CapScope.CONTRACT : scope;
        if (above) {
            house.configured(PROVINCE, YEAR_POLICY, Exclusivity.NONE, caps, "300000.00", "0.30");
        } else {
            house.configured(tenant, YEAR_POLICY, Exclusivity.NONE, caps, "300000.00", "0.30");
            house.configured(
                    tenant,
                    OTHER_YEAR_POLICY,
                    "0.20",
                    SomeTerms.with(
                            SomeTerms.relations(
                                    random.nextBoolean()
                                            ? SomeTerms.topUp("0.5", null, YEAR_POLICY)
                                            : SomeTerms.highest(null, YEAR_POLICY)),
                            random.nextBoolean()
                                    ? new HostTerms.Pool(
                                            HostTerms.Allocation.PRO_RATA,
                                            "150000.00",
                                            null,
                                            null,
                                            null,
                                            SomeTerms.CLAUSE)
                                    : null));
        }
        for (int i = 0; i < 26; i++) {
            var received = new TreeMap<Integer, List<String>>();
            for (int year : YEARS) {
                if (random.nextInt(3) > 0) {
                    received.put(year, List.of(amount(random)));
                }
            }
            house.contract(
                    random.nextBoolean() ? HARBIN : random.nextBoolean() ? NANGANG : DAQING,
                    null,
                    "S" + random.nextInt(8),
                    "B" + random.nextInt(4),
                    received);
        }
        if (decidedBefore) {
            YEARS.forEach(house::assess);
        }
        var author = administrator(tenant, "起草");
        var from = LocalDate.of(2018 + random.nextInt(2), 7, 1);
        var draft = house.drafts.create(
                author, tenant, YEAR_POLICY, form("新", from, null, "200000.00", "0.40", Exclusivity.NONE, caps));
        var tried = house.tried(author, tenant, YEAR_POLICY, draft.id(), YEARS.toArray(Integer[]::new));
        var before = decidedBefore ? ofYears(house, tenant) : Map.<String, Money>of();
        house.enactments.enact(administrator(tenant, "施行"), tenant, draft.id(), draft.revision());
        YEARS.forEach(year -> house.assess(tenant, year));
        var after = ofYears(house, tenant);

        var outcome = tried.scenarios().get(0).result();
        for (var year : outcome.figures().years()) {
            assertThat(year.cost())
                    .as("cost of %s, seed %s", year.year(), seed)
                    .isEqualTo(Money.sum(house.all(year.year()).stream()
                            .filter(e -> e.policyId().equals(YEAR_POLICY) && within(e.tenant(), tenant))
                            .map(EntitlementSummary::entitledAmount)
                            .toList()));
        }
        var foretold = new TreeMap<String, Money>();
        for (var direction : Backtest.Direction.values()) {
            for (var change : house.backtests
                    .changes(author, tenant, tried.id(), 1, direction, null, 200)
                    .items()) {
                var key =
                        change.policyId() + "|" + change.tenant() + "|" + change.applicantName() + "|" + change.year();
                foretold.put(key, change.after());
                assertThat(change.contractId()).isNull();
                assertThat(after.get(key)).as("%s after", key).isEqualTo(change.after());
                if (decidedBefore && !above) {
                    assertThat(change.decided()).as("%s decided", key).isEqualTo(change.before());
                }
            }
        }
        if (decidedBefore) {
            after.forEach((key, amount) -> {
                if (!amount.equals(before.getOrDefault(key, Money.ZERO))) {
                    assertThat(foretold)
                            .as("%s from %s to %s", key, before.get(key), amount)
                            .containsKey(key);
                }
            });
        }
        // Nobody is paid for one year of one policy by two tenants of one line.
        for (int year : YEARS) {
            assertThat(house.all(year).stream()
                            .filter(e ->
                                    e.contractId() == null && e.entitledAmount().isPositive())
                            .map(e -> e.policyId() + "|" + e.beneficiary().name()))
                    .doesNotHaveDuplicates();
        }
    }

    private static Map<String, Money> ofYears(LifecycleHouse house, int tenant) {
        var amounts = new TreeMap<String, Money>();
        for (int year : YEARS) {
            house.all(year).stream()
                    .filter(e -> within(e.tenant(), tenant))
                    .forEach(e -> amounts.put(
                            e.policyId() + "|" + e.tenant() + "|"
                                    + e.beneficiary().name() + "|" + year,
                            e.entitledAmount()));
        }
        return amounts;
    }

    private static Map<String, Money> amounts(LifecycleHouse house, int tenant) {
        var amounts = new TreeMap<String, Money>();
        for (int year : YEARS) {
            house.all(year).stream()
                    .filter(e -> within(e.tenant(), tenant))
                    .forEach(e -> amounts.put(e.policyId() + "|" + e.contractId() + "|" + year, e.entitledAmount()));
        }
        return amounts;
    }

    private static boolean within(int division, int tenant) {
        return org.longji.shared.TenantScope.subtree(tenant).contains(division);
    }

    private static String amount(Random random) {
        return Money.ofFen(1 + random.nextInt(90_000_000)).toString();
    }
}
