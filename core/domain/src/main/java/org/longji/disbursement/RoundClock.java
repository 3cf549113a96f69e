package org.longji.disbursement;

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

/** Moves rounds on when their last day has passed; every node may do it, and what one did the other finds done. */
@ApplicationScoped
class RoundClock implements StartupStep {

    private static final Logger LOG = System.getLogger(RoundClock.class.getName());
    private static final long SECONDS_BETWEEN = 60;

    @Inject
    RoundDeadlines deadlines;

    @Resource
    ManagedScheduledExecutorService executor;

    private @Nullable Future<?> running;

    @Override
    public Stage stage() {
        return Stage.JOBS;
    }

    @Override
    public void run() {
        running = executor.scheduleWithFixedDelay(this::pass, SECONDS_BETWEEN, SECONDS_BETWEEN, TimeUnit.SECONDS);
    }

    private void pass() {
        try {
            deadlines.pass();
        } catch (RuntimeException e) {
            // A schedule ends with the first exception; the next turn tries again.
            LOG.log(Level.WARNING, "Rounds were not moved on", e);
        }
    }

    @PreDestroy
    void stop() {
        if (running != null) {
            running.cancel(false);
        }
    }
}
