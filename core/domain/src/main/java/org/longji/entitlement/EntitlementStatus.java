package org.longji.entitlement;

/** What became of one policy on one contract in one year. */
public enum EntitlementStatus {
    /** 应享: the amount is due. */
    ENTITLED,
    /** 不符合: nothing is due, and the reasons say why. */
    NOT_ENTITLED,
    /** 核查通过: the clause is a check that found nothing wrong; it never pays. */
    PASSED,
    /** 待判断: a person must answer the questions first. */
    NEEDS_JUDGEMENT,
    /** 待双方选择: both sides qualify and neither has been elected for the year; nothing is due until one is. */
    AWAITING_ELECTION,
    /** 待分配: the pool of the year has not been shared out to it yet; nothing is due until it is. */
    AWAITING_ALLOCATION;

    /** Whether it waits for somebody or for something, so that nobody knows yet what it will pay. */
    boolean undecided() {
        return switch (this) {
            case NEEDS_JUDGEMENT, AWAITING_ELECTION, AWAITING_ALLOCATION -> true;
            case ENTITLED, NOT_ENTITLED, PASSED -> false;
        };
    }
}
