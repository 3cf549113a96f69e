package org.longji.screening;

/** How something stands that is about to cross a border, the worst first. */
public enum Standing {
    /** 已确认命中: two officers agreed that what was found is meant; it does not cross. */
    CONFIRMED(false),
    /** 待处置: something was found, or a screening failed, and two officers have not dealt with it yet. */
    OPEN(false),
    /** 未筛查: the tenant has no screening, or nobody asked yet. */
    NOT_SCREENED(true),
    /** 已通过: nothing was found, or it was cleared. */
    PASSED(true);

    private final boolean crossing;

    Standing(boolean crossing) {
        this.crossing = crossing;
    }

    /** Whether nothing that was found holds it back. */
    public boolean mayCross() {
        return crossing;
    }
}
