package org.longji.job;

/** What kinds of work run in the background. */
public enum JobKind {
    IMPORT,
    ASSESSMENT,
    /** Makes again what was decided on one contract, after its registration changed or ended. */
    REASSESSMENT
}
