package org.longji.policy;

/** What else must not have been paid. The host keeps it, because it spans cases no policy sees. */
public enum Exclusivity {
    NONE,
    /** 同一年度同一技术交易项目单方面支持: one side of a project in a year, province-wide. */
    ONE_SIDE_PER_PROJECT_YEAR,
    /** 未获得过省级财政资金支持: no support of an earlier year on the same contract. */
    NO_EARLIER_PROVINCIAL_SUPPORT
}
