package org.longji.statistics;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.longji.shared.Sql;
import org.longji.shared.StartupStep;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/** Adds changed months up soon after their change, so that whoever asks for a report after a large import need not wait. */
@ApplicationScoped
class StatisticsSettling implements StartupStep {

    private static final Logger LOG = System.getLogger(StatisticsSettling.class.getName());
    private static final TenantScope EVERYWHERE = new TenantScope(100_000, 999_999, Optional.empty());
    private static final long SECONDS_BETWEEN = 5;

    @Inject
    Transactions transactions;

    @Resource
    ManagedScheduledExecutorService executor;

    private @Nullable Future<?> running;

    @Override
    public Stage stage() {
        return Stage.JOBS;
    }

    @Override
    public void run() {
        running = executor.scheduleWithFixedDelay(this::settle, SECONDS_BETWEEN, SECONDS_BETWEEN, TimeUnit.SECONDS);
    }

    private void settle() {
        try {
            transactions.within(
                    EVERYWHERE,
                    em -> Sql.first(em, "select settle_statistics() as months", row -> row.integer("months")));
        } catch (RuntimeException e) {
            // A schedule ends with the first exception; readers settle for themselves until the next turn does it.
            LOG.log(Level.WARNING, "Statistics were not added up", e);
        }
    }

    @PreDestroy
    void stop() {
        if (running != null) {
            running.cancel(false);
        }
    }
}
