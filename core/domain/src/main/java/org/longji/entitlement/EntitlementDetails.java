package org.longji.entitlement;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Discretion;

/**
 * A decision with everything it was made from.
 *
 * @param smallestChange what would have earned something, where nothing is due; worked out when it is read
 * @param interval where the rule leaves an amount open, from where to where; null where it does not
 * @param determinations the amounts proposed and set inside it, the latest first
 * @param recovery what is to be recovered, up to today; null where the decision never gave more
 */
public record EntitlementDetails(
        EntitlementSummary summary,
        DecisionRecord record,
        SmallestChange smallestChange,
        @Nullable Discretion interval,
        List<Determination> determinations,
        @Nullable Recovery recovery) {}
