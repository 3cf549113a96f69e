package org.longji.job;

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

/** Takes up again what a killed process left behind, before anything new is ordered; and later what other nodes leave. */
@ApplicationScoped
class JobStart implements StartupStep {

    private static final Logger LOG = System.getLogger(JobStart.class.getName());
    private static final long SECONDS_BETWEEN = 2;

    @Inject
    Jobs jobs;

    @Resource
    ManagedScheduledExecutorService schedule;

    private @Nullable Future<?> running;

    @Override
    public Stage stage() {
        return Stage.JOBS;
    }

    @Override
    public void run() {
        jobs.takeUpAgain();
        running = schedule.scheduleWithFixedDelay(this::look, SECONDS_BETWEEN, SECONDS_BETWEEN, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            jobs.takeUpFromOthers();
        } catch (RuntimeException e) {
            // A schedule ends with the first exception.
            LOG.log(Level.WARNING, "What other nodes left could not be looked for", e);
        }
    }

    @PreDestroy
    void stop() {
        if (running != null) {
            running.cancel(false);
        }
    }
}
