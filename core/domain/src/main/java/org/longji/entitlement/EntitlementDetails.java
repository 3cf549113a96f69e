package org.longji.entitlement;

import org.jspecify.annotations.Nullable;

/**
 * A decision with everything it was made from.
 *
 * @param smallestChange what would have earned something, where nothing is due; worked out when it is read
 * @param recovery what is to be recovered, up to today; null where the decision never gave more
 */
public record EntitlementDetails(
        EntitlementSummary summary,
        DecisionRecord record,
        SmallestChange smallestChange,
        @Nullable Recovery recovery) {}
