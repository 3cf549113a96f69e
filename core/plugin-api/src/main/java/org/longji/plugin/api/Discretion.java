package org.longji.plugin.api;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * An amount that the rule leaves to somebody inside an interval (裁量区间). It belongs to the {@link Question} that asks for the
 * amount; the answer comes back as evidence, and the policy refuses one outside.
 *
 * @param input the evidence that holds the amount decided
 * @param least the least that may be decided, itself included
 * @param most the most that may be decided, itself included
 * @param by who decides
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Discretion(String input, Money least, Money most, Text by) {

    /** Refuses an empty interval and one that would take money away. */
    public Discretion {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(by, "by");
        if (least.isNegative() || least.isMoreThan(most)) {
            throw new IllegalArgumentException("nothing can be decided between " + least + " and " + most);
        }
    }

    /** {@return whether the amount lies inside, both ends included} */
    public boolean allows(Money amount) {
        return amount.isAtLeast(least) && !amount.isMoreThan(most);
    }
}
