package org.longji.pluginhost;

import java.time.Duration;

/**
 * What one call of a plugin may use.
 *
 * @param time of a processor; ten times that by the clock
 * @param bytes memory it asks for, kept or not
 */
public record CallBudget(Duration time, long bytes) {

    /** A decision takes microseconds and some kilobytes; a thousand times that is a fault. */
    public static final CallBudget USUAL = new CallBudget(Duration.ofSeconds(2), 256L << 20);

    /** Starting compiles nothing and reads nothing, but it is the first time any of it runs. */
    static final CallBudget START = new CallBudget(Duration.ofSeconds(10), 512L << 20);
}
