package org.longji.audit;

import java.time.LocalDate;

/**
 * Where a tenant's journal stood at the end of a day.
 *
 * @param seq place of its last entry
 * @param hash hash of that entry, which covers all before it
 * @param seal the house's seal over {@link #sealed}
 */
public record JournalRoot(int tenant, LocalDate day, long seq, String hash, String seal) {

    /** What the seal is made over. */
    public String sealed() {
        return sealed(tenant, day, seq, hash);
    }

    static String sealed(int tenant, LocalDate day, long seq, String hash) {
        return "longji-journal|" + tenant + "|" + day + "|" + seq + "|" + hash;
    }
}
