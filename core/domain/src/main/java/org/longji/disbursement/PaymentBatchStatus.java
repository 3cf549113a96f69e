package org.longji.disbursement;

/** How a batch stands. Its files leave the house from SENT on, so that what can be withdrawn was never out. */
public enum PaymentBatchStatus {
    PREPARED,
    SENT,
    /** The bank answered to every payment. */
    SETTLED,
    CANCELLED
}
