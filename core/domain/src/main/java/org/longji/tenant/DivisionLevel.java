package org.longji.tenant;

/** The three levels of administrative divisions that run Longji, from the widest to the narrowest. */
public enum DivisionLevel {
    PROVINCE(10_000),
    PREFECTURE(100),
    COUNTY(1);

    private final int width;

    DivisionLevel(int width) {
        this.width = width;
    }

    /** How many codes the range of a division of this level holds. */
    int width() {
        return width;
    }
}
