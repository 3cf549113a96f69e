package org.longji.disbursement;

/** Where a round stands. */
public enum RoundStatus {
    /** 冻结数据: what is due is being taken down. */
    FREEZING,
    /** 征求意见 / 申领: the beneficiaries are asked. */
    ANSWERS,
    /** 审核: officers look at what was claimed. */
    REVIEW,
    /** 公示: the list is public. */
    NOTICE,
    /** 审批. */
    APPROVAL,
    /** 拨付. */
    PAYMENT,
    /** 办结. */
    CLOSED,
    /** 撤销: nothing of it is paid, and what was due is due again. */
    CANCELLED
}
