package org.longji.approval;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What one person said at one step; it stays on record, and counts while the step is in the same round.
 *
 * @param actsFor for whom besides the own person
 */
record Signature(
        int step,
        int round,
        UUID account,
        String name,
        Verdict verdict,
        Basis basis,
        List<UUID> actsFor,
        List<String> actsForNames,
        Optional<String> note,
        Instant at) {

    /** What was said. */
    enum Verdict {
        APPROVE,
        REJECT
    }

    /** By what right, the strongest first. */
    enum Basis {
        /** The limit had passed: decides in place of those who did not sign. */
        ESCALATED,
        ROLE,
        ADDED
    }
}
