package org.longji.entitlement;

/** A decision with everything it was made from. */
public record EntitlementDetails(EntitlementSummary summary, DecisionRecord record) {}
