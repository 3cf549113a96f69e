package org.longji.entitlement;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.longji.audit.Journal;
import org.longji.entitlement.Backtest.Budget;
import org.longji.entitlement.Backtest.Comparison;
import org.longji.entitlement.Backtest.Direction;
import org.longji.entitlement.Backtest.Figures;
import org.longji.entitlement.Backtest.OfBudget;
import org.longji.entitlement.BacktestTally.Changes;
import org.longji.plugin.api.Money;
import org.longji.pluginhost.PluginHost;
import org.longji.policy.Policies;
import org.longji.policy.PolicyVersion;
import org.longji.setting.SettingsBook;
import org.longji.shared.Caller;
import org.longji.shared.Json;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Row;
import org.longji.shared.Sql;

/** Keeps back-tests: what was ordered, and in a few rows what came out of a million contracts. */
@Dependent
class BacktestRecords {

    /** Cases in one row of changes. */
    static final int PAGE = 100;

    private static final int LOOK_UP = 20_000;
    private static final int SHARE_DECIMALS = 4;

    private final Policies policies;
    private final Journal journal;

    @Inject
    BacktestRecords(Policies policies, Journal journal) {
        this.policies = policies;
        this.journal = journal;
    }

    /** A version to try, under a name. */
    record Tried(String name, PolicyVersion version, Optional<Backtest.Untried> untried) {}

    void insert(
            EntityManager em,
            Caller caller,
            int tenant,
            UUID id,
            String policyId,
            List<Integer> years,
            Map<Integer, Money> budgets,
            List<Tried> scenarios) {
        Sql.update(
                em,
                "insert into backtest (id, tenant, policy_id, years, budgets, ordered_by) values (?, ?, ?, ?, ?, ?)",
                id,
                tenant,
                policyId,
                years,
                Json.write(new TreeMap<>(budgets)),
                caller.displayName());
        for (int i = 0; i < scenarios.size(); i++) {
            var tried = scenarios.get(i);
            Sql.update(
                    em,
                    "insert into backtest_scenario (backtest_id, tenant, position, name, version, hash, content,"
                            + " untried) values (?, ?, ?, ?, ?, ?, ?, ?)",
                    id,
                    tenant,
                    i + 1,
                    tried.name(),
                    tried.version().version(),
                    tried.version().hash(),
                    Json.write(tried.version()),
                    tried.untried());
        }
        journal.append(em, tenant, caller, "BACKTEST_ORDERED", "backtest", id.toString(), null, scenarios);
    }

    /** The worlds of an ordered back-test: what is in force now, and each scenario in its place. */
    BacktestPlan plan(EntityManager em, UUID id, PluginHost plugins) {
        var test = get(em, id);
        var inForce = policies.visible(em);
        var worlds = new ArrayList<List<PolicyVersion>>(List.of(inForce));
        var ended = new HashMap<String, PolicyVersion>();
        Sql.query(
                        em,
                        "select content from backtest_scenario where backtest_id = ? order by position",
                        row -> Json.read(row.text("content"), PolicyVersion.class),
                        id)
                .forEach(tried -> worlds.add(with(inForce, tried, ended)));
        return BacktestPlan.of(test.policyId(), test.years(), worlds, SettingsBook.read(em, plugins), plugins);
    }

    /** The versions with one more, which ends the open one before it. */
    private static List<PolicyVersion> with(
            List<PolicyVersion> inForce, PolicyVersion tried, Map<String, PolicyVersion> ended) {
        var world = new ArrayList<PolicyVersion>();
        for (var version : inForce) {
            boolean before = version.tenant() == tried.tenant()
                    && version.policyId().equals(tried.policyId())
                    && version.until().isEmpty()
                    && version.from().isBefore(tried.from());
            // The same object where two scenarios end it on the same day: what it answers is asked for once.
            world.add(
                    before
                            ? ended.computeIfAbsent(
                                    version.version() + "|" + tried.from(),
                                    key -> version.until(
                                            Optional.of(tried.from().minusDays(1))))
                            : version);
        }
        world.add(tried);
        return world;
    }

    void complete(
            EntityManager em, Caller caller, UUID id, BacktestPlan plan, BacktestTally tally, boolean inForceUntried) {
        var test = get(em, id);
        Sql.update(em, "delete from backtest_change where backtest_id = ?", id);
        for (int world = 1; world < plan.worlds().size(); world++) {
            if (test.scenarios().get(world - 1).untried() != null) {
                continue;
            }
            var comparison = write(em, test, world, plan, tally.changes(world));
            var figures = tally.figures(world);
            Sql.update(
                    em,
                    "update backtest_scenario set result = ? where backtest_id = ? and position = ?",
                    Json.write(new Backtest.Outcome(figures, comparison, budget(test.budgets(), figures))),
                    id,
                    world);
        }
        Sql.update(
                em,
                "update backtest set in_force = ?, contracts = ?, completed_at = clock_timestamp() where id = ?",
                inForceUntried ? null : Json.write(tally.figures(0)),
                tally.contracts,
                id);
        var done = get(em, id);
        journal.append(
                em,
                test.tenant(),
                caller,
                "BACKTEST_COMPLETED",
                "backtest",
                id.toString(),
                null,
                done.scenarios().stream()
                        .map(scenario -> Map.of("version", scenario.version(), "hash", scenario.hash()))
                        .toList());
    }

