package org.longji.screening;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.longji.job.Jobs;
import org.longji.shared.Caller;
import org.longji.shared.Role;
import org.longji.shared.RoleGrant;
import org.longji.shared.Sql;
import org.longji.shared.StartupStep;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/** Looks every few minutes whether a tenant has a newer version of a plugin or its lists than what it screened with. */
@ApplicationScoped
class ScreeningWatch implements StartupStep {

    private static final Logger LOG = System.getLogger(ScreeningWatch.class.getName());
    private static final TenantScope EVERYWHERE = new TenantScope(100_000, 999_999, Optional.empty());
    private static final long MINUTES_BETWEEN = 5;

    @Inject
    Transactions transactions;

    @Inject
    Screenings screenings;

    @Inject
    Jobs jobs;

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
            outdated().forEach(tenant -> jobs.submit(Screenings.refreshOrder(system(tenant), tenant)));
        } catch (RuntimeException e) {
            // A schedule ends with the first exception; the next turn tries again.
            LOG.log(Level.WARNING, "What is outdated was not screened again", e);
        }
    }

    private record Version(int tenant, String plugin, String screening, String hash) {}

    private List<Integer> outdated() {
        return transactions
                .within(
                        EVERYWHERE,
                        em -> Sql.query(
                                em,
                                """
                                select distinct s.tenant, s.plugin, s.screening, s.plugin_hash from screening s
                                where s.superseded_at is null and not exists (select 1 from job j where j.tenant = s.tenant
                                    and j.kind = 'SCREENING_REFRESH' and j.status in ('QUEUED', 'RUNNING'))
                                """,
                                row -> new Version(
                                        row.integer("tenant"),
                                        row.text("plugin"),
                                        row.text("screening"),
                                        row.text("plugin_hash"))))
                .stream()
                .filter(one -> screenings.isOutdated(one.tenant(), one.plugin(), one.screening(), one.hash()))
                .map(Version::tenant)
                .distinct()
                .toList();
    }

    private static Caller system(int tenant) {
        return new Caller(
                new UUID(0, 0),
                "system",
                "系统（名单更新）",
                "System (lists changed)",
                tenant,
                Optional.empty(),
                List.of(new RoleGrant(tenant, Role.REVIEWER)));
    }

    @PreDestroy
    void stop() {
        if (running != null) {
            running.cancel(false);
        }
    }
}
