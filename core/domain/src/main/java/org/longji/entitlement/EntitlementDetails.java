package org.longji.entitlement;

import org.jspecify.annotations.Nullable;

/**
 * A decision with everything it was made from.
 *
 * @param recovery what is to be recovered, up to today; null where the decision never gave more
 */
public record EntitlementDetails(
        EntitlementSummary summary,
        DecisionRecord record,
        @Nullable Recovery recovery) {}
