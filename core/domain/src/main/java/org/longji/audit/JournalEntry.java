package org.longji.audit;

import java.time.Instant;

/**
 * One entry of a tenant's journal.
 *
 * @param seq place in the tenant's chain, from 1 without gaps
 * @param actor user name, or {@link Journal#SYSTEM}
 * @param before JSON of the subject before; empty when it did not exist
 * @param after JSON of the subject afterwards; empty when nothing was left or nothing changed
 * @param previousHash hash of the entry before; zeros for the first
 */
public record JournalEntry(
        int tenant,
        long seq,
        Instant at,
        String actor,
        String action,
        String subjectType,
        String subjectId,
        String before,
        String after,
        String previousHash,
        String hash) {}
