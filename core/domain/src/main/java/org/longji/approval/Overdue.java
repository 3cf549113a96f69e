package org.longji.approval;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.longji.shared.StartupStep;

/** Looks for steps whose limit has passed, every minute, on every node. */
@ApplicationScoped
class Overdue implements StartupStep {

    private static final Logger LOG = System.getLogger(Overdue.class.getName());
    private static final long SECONDS_BETWEEN = 60;

    @Inject
    @SuppressWarnings("NullAway.Init")
    TimeLimits limits;

    @Resource
    @SuppressWarnings("NullAway.Init")
    ManagedScheduledExecutorService executor;

    private @Nullable Future<?> running;

    @Override
    public Stage stage() {
        return Stage.JOBS;
    }

    @Override
    public void run() {
        running = executor.scheduleWithFixedDelay(this::look, SECONDS_BETWEEN, SECONDS_BETWEEN, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            limits.enforce();
        } catch (RuntimeException e) {
            // A schedule ends with the first exception; the next turn finds what this one left.
            LOG.log(Level.WARNING, "Limits of approvals were not looked after", e);
        }
    }

    @PreDestroy
    void stop() {
        if (running != null) {
            running.cancel(false);
        }
    }
}
