package org.longji.rest.job;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.job.Job;
import org.longji.job.JobKind;
import org.longji.job.JobStatus;
import org.longji.rest.shared.ProblemDetail;

/**
 * A background job and how far it is.
 *
 * @param total units of work, once they are known
 * @param counts what the work counted, by name
 * @param problem why it failed
 * @param errorsUrl where the rows it handed back can be fetched, when there are any
 */
public record JobDetails(
        UUID id,
        int tenant,
        JobKind kind,
        JobStatus status,
        @Nullable Long total,
        long done,
        Map<String, Long> counts,
        @Nullable ProblemDetail problem,
        String requestedBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String errorsUrl) {

    public static JobDetails of(Job job, Locale locale) {
        var address = "/api/v1/tenants/" + job.tenant() + "/jobs/" + job.id();
        return new JobDetails(
                job.id(),
                job.tenant(),
                job.kind(),
                job.status(),
                job.total().orElse(null),
                job.done(),
                job.counts(),
                job.problem()
                        .map(p -> ProblemDetail.of(p.problem(), p.parameters(), List.of(), locale, address))
                        .orElse(null),
                job.requestedBy(),
                job.createdAt(),
                job.startedAt().orElse(null),
                job.finishedAt().orElse(null),
                job.hasErrors() ? address + "/errors" : null);
    }
}
