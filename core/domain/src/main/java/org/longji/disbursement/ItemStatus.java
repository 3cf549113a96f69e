package org.longji.disbursement;

/** What became of one item of a round. */
public enum ItemStatus {
    /** 待答复: the beneficiary has not said anything. */
    CANDIDATE,
    /** 已申领 / 已同意. */
    CLAIMED,
    /** 放弃: the beneficiary does not want it in this round. */
    DECLINED,
    /** 逾期: nothing was said in time. */
    LAPSED,
    /** 审核通过. */
    PASSED,
    /** 审核不通过. */
    EXCLUDED,
    /** 无预算: the budget left nothing for it; it is due in a later round. */
    UNFUNDED,
    /** 已公示. */
    LISTED,
    /** 异议成立: taken out of the list. */
    STOPPED,
    /** 已批准. */
    APPROVED,
    /** 已到账. */
    PAID,
    /** 转出: the round ended without it; it is due in a later round. */
    DROPPED
}
