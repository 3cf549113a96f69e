package org.longji.shared;

import java.time.Duration;

/**
 * Something that is to be done again and again while the server runs; every CDI bean of this type is. On several nodes each does
 * it: what one of them has done the others find done.
 */
public interface Recurring {

    /** How long to wait after it was done. */
    Duration every();

    /** Does it. What it throws is logged, and it is tried again the next time. */
    void run();
}
