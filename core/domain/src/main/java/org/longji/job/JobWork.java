package org.longji.job;

import java.util.Map;

/** One kind of background work. Implementations are CDI beans; {@link Jobs} finds them by their kind. */
public interface JobWork {

    JobKind kind();

    /**
     * Does the work and says what it counted. It opens its own transactions inside {@link JobContext#scope()}, reports
     * progress between them, and must be safe to run again from the start: after a crash it is.
     *
     * @throws org.longji.shared.ProblemException when the job fails for a reason somebody can act on
     */
    Map<String, Long> run(JobContext context);

    /** Whether what the work needs is still there, so that a job interrupted by a crash can start again. */
    default boolean canStartAgain(JobContext context) {
        return true;
    }

    /** Called once the job has ended in whatever way, to clear away what only it needed. */
    default void ended(JobContext context) {}
}
