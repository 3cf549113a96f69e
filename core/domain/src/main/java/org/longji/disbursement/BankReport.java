package org.longji.disbursement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;

/**
 * What a bank said, once however often the same bytes come.
 *
 * @param hash SHA-256 of the file
 * @param applied lines that changed a payment
 * @param unchanged lines that said what was known, or that the bank still works on it
 * @param mismatches lines a person has to look into
 */
public record BankReport(
        UUID id,
        int tenant,
        String hash,
        Format format,
        String name,
        int lines,
        int applied,
        int unchanged,
        int mismatches,
        String takenBy,
        Instant takenAt) {

    /** How it came. */
    public enum Format {
        PAIN_002,
        CSV,
        API
    }

    /**
     * What is said of one payment outside any file.
     *
     * @param amount where the bank names it; compared, never taken over
     * @param reference the bank's own number
     */
    public record Word(
            @Nullable BankWord status,
            @Nullable Money amount,
            @Nullable String reason,
            @Nullable String reference,
            @Nullable LocalDate day) {}
}
