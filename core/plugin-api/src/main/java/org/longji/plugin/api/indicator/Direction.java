package org.longji.plugin.api.indicator;

import java.math.BigDecimal;
import org.apiguardian.api.API;

/** Which way of a figure is better. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Direction {
    /** 越多越好: a target is the least that is wanted. */
    MORE,
    /** 越少越好: a target is the most that is wanted. */
    LESS,
    /** Neither: it is watched, and no target is set. */
    NEUTRAL;

    /** {@return whether a value is what a target wants; the target itself is enough} */
    public boolean reaches(BigDecimal value, BigDecimal target) {
        return switch (this) {
            case MORE -> value.compareTo(target) >= 0;
            case LESS -> value.compareTo(target) <= 0;
            case NEUTRAL -> throw new IllegalStateException("a neutral figure has no target");
        };
    }
}
