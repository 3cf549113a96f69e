package org.longji.pluginhost;

import java.time.Duration;

/**
 * What one call of a plugin may use.
 *
 * @param time from its start to its answer
 * @param bytes memory it asks for, kept or not
 */
public record CallBudget(Duration time, long bytes) {

    /** A decision takes microseconds and some kilobytes; a thousand times that is a fault. */
    public static final CallBudget USUAL = new CallBudget(Duration.ofSeconds(2), 256L << 20);

    @Override
    public String toString() {
        return time.toMillis() + " ms, " + (bytes >> 20) + " MiB";
    }
}
