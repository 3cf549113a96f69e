package org.longji.disbursement;

/** Why an item waits although its turn has come. */
public enum Hold {
    /** 异议待处理. */
    OBJECTION,
    /** 失信名单. */
    CREDIT,
    /** 风险核查: a check found something that nobody has decided about. */
    FINDING,
    /** 工作人员暂缓. */
    OFFICER
}
