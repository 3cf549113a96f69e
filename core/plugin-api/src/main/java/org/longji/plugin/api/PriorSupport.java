package org.longji.plugin.api;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * Support already granted on the same project.
 *
 * @param policyId the policy that granted it; may be one the reader has never heard of
 * @param year the year it was granted for
 * @param side the party that got it
 * @param granted yuan
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record PriorSupport(String policyId, int year, Side side, Money granted) {

    /** Refuses absent values. */
    public PriorSupport {
        Objects.requireNonNull(policyId, "policyId");
        Objects.requireNonNull(side, "side");
        Objects.requireNonNull(granted, "granted");
    }
}
