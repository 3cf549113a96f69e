package org.longji.indicator;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.longji.job.Jobs;
import org.longji.pluginhost.PluginHost;
import org.longji.shared.Caller;
import org.longji.shared.Clocks;
import org.longji.shared.Role;
import org.longji.shared.RoleGrant;
import org.longji.shared.Sql;
import org.longji.shared.StartupStep;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/** Orders the figures of each province once a day, on whichever node comes first. */
@ApplicationScoped
class IndicatorDays implements StartupStep {

    private static final Logger LOG = System.getLogger(IndicatorDays.class.getName());
    private static final TenantScope EVERYWHERE = new TenantScope(100_000, 999_999, Optional.empty());
    private static final long MINUTES_BETWEEN = 10;

    @Inject
    Transactions transactions;

    @Inject
    PluginHost host;

    @Inject
    Jobs jobs;

    @Inject
    Clock clock;

    @Resource
    ManagedScheduledExecutorService executor;

    private @Nullable Future<?> running;

    @Override
    public Stage stage() {
        return Stage.JOBS;
    }

    @Override
    public void run() {
        running = executor.scheduleWithFixedDelay(this::order, MINUTES_BETWEEN, MINUTES_BETWEEN, TimeUnit.MINUTES);
    }

    private void order() {
        try {
            var today = LocalDate.ofInstant(clock.instant(), Clocks.CHINA);
            for (int province : provinces()) {
                if (!host.indicators(province).isEmpty()
                        && transactions.within(
                                TenantScope.exactly(province), em -> IndicatorRecords.takeTurn(em, province, today))) {
                    jobs.submit(Indicators.orderOf(system(province), province, today));
                }
            }
        } catch (RuntimeException e) {
            // A schedule ends with the first exception; the next turn tries again.
            LOG.log(Level.WARNING, "The figures of the day were not ordered", e);
        }
    }

    private List<Integer> provinces() {
        return transactions.within(
                EVERYWHERE,
                em -> Sql.query(
                        em,
                        "select code from tenant where level = 'PROVINCE' order by code",
                        row -> row.integer("code")));
    }

    private static Caller system(int province) {
        return new Caller(
                new UUID(0, 0),
                "system",
                "系统（每日指标）",
                "System (figures of the day)",
                province,
                Optional.empty(),
                List.of(new RoleGrant(province, Role.ADMINISTRATOR)));
    }

    @PreDestroy
    void stop() {
        if (running != null) {
            running.cancel(false);
        }
    }
}
