package org.longji.job;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A job as its readers see it. It begins QUEUED, is RUNNING while a thread works on it, and ends exactly once.
 *
 * @param total units of work, once they are known
 * @param done units of work behind us
 * @param counts what the work counted, by name
 * @param requestedBy display name of who ordered it
 * @param hasErrors whether rows were handed back
 */
public record Job(
        UUID id,
        int tenant,
        JobKind kind,
        JobStatus status,
        Optional<Long> total,
        long done,
        Map<String, Long> counts,
        Optional<JobProblem> problem,
        String requestedBy,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        boolean hasErrors) {

    /** Where a page of jobs ends; the next one begins after it. */
    public record Position(Instant createdAt, UUID id) {}
}
