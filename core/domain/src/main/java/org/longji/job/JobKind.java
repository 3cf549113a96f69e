package org.longji.job;

/** What kinds of work run in the background. */
public enum JobKind {
    IMPORT,
    /** Takes over the numbers the national system gave. */
    NATIONAL_NUMBERS,
    ASSESSMENT,
    /** Makes again what was decided on one contract, after its registration changed or ended. */
    REASSESSMENT,
    /** Tries drafts of a policy on the registered contracts; decides nothing. */
    BACKTEST,
    /** Asks a version of a plugin that is tried about what was decided; decides nothing. */
    SHADOW,
    /** Takes rows of a plugin's register over from a workbook. */
    REGISTER_IMPORT,
    /** Brings the rows of a plugin's registers to the newest version of their records. */
    REGISTER_REFRESH,
    /** Takes down what is due for a round of payments. */
    ROUND,
    /** Asks plugins for the figures of a tenant and of all below it, of one day. */
    INDICATORS,
    /** Screens again what was screened by another version of a plugin or its lists. */
    SCREENING_REFRESH
}
