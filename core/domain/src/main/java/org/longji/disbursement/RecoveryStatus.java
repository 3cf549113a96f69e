package org.longji.disbursement;

/** How a recovery stands. */
public enum RecoveryStatus {
    OPEN,
    /** The beneficiary was told, with a day to pay by. */
    DEMANDED,
    /** It pays in parts. */
    PLAN,
    /** Everything came back, interest included. */
    SETTLED,
    /** 核销: by approval alone. */
    WRITTEN_OFF;

    boolean over() {
        return this == SETTLED || this == WRITTEN_OFF;
    }
}
