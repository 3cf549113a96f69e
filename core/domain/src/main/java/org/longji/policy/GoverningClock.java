package org.longji.policy;

/** Which date of a contract decides the version of a policy; declared with the version, never guessed. */
public enum GoverningClock {
    /** 合同签订日期. */
    SIGNED,
    /** 登记日期; the contract counts in the year it was registered. */
    REGISTERED,
    /** 到账日期: the last receipt of the year assessed, or that year's end when nothing arrived. */
    RECEIVED,
    /** 决定日期: the end of the year assessed. */
    DECIDED
}
