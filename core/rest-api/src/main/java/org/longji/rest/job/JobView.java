package org.longji.rest.job;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.longji.job.Job;
import org.longji.job.JobKind;
import org.longji.job.JobStatus;
import org.longji.rest.shared.ProblemDetail;

/**
 * A job as clients see it.
 *
 * @param total units of work; absent while they are being counted
 * @param errorsUrl where the rows handed back can be fetched; absent when there are none
 */
@Schema(name = "Job")
public record JobView(
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

    public static JobView of(Job job) {
        var path = path(job);
        return new JobView(
                job.id(),
                job.tenant(),
                job.kind(),
                job.status(),
                job.total().orElse(null),
                job.done(),
                job.counts(),
                job.problem()
                        .map(problem -> ProblemDetail.of(
                                problem.problem(), problem.parameters(), List.of(), Locale.CHINESE, path))
                        .orElse(null),
                job.requestedBy(),
                job.createdAt(),
                job.startedAt().orElse(null),
                job.finishedAt().orElse(null),
                job.hasErrors() ? path + "/errors" : null);
    }

    /** Where the job can be read. */
    public static URI location(Job job) {
        return URI.create(path(job));
    }

    private static String path(Job job) {
        return "/api/v1/tenants/" + job.tenant() + "/jobs/" + job.id();
    }
}
