package org.longji.disbursement;

/** How a payment stands. Only the bank's word ends one: no answer is never a failure. */
public enum PaymentStatus {
    /** In a batch that was not sent. */
    READY,
    /** The bank has it, or may have it. */
    SENT,
    /** The bank says it arrived. */
    SUCCEEDED,
    /** The bank says it was not carried out. */
    FAILED,
    /** 退汇: it arrived and came back. */
    RETURNED,
    /** Its batch was withdrawn before it was sent: the bank never heard of it. */
    CANCELLED
}