    private static Budget budget(Map<Integer, Money> budgets, Figures figures) {
        var years = new ArrayList<OfBudget>();
        for (var year : figures.years()) {
            var budget = budgets.get(year.year());
            if (budget != null) {
                years.add(new OfBudget(
                        year.year(),
                        budget,
                        year.cost(),
                        budget.isZero()
                                ? null
                                : year.cost()
                                        .toBigDecimal()
                                        .divide(budget.toBigDecimal(), SHARE_DECIMALS, RoundingMode.HALF_UP),
                        year.cost().minus(budget).max(Money.ZERO)));
            }
        }
        return new Budget(
                years,
                (int) years.stream().filter(year -> year.over().isPositive()).count(),
                years.stream()
                        .max(Comparator.comparing(year -> year.cost().minus(year.budget())))
                        .map(OfBudget::year)
                        .orElse(null));
    }

    /** Writes the cases page by page, the largest difference first, and adds them up. */
    private static Comparison write(EntityManager em, Backtest test, int world, BacktestPlan plan, Changes changes) {
        var order = IntStream.range(0, changes.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(changes::difference)
                        .reversed()
                        .thenComparing(changes::subject)
                        .thenComparing(changes::year))
                .toList();
        var names = plan.policies();
        var sums = new Sums();
        for (var direction : Direction.values()) {
            var chosen = order.stream()
                    .filter(i -> changes.gains(i) == (direction == Direction.WINNER))
                    .toList();
            for (int from = 0; from < chosen.size(); from += LOOK_UP) {
                var part = chosen.subList(from, Math.min(from + LOOK_UP, chosen.size()));
                var decided = decided(em, changes, part);
                var pages = new ArrayList<Object[]>();
                for (int start = 0; start < part.size(); start += PAGE) {
                    var page = part.subList(start, Math.min(start + PAGE, part.size()));
                    pages.add(page(test, world, direction, (from + start) / PAGE, page, changes, names, decided, sums));
                }
                Sql.batch(em, """
                        insert into backtest_change (backtest_id, tenant, position, direction, page, subjects, names, tenants, years, policies,
                            before, after, crossed, decided)
                        values (?, ?, ?, ?, ?, ?, ?::text[], ?::text[]::int[], ?, ?, ?::text[]::numeric[], ?::text[]::numeric[], ?::text[]::boolean[],
                            ?::text[]::numeric[])
                        """, pages);
            }
        }
        return sums.comparison();
    }

    private static Object[] page(
            Backtest test,
            int world,
            Direction direction,
            int number,
            List<Integer> page,
            Changes changes,
            List<String> names,
            Map<Decided, Money> decided,
            Sums sums) {
        var onRecord = new String[page.size()];
        for (int i = 0; i < onRecord.length; i++) {
            int change = page.get(i);
            var before = decided.get(
                    new Decided(changes.subject(change), changes.year(change), names.get(changes.policy(change))));
            sums.add(changes, change, Optional.ofNullable(before));
            onRecord[i] = before == null ? null : before.toString();
        }
        return new Object[] {
            test.id(),
            test.tenant(),
            world,
            direction,
            number,
            page.stream().map(changes::subject).toList(),
            page.stream()
                    .map(i -> changes.applicant(i).map(ApplicantYear::name).orElse(null))
                    .toArray(String[]::new),
            page.stream()
                    .map(i -> changes.applicant(i)
                            .map(year -> Integer.toString(year.tenant()))
                            .orElse(null))
                    .toArray(String[]::new),
            page.stream().map(changes::year).toList(),
            page.stream().map(i -> names.get(changes.policy(i))).toList(),
            page.stream().map(i -> changes.before(i).toString()).toList(),
            page.stream().map(i -> changes.after(i).toString()).toList(),
            page.stream().map(i -> Boolean.toString(changes.crossed(i))).toList(),
            onRecord
        };
    }

    private record Decided(UUID subject, int year, String policy) {}

    /** What is on record for these cases. */
    private static Map<Decided, Money> decided(EntityManager em, Changes changes, List<Integer> part) {
        var decided = new HashMap<Decided, Money>();
        Sql.stream(
                em,
                "select e.subject_id, e.year, e.policy_id, e.entitled_amount from unnest(?::uuid[]) k(id)"
                        + " join entitlement e on e.subject_id = k.id",
                0,
                row -> decided.put(
                        new Decided(row.uuid("subject_id"), row.integer("year"), row.text("policy_id")),
                        row.money("entitled_amount")),
                part.stream().map(changes::subject).distinct().toList());
        return decided;
    }

    /** Adds up the cases of one scenario. */
    private static final class Sums {
        private long winners;
        private long losers;
        private long newly;
        private long noLonger;
        private long reached;
        private long missed;
        private long decisions;
        private Money gained = Money.ZERO;
        private Money lost = Money.ZERO;
        private Money toPay = Money.ZERO;
        private Money toRecover = Money.ZERO;

