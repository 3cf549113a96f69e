package org.longji.rest.job;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.job.Job;
import org.longji.job.Jobs;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Cursors;
import org.longji.rest.shared.ProblemDetail;
import org.longji.shared.Capability;
import org.longji.shared.Page;

/** Background jobs of a tenant. */
@Path("/tenants/{code}/jobs")
@Tag(name = "jobs")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class JobsResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Jobs jobs;

    @Context
    @SuppressWarnings("NullAway.Init")
    HttpHeaders headers;

    @PathParam("code")
    int tenant;

    /** One page of jobs, newest first. */
    public record JobPage(List<JobDetails> items, @Nullable String nextCursor) {}

    @GET
    public JobPage list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Cursors.DEFAULT_LIMIT) int limit) {
        var scope = callers.caller().scope(tenant, Capability.JOB_READ);
        int size = Cursors.limit(limit);
        var fetched = jobs.list(scope, Optional.ofNullable(Cursors.read(cursor)).map(JobsResource::position), size + 1);
        var page = Page.of(fetched, size, job -> job.createdAt() + "|" + job.id());
        return new JobPage(page.items().stream().map(this::details).toList(), Cursors.write(page.next()));
    }

    @GET
    @Path("/{id}")
    public JobDetails job(@PathParam("id") UUID id) {
        return details(jobs.get(callers.caller().scope(tenant, Capability.JOB_READ), id));
    }

    @DELETE
    @Path("/{id}")
    public JobDetails cancel(@PathParam("id") UUID id) {
        return details(jobs.cancel(callers.caller().scope(tenant, Capability.IMPORT), id));
    }

    private JobDetails details(Job job) {
        return JobDetails.of(job, ProblemDetail.locale(headers));
    }

    private static Job.Position position(String cursor) {
        int bar = cursor.indexOf('|');
        return new Job.Position(Instant.parse(cursor.substring(0, bar)), UUID.fromString(cursor.substring(bar + 1)));
    }
}
