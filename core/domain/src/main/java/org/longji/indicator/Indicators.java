package org.longji.indicator;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.longji.audit.Journal;
import org.longji.indicator.IndicatorEntry.Below;
import org.longji.indicator.IndicatorEntry.Held;
import org.longji.indicator.IndicatorEntry.Kept;
import org.longji.indicator.IndicatorEntry.Story;
import org.longji.job.Job;
import org.longji.job.JobKind;
import org.longji.job.JobOrder;
import org.longji.job.Jobs;
import org.longji.plugin.api.indicator.Target;
import org.longji.pluginhost.Clause;
import org.longji.pluginhost.IndicatorHandle;
import org.longji.pluginhost.Label;
import org.longji.pluginhost.PluginHost;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.Clocks;
import org.longji.shared.FieldChecks;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/** The indicators of a tenant, as their values were kept. */
@Dependent
public class Indicators {

    private static final int TREND = 60;
    private static final int LONG_TREND = 400;

    private final Transactions transactions;
    private final PluginHost host;
    private final Jobs jobs;
    private final Journal journal;
    private final Clock clock;

    @Inject
    public Indicators(Transactions transactions, PluginHost host, Jobs jobs, Journal journal, Clock clock) {
        this.transactions = transactions;
        this.host = host;
        this.jobs = jobs;
        this.journal = journal;
        this.clock = clock;
    }

    /** Every indicator a tenant has, by plugin and id. */
    public List<IndicatorEntry> all(Caller caller, int tenant) {
        var scope = caller.scope(tenant, Capability.INDICATOR_READ);
        return transactions.within(
                scope,
                em -> host.indicators(tenant).stream()
                        .sorted(Comparator.comparing(IndicatorHandle::pluginId).thenComparing(IndicatorHandle::id))
                        .map(handle -> entry(em, tenant, handle, TREND))
                        .toList());
    }

    /**
     * One of them, with what lies below as far as the caller may see it.
     *
     * @throws ProblemException NOT_FOUND when the tenant has no such indicator
     */
    public Story story(Caller caller, int tenant, String plugin, String id) {
        var scope = caller.scope(tenant, Capability.INDICATOR_READ);
        var handle = host.indicators(tenant).stream()
                .filter(one -> one.pluginId().equals(plugin) && one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", plugin + "/" + id)));
        return transactions.within(
                scope,
                em -> new Story(
                        entry(em, tenant, handle, LONG_TREND),
                        IndicatorRecords.below(em, tenant).stream()
                                .filter(one -> scope.contains(one.tenant()))
                                .map(one -> new Below(
                                        one.tenant(),
                                        one.name(),
                                        IndicatorRecords.latest(em, one.tenant(), handle)
                                                .orElse(null)))
                                .toList()));
    }

    private static IndicatorEntry entry(EntityManager em, int tenant, IndicatorHandle handle, int most) {
        var latest = IndicatorRecords.latest(em, tenant, handle);
        return new IndicatorEntry(
                handle.pluginId(),
                handle.pluginVersion(),
                handle.id(),
                Label.of(handle.words()),
                Label.of(handle.unit()),
                handle.direction(),
                handle.period(),
                handle.rollUp(),
                handle.decimals(),
                latest.orElse(null),
                latest.flatMap(kept ->
                                handle.target(tenant, kept.day().getYear()).map(target -> held(handle, target, kept)))
                        .orElse(null),
                IndicatorRecords.trend(em, tenant, handle, most));
    }

    private static Held held(IndicatorHandle handle, Target target, Kept kept) {
        return new Held(
                target.year(),
                target.value(),
                Clause.of(target.basis()),
                Optional.ofNullable(kept.value())
                        .map(value -> handle.direction().reaches(value, target.value()))
                        .orElse(null));
    }

    /**
     * Orders the values of a day to be computed, of the tenant and all below it.
     *
     * @param day today when null; not later than that
     */
    public Job order(Caller caller, int tenant, @Nullable LocalDate day) {
        caller.ownScope(tenant, Capability.INDICATOR_COMPUTE);
        var today = LocalDate.ofInstant(clock.instant(), Clocks.CHINA);
        new FieldChecks()
                .require(day == null || !day.isAfter(today), "day", "日期不能晚于今天。", "The day cannot be later than today.")
                .done();
        var wanted = Objects.requireNonNullElse(day, today);
        transactions.within(TenantScope.exactly(tenant), em -> {
            journal.append(
                    em,
                    tenant,
                    caller,
                    "INDICATORS_ORDERED",
                    "indicators",
                    wanted.toString(),
                    null,
                    Map.of("day", wanted));
            return tenant;
        });
        return jobs.get(TenantScope.exactly(tenant), jobs.submit(orderOf(caller, tenant, wanted)));
    }

    static JobOrder orderOf(Caller caller, int tenant, LocalDate day) {
        return new JobOrder(
                tenant, JobKind.INDICATORS, caller, TenantScope.subtree(tenant), Map.of("day", day.toString()));
    }
}
