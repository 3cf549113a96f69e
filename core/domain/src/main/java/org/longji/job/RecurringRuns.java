package org.longji.job;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.longji.shared.Recurring;
import org.longji.shared.StartupStep;

/** Does what recurs, from the start of the server to its end. */
@ApplicationScoped
class RecurringRuns implements StartupStep {

    private static final Logger LOG = System.getLogger(RecurringRuns.class.getName());

    @Inject
    @Any
    Instance<Recurring> works;

    @Resource
    ManagedScheduledExecutorService executor;

    private final List<Future<?>> running = new ArrayList<>();

    @Override
    public Stage stage() {
        return Stage.JOBS;
    }

    @Override
    public void run() {
        for (var work : works) {
            long seconds = work.every().toSeconds();
            running.add(executor.scheduleWithFixedDelay(() -> attempt(work), seconds, seconds, TimeUnit.SECONDS));
        }
    }

    private static void attempt(Recurring work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            // A schedule ends with the first exception; the next turn tries again.
            LOG.log(Level.WARNING, work.getClass().getSimpleName() + " failed", e);
        }
    }

    @PreDestroy
    void stop() {
        running.forEach(one -> one.cancel(false));
    }
}
