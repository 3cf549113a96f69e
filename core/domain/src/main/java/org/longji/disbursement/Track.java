package org.longji.disbursement;

/** How money comes to whom it is due. */
public enum Track {
    /** 免申即享: nobody applies; the beneficiary is told what is due and agrees. */
    AUTOMATIC,
    /** 即申即享: the beneficiary takes it with one click. */
    ONE_CLICK,
    /** 限时申报: the beneficiary claims it in time and with evidence. */
    CLAIM
}
