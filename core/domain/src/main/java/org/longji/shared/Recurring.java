package org.longji.shared;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Something that every node does again and again while it runs. */
public abstract class Recurring implements StartupStep {

    /** All tenants, for whoever works for nobody in particular. */
    protected static final TenantScope EVERYWHERE = new TenantScope(100_000, 999_999, Optional.empty());

    private static final Logger LOG = System.getLogger(Recurring.class.getName());

    @Resource
    ManagedScheduledExecutorService executor;

    private final Duration first;
    private final Duration between;
    private @Nullable Future<?> running;

    /**
     * @param first how long after the start the first turn begins
     * @param between how long after the end of a turn the next one begins
     */
    protected Recurring(Duration first, Duration between) {
        this.first = first;
        this.between = between;
    }

    /** One turn; what it throws is logged, and the next turn tries again. */
    protected abstract void turn();

    @Override
    public Stage stage() {
        return Stage.JOBS;
    }

    @Override
    public void run() {
        running = executor.scheduleWithFixedDelay(
                this::guarded, first.toMillis(), between.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void guarded() {
        try {
            turn();
        } catch (RuntimeException e) {
            // A schedule ends with the first exception.
            LOG.log(Level.WARNING, "A turn of " + getClass().getSimpleName() + " failed", e);
        }
    }

    @PreDestroy
    void stop() {
        if (running != null) {
            running.cancel(false);
        }
    }
}
