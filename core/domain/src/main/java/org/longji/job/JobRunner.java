package org.longji.job;

/** Where jobs run: the container's managed threads in the server, a plain executor in tests. */
@FunctionalInterface
public interface JobRunner {

    /** Runs the task soon, on another thread than the caller's. */
    void run(Runnable task);
}
