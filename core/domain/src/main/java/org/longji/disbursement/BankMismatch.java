package org.longji.disbursement;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;

/**
 * A line of a report that does not agree with what we know.
 *
 * @param line in the file, from one; the head of a CSV is line one
 * @param endToEndId as the bank wrote it
 * @param saidStatus what the bank said; absent where it was no word we know
 * @param ourStatus how the payment stood then
 * @param accepted whether the payment took the status the bank said
 */
public record BankMismatch(
        UUID id,
        int tenant,
        UUID report,
        String reportName,
        int line,
        Kind kind,
        String endToEndId,
        @Nullable UUID payment,
        @Nullable String saidStatus,
        @Nullable Money saidAmount,
        @Nullable String saidReason,
        @Nullable String ourStatus,
        @Nullable Money ourAmount,
        @Nullable Boolean accepted,
        @Nullable String closedBy,
        @Nullable Instant closedAt,
        @Nullable String reason) {

    /** What does not agree. */
    public enum Kind {
        /** No payment of ours. */
        UNKNOWN_ID,
        WRONG_AMOUNT,
        /** The payment stands otherwise, and what the bank says does not follow from that. */
        CONTRADICTION,
        /** The same payment twice in one file; the first counts. */
        DUPLICATE_LINE,
        /** A status, an amount or a day that is none. */
        NOT_READABLE
    }

    /**
     * How an officer closes one.
     *
     * @param accepted whether the bank is right; only a success of a payment said to have failed can be taken over
     */
    public record Closing(
            @Nullable Boolean accepted, @Nullable String reason) {}
}
