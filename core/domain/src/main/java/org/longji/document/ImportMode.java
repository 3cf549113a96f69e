package org.longji.document;

/** What becomes of the good rows when some are bad. */
public enum ImportMode {
    /** One bad row and nothing is written. */
    ALL_OR_NOTHING,
    /** The good rows are written and the bad ones handed back. */
    GOOD_ROWS
}
