package org.longji.disbursement;

/** Who gets how much where the budget does not suffice. */
public enum Allocation {
    /** 先到先得: in the order of the cases; the last one that gets anything gets the rest. */
    FIRST_COME,
    /** 按比例: everybody the same part of what is due, to the fen. */
    PRO_RATA,
    /** 择优: the largest first. */
    RANKING
}
