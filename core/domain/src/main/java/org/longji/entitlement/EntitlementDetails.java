package org.longji.entitlement;

/**
 * A decision with everything it was made from.
 *
 * @param smallestChange what would have earned something, where nothing is due; worked out when it is read
 */
public record EntitlementDetails(EntitlementSummary summary, DecisionRecord record, SmallestChange smallestChange) {}