        void add(Changes changes, int i, Optional<Money> decided) {
            var before = changes.before(i);
            var after = changes.after(i);
            if (changes.gains(i)) {
                winners++;
                gained = gained.plus(after.minus(before));
                newly += before.isZero() ? 1 : 0;
                reached += changes.crossed(i) ? 1 : 0;
            } else {
                losers++;
                lost = lost.plus(before.minus(after));
                noLonger += after.isZero() ? 1 : 0;
                missed += changes.crossed(i) ? 1 : 0;
            }
            decided.filter(amount -> !amount.equals(after)).ifPresent(amount -> {
                decisions++;
                toPay = toPay.plus(after.minus(amount).max(Money.ZERO));
                toRecover = toRecover.plus(amount.minus(after).max(Money.ZERO));
            });
        }

        Comparison comparison() {
            return new Comparison(
                    winners, gained, losers, lost, newly, noLonger, reached, missed, decisions, toPay, toRecover);
        }
    }

    Backtest get(EntityManager em, UUID id) {
        return list(em, "where b.id = ?", id).stream()
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", id)));
    }

    List<Backtest> list(EntityManager em, String where, Object... parameters) {
        var tests = Sql.query(em, "select b.* from backtest b " + where, BacktestRecords::read, parameters);
        var scenarios = new HashMap<UUID, List<Backtest.Scenario>>();
        Sql.stream(
                em,
                "select * from backtest_scenario where backtest_id = any (?::uuid[]) order by position",
                0,
                row -> scenarios
                        .computeIfAbsent(row.uuid("backtest_id"), id -> new ArrayList<>())
                        .add(new Backtest.Scenario(
                                row.integer("position"),
                                row.text("name"),
                                row.text("version"),
                                row.text("hash"),
                                row.optionalConstant("untried", Backtest.Untried.class)
                                        .orElse(null),
                                row.optionalText("result")
                                        .map(json -> Json.read(json, Backtest.Outcome.class))
                                        .orElse(null))),
                tests.stream().map(Backtest::id).toList());
        return tests.stream()
                .map(test -> new Backtest(
                        test.id(),
                        test.tenant(),
                        test.policyId(),
                        test.years(),
                        test.budgets(),
                        test.contracts(),
                        test.inForce(),
                        scenarios.getOrDefault(test.id(), List.of()),
                        test.orderedBy(),
                        test.orderedAt(),
                        test.completedAt()))
                .toList();
    }

    private static Backtest read(Row row) {
        return new Backtest(
                row.uuid("id"),
                row.integer("tenant"),
                row.text("policy_id"),
                row.integers("years"),
                budgets(row.text("budgets")),
                row.optionalBigint("contracts").orElse(null),
                row.optionalText("in_force")
                        .map(json -> Json.read(json, Figures.class))
                        .orElse(null),
                List.of(),
                row.text("ordered_by"),
                row.instant("ordered_at"),
                row.optionalInstant("completed_at").orElse(null));
    }

    private static Map<Integer, Money> budgets(String json) {
        try {
            return Json.mapper().readValue(json, new TypeReference<LinkedHashMap<Integer, Money>>() {});
        } catch (IOException e) {
            throw new IllegalStateException("Stored budgets are not readable", e);
        }
    }

    /** The cases of a scenario from {@code after} on, with one more than {@code limit}. */
    List<Backtest.Change> changes(EntityManager em, UUID id, int position, Direction direction, int after, int limit) {
        return Sql.query(
                em,
                """
                select x.*, c.id as contract_id, coalesce(x.of_tenant, c.tenant) as tenant, c.registration_number, c.title,
                    c.provider_name, c.recipient_name
                from backtest_change p,
                    unnest(p.subjects, p.names, p.tenants, p.years, p.policies, p.before, p.after, p.crossed, p.decided)
                        with ordinality as x(subject, name, of_tenant, year, policy, before, after, crossed, decided, place)
                    left join contract c on c.id = x.subject
                where p.backtest_id = ? and p.position = ? and p.direction = ? and p.page between ? and ?
                  and p.page * ? + x.place > ? and (c.id is not null or x.name is not null)
                order by p.page, x.place limit ?
                """,
                row -> new Backtest.Change(
                        row.optionalUuid("contract_id").orElse(null),
                        row.integer("tenant"),
                        row.optionalText("registration_number").orElse(null),
                        row.optionalText("title").orElse(null),
                        row.optionalText("provider_name").orElse(null),
                        row.optionalText("recipient_name").orElse(null),
                        row.optionalText("name").orElse(null),
                        row.integer("year"),
                        row.text("policy"),
                        row.money("before"),
                        row.money("after"),
                        row.bool("crossed"),
                        row.optionalMoney("decided").orElse(null)),
                id,
                position,
                direction,
                after / PAGE,
                (after + limit) / PAGE,
                PAGE,
                after,
                limit + 1);
    }
}
