package org.longji.job;

/** What kinds of work run in the background. */
public enum JobKind {
    IMPORT,
    ASSESSMENT
}
