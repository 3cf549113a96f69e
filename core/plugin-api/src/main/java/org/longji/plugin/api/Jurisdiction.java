package org.longji.plugin.api;

import org.apiguardian.api.API;

/**
 * The range of division codes (行政区划代码) that lies inside one division, both ends included.
 *
 * @param low the division itself
 * @param high the last code that can lie inside it
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Jurisdiction(int low, int high) {

    private static final int PROVINCE = 10_000;
    private static final int PREFECTURE = 100;

    /** Refuses an empty range. */
    public Jurisdiction {
        if (low > high) {
            throw new IllegalArgumentException("a jurisdiction cannot run from " + low + " down to " + high);
        }
    }

    /**
     * Derives the range from the trailing zeros of the code: 230000 is a province, 230100 a prefecture, 230103 a county.
     *
     * @param division six-digit code
     * @return the range of codes inside that division
     * @throws IllegalArgumentException if the code does not have six digits
     */
    public static Jurisdiction of(int division) {
        if (division < 100_000 || division > 999_999) {
            throw new IllegalArgumentException(division + " is not a six-digit division code");
        }
        if (division % PROVINCE == 0) {
            return new Jurisdiction(division, division + PROVINCE - 1);
        }
        if (division % PREFECTURE == 0) {
            return new Jurisdiction(division, division + PREFECTURE - 1);
        }
        return new Jurisdiction(division, division);
    }

    /** {@return whether the division lies inside; 0 (outside China or unknown) never does} */
    public boolean contains(int division) {
        return low <= division && division <= high;
    }
}
