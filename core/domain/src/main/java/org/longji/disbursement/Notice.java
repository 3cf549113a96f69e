package org.longji.disbursement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;

/**
 * A public notice (公示): who is going to be paid how much, for everybody to see.
 *
 * @param until last day on which an objection is received, inclusive
 * @param listHash SHA-256 over its lines in their order, hex
 * @param signature the house's seal over {@link #sealed}
 * @param endedAt when it ended; null while it runs
 */
public record Notice(
        UUID id,
        int tenant,
        Text tenantName,
        Text title,
        String basis,
        LocalDate publishedOn,
        LocalDate until,
        int workingDays,
        int items,
        Money total,
        String listHash,
        String signature,
        Instant publishedAt,
        @Nullable Instant endedAt) {

    /** What the seal is made over. */
    public String sealed() {
        return sealed(id, tenant, publishedOn, until, items, total, listHash);
    }

    static String sealed(
            UUID id, int tenant, LocalDate publishedOn, LocalDate until, int items, Money total, String listHash) {
        return "longji-notice|" + id + "|" + tenant + "|" + publishedOn + "|" + until + "|" + items + "|" + total + "|"
                + listHash;
    }

    /**
     * One line of it.
     *
     * @param beneficiary name; that of a person is masked
     * @param subject what it is paid for
     */
    public record Line(int ordinal, String beneficiary, String subject, Money amount) {}
}
