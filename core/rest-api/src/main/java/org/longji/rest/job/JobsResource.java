package org.longji.rest.job;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.document.ErrorFile;
import org.longji.job.Job;
import org.longji.job.Jobs;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Cursors;
import org.longji.shared.Capability;
import org.longji.shared.Page;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.TenantScope;

/** The background jobs of a tenant. */
@Path("/tenants/{code}/jobs")
@Tag(name = "jobs")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class JobsResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Jobs jobs;

    @PathParam("code")
    int tenant;

    /** One page of jobs, newest first. */
    public record JobPage(List<JobView> items, @Nullable String nextCursor) {}

    @GET
    public JobPage list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Cursors.DEFAULT_LIMIT) int limit) {
        int size = Cursors.limit(limit);
        var fetched = jobs.list(scope(), position(Cursors.read(cursor)), size + 1);
        var page = Page.of(fetched, size, job -> job.createdAt() + "|" + job.id());
        return new JobPage(page.items().stream().map(JobView::of).toList(), Cursors.write(page.next()));
    }

    @GET
    @Path("/{id}")
    public JobView get(@PathParam("id") UUID id) {
        return JobView.of(jobs.get(scope(), id));
    }

    /** Asks a job to stop; one that has ended stays as it ended. */
    @POST
    @Path("/{id}/cancellation")
    public JobView cancel(@PathParam("id") UUID id) {
        return JobView.of(jobs.cancel(callers.caller().scope(tenant, Capability.IMPORT), id));
    }

    /** The rows handed back, as CSV. */
    @GET
    @Path("/{id}/errors")
    @Produces("text/csv;charset=UTF-8")
    public Response errors(@PathParam("id") UUID id) {
        var scope = scope();
        if (!jobs.get(scope, id).hasErrors()) {
            throw new ProblemException(Problem.JOB_HAS_NO_ERRORS, Map.of());
        }
        StreamingOutput rows = out -> ErrorFile.write(jobs, scope, id, out);
        return Response.ok(rows)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"errors-" + id + ".csv\"")
                .build();
    }

    private TenantScope scope() {
        return callers.caller().scope(tenant, Capability.JOB_READ);
    }

    private static Optional<Job.Position> position(@Nullable String cursor) {
        if (cursor == null) {
            return Optional.empty();
        }
        var parts = cursor.split("\\|", 2);
        try {
            return Optional.of(new Job.Position(Instant.parse(parts[0]), UUID.fromString(parts[1])));
        } catch (DateTimeParseException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new ProblemException(Problem.INVALID_CURSOR, Map.of());
        }
    }
}
