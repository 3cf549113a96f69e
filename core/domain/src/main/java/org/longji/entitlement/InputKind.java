package org.longji.entitlement;

/** How an input of a case is filled in and read. */
public enum InputKind {
    /** Yuan. */
    MONEY,
    /** A whole number. */
    COUNT,
    /** A plain decimal; {@code 0.035} is 3.5 %. */
    RATIO,
    /** A day. */
    DATE,
    /** {@code YES}, {@code NO} or {@code UNKNOWN}. */
    YES_NO,
    /** One of some words. */
    CHOICE,
    /** Words, some of which may be offered. */
    TEXT,
    /** A six-digit division code; 0 outside China. */
    DIVISION,
    /** Money that arrived, with its days. */
    RECEIPTS,
    /** Support granted before. */
    PRIOR_SUPPORT,
    /** Totals of the applicant's years. */
    YEARS,
    /** The applicant's contracts of the year. */
    CONTRACTS
}
