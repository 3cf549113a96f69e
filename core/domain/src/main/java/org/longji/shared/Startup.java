package org.longji.shared;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs the steps of the start, in the order of their stages, while the server deploys; tells the health check when they
 * are done. An EJB, because CDI's own start-up event comes before the data source may be used everywhere.
 */
@Singleton
@jakarta.ejb.Startup
@TransactionManagement(TransactionManagementType.BEAN)
@Lock(LockType.READ)
public class Startup {

    /**
     * System property that holds why the start failed. The launcher reads it: it shares nothing with the application but the
     * Java machine, and whoever started it should read the reason on the terminal.
     */
    public static final String FAILURE = "longji.start.failure";

    private static final Logger LOG = System.getLogger(Startup.class.getName());

    @Inject
    @Any
    Instance<StartupStep> steps;

    private final AtomicBoolean done = new AtomicBoolean();

    @PostConstruct
    void run() {
        steps.stream().sorted(Comparator.comparing(StartupStep::stage)).forEach(step -> {
            LOG.log(
                    Level.INFO,
                    "Start: {0} ({1})",
                    step.stage(),
                    step.getClass().getSimpleName());
            try {
                step.run();
            } catch (RuntimeException e) {
                System.setProperty(FAILURE, String.valueOf(e.getMessage()));
                throw e;
            }
        });
        done.set(true);
    }

    /** True once every step has ended well. */
    public boolean isDone() {
        return done.get();
    }
}
