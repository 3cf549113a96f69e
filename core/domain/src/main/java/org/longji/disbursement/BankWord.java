package org.longji.disbursement;

/** What a bank says of a payment. */
public enum BankWord {
    /** It works on it; nothing follows from that. */
    PENDING,
    SUCCEEDED,
    FAILED,
    /** 退汇. */
    RETURNED
}
