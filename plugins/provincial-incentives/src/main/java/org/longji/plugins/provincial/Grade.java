package org.longji.plugins.provincial;

/** The grade a yearly assessment (绩效考评) gives an institution. */
public enum Grade {
    /** 优秀. */
    EXCELLENT,
    /** 良好. */
    GOOD,
    /** 合格. */
    QUALIFIED,
    /** 不合格. */
    UNQUALIFIED
}
