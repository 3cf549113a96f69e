package org.longji.plugins.provincial;

/** Which receipts must reach the plan's threshold; the plan does not say, so the tenant's data does. */
public enum ThresholdBase {
    /** The receipts of the year assessed. */
    YEAR,
    /** All receipts of the contract up to the end of the year assessed. */
    TOTAL_TO_DATE
}
