package org.longji.entitlement;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.entitlement.Backtest.Change;
import org.longji.entitlement.Backtest.Direction;
import org.longji.entitlement.Backtest.Untried;
import org.longji.entitlement.BacktestRecords.Tried;
import org.longji.job.Job;
import org.longji.job.JobKind;
import org.longji.job.JobOrder;
import org.longji.job.Jobs;
import org.longji.pluginhost.PluginHost;
import org.longji.policy.Policies;
import org.longji.policy.PolicyDrafts;
import org.longji.policy.PolicyVersion;
import org.longji.setting.SettingsBook;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.FieldChecks;
import org.longji.shared.Page;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/** The back-tests of a tenant: drafts of its policies tried on the contracts it and those below it registered. */
@Dependent
public class Backtests {

    private static final int FIRST = 2000;
    private static final int LAST = 2100;
    private static final int MOST_YEARS = 30;
    private static final int MOST_SCENARIOS = 5;
    private static final int LATEST = 50;

    private final Transactions transactions;
    private final BacktestRecords records;
    private final PolicyDrafts drafts;
    private final Policies policies;
    private final PluginHost plugins;
    private final Jobs jobs;

    @Inject
    Backtests(
            Transactions transactions,
            BacktestRecords records,
            PolicyDrafts drafts,
            Policies policies,
            PluginHost plugins,
            Jobs jobs) {
        this.transactions = transactions;
        this.records = records;
        this.drafts = drafts;
        this.policies = policies;
        this.plugins = plugins;
        this.jobs = jobs;
    }

    /** Orders a back-test and returns the job that runs it; the back-test is known by the job's id. */
    public Job order(Caller caller, int tenant, String policyId, BacktestForm form) {
        var scope = caller.ownScope(tenant, Capability.POLICY_WRITE);
        check(form);
        var years = List.copyOf(new java.util.TreeSet<>(form.years() == null ? List.of() : form.years()));
        var id = UUID.randomUUID();
        var order = new JobOrder(tenant, JobKind.BACKTEST, caller, scope, Map.of("policy", policyId));
        transactions.within(scope, em -> {
            var tried = new ArrayList<Tried>();
            var scenarios = form.scenarios() == null ? List.<BacktestForm.Scenario>of() : form.scenarios();
            for (int i = 0; i < scenarios.size(); i++) {
                var scenario = scenarios.get(i);
                var field = "scenarios." + i;
                var draft = drafts.trial(
                        em,
                        tenant,
                        policyId,
                        Objects.requireNonNull(scenario.draft()),
                        scenario.values() == null ? Map.of() : scenario.values(),
                        field);
                tried.add(new Tried(
                        Optional.ofNullable(scenario.name())
                                .filter(name -> !name.isBlank())
                                .orElse(draft.version()),
                        draft,
                        untried(em, scope, draft, years)));
            }
            // The job before the back-test that refers to it.
            jobs.create(em, id, order);
            records.insert(
                    em, caller, tenant, id, policyId, years, form.budgets() == null ? Map.of() : form.budgets(), tried);
            return id;
        });
        jobs.start(id, order);
        return jobs.get(TenantScope.exactly(tenant), id);
    }

    /** Why a text cannot be tried: what is not on the register has no cost there, and least of all one of nothing. */
    private Optional<Untried> untried(EntityManager em, TenantScope scope, PolicyVersion draft, List<Integer> years) {
        var handle = draft.handle(plugins);
        if (!draft.computable() || handle.isEmpty()) {
            return Optional.empty();
        }
        if (!handle.get().assessedAutomatically()) {
            return Optional.of(Untried.CLAIM);
        }
        if (!handle.get().concernsYears()) {
            return Optional.empty();
        }
        var inForce = new InForce(policies.visible(em), plugins, SettingsBook.read(em, plugins));
        return years.stream().anyMatch(year -> inForce.above(draft, scope, year).isPresent())
                ? Optional.of(Untried.UPPER_LEVEL)
                : Optional.empty();
    }

    private static void check(BacktestForm form) {
        var years = form.years() == null ? List.<Integer>of() : form.years();
        var budgets = form.budgets() == null ? Map.<Integer, org.longji.plugin.api.Money>of() : form.budgets();
        var scenarios = form.scenarios() == null ? List.<BacktestForm.Scenario>of() : form.scenarios();
        var checks = new FieldChecks()
                .require(
                        !years.isEmpty()
                                && years.size() <= MOST_YEARS
                                && years.stream().allMatch(year -> year != null && year >= FIRST && year <= LAST),
                        "years",
                        "请选择 1 至 " + MOST_YEARS + " 个 2000 至 2100 之间的年度。",
                        "Choose between 1 and " + MOST_YEARS + " years from 2000 to 2100.")
                .require(
                        new HashSet<>(years).containsAll(budgets.keySet())
                                && budgets.values().stream().allMatch(budget -> budget != null && !budget.isNegative()),
                        "budgets",
                        "预算须属于所选年度，且不得为负数。",
                        "Budgets are of the years chosen and never negative.")
                .require(
                        !scenarios.isEmpty() && scenarios.size() <= MOST_SCENARIOS,
                        "scenarios",
                        "请给出 1 至 " + MOST_SCENARIOS + " 个方案。",
                        "Give between 1 and " + MOST_SCENARIOS + " scenarios.");
        for (int i = 0; i < scenarios.size(); i++) {
            checks.present(scenarios.get(i).draft(), "scenarios." + i + ".draft")
                    .atMost(scenarios.get(i).name(), 64, "scenarios." + i + ".name");
        }
        checks.done();
    }

    /** The latest back-tests of a policy. */
    public List<Backtest> list(Caller caller, int tenant, String policyId) {
        var scope = caller.scope(tenant, Capability.POLICY_READ);
        return transactions.within(
                scope,
                em -> records.list(
                        em,
                        "where b.tenant between ? and ? and b.policy_id = ? order by b.ordered_at desc, b.id limit ?",
                        scope.low(),
                        scope.high(),
                        policyId,
                        LATEST));
    }

    public Backtest get(Caller caller, int tenant, UUID id) {
        var scope = caller.scope(tenant, Capability.POLICY_READ);
        return transactions.within(scope, em -> records.get(em, id));
    }

    /** Whom a scenario gives more, or less, than the versions in force: the largest difference first. */
    public Page<Change> changes(
            Caller caller, int tenant, UUID id, int scenario, Direction direction, @Nullable String after, int limit) {
        var scope = caller.scope(tenant, Capability.POLICY_READ);
        int begin = position(after);
        return transactions.within(scope, em -> {
            records.get(em, id);
            var rows = records.changes(em, id, scenario, direction, begin, limit);
            return Page.of(rows, limit, last -> Integer.toString(begin + limit));
        });
    }

    private static int position(@Nullable String after) {
        try {
            return after == null ? 0 : Math.max(0, Integer.parseInt(after));
        } catch (NumberFormatException e) {
            throw new ProblemException(Problem.INVALID_CURSOR, Map.of());
        }
    }
}
