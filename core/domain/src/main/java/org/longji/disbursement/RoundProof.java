package org.longji.disbursement;

import org.longji.plugin.api.Money;

/**
 * Whether what was paid is what was published.
 *
 * @param listHash hash of the list as it was published
 * @param listHashNow the same hash over the lines as they are kept today
 * @param published lines of the list and their sum
 * @param paid those of them that were paid, each exactly the amount it was published with
 * @param stopped those taken out by an objection, or not paid when the round ended
 * @param waiting those that are still to be paid
 * @param unpublished payments of the round that stand on no line; there must be none
 * @param different payments of another amount than their line; there must be none
 * @param holds whether all of that is as it must be
 */
public record RoundProof(
        String listHash,
        String listHashNow,
        Part published,
        Part paid,
        Part stopped,
        Part waiting,
        int unpublished,
        int different,
        boolean holds) {

    /** Some lines. */
    public record Part(int lines, Money amount) {}
}
