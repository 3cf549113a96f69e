package org.longji.job;

/** Ends the work of a job that somebody cancelled; rolls back the transaction it passes through. */
public class JobCancelledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JobCancelledException() {
        super("The job was cancelled");
    }
}
