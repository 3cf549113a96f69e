package org.longji.rest.screening;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.rest.job.JobView;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Cursors;
import org.longji.rest.shared.Idempotency;
import org.longji.screening.ScreeningRecord;
import org.longji.screening.Screenings;
import org.longji.screening.Standing;
import org.longji.screening.SubjectForm;

/** What was screened before it crossed a border, what was found, and what two officers made of it. */
@Path("/tenants/{code}/screenings")
@Tag(name = "screenings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class ScreeningsResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Screenings screenings;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Idempotency idempotency;

    @PathParam("code")
    int tenant;

    /** One page of screenings, the latest first. */
    public record ScreeningPage(
            List<ScreeningRecord.Summary> items, @Nullable String nextCursor) {}

    /** The screenings that are the last word; of one contract, row or listing where its reference is given. */
    @GET
    public ScreeningPage list(
            @QueryParam("standing") @Nullable String standing,
            @QueryParam("subject") @Nullable String subject,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Cursors.DEFAULT_LIMIT) int limit) {
        var page = screenings.list(
                callers.caller(),
                tenant,
                Cursors.choice(Standing.class, standing, "standing"),
                subject,
                Cursors.read(cursor),
                Cursors.limit(limit));
        return new ScreeningPage(page.items(), Cursors.write(page.next()));
    }

    /** Screens what an officer typed in, by everything the tenant has. */
    @POST
    @APIResponse(
            responseCode = "201",
            description = "One screening for each that the tenant has",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ScreeningPage.class)))
    public Response screen(SubjectForm subject, @HeaderParam("Idempotency-Key") @Nullable String key) {
        return idempotency.once(
                callers.caller(),
                tenant,
                key,
                subject,
                () -> Response.status(Response.Status.CREATED)
                        .entity(new ScreeningPage(screenings.byHand(callers.caller(), tenant, subject), null))
                        .build());
    }

    /** Orders everything to be screened again that another version of a plugin or its lists screened. */
    @POST
    @Path("/refresh")
    @APIResponse(
            responseCode = "202",
            description = "The job that does it",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = JobView.class)))
    public Response refresh() {
        var job = screenings.refresh(callers.caller(), tenant);
        return Response.accepted(JobView.of(job))
                .location(JobView.location(job))
                .build();
    }

    @GET
    @Path("/{id}")
    public Screenings.Details get(@PathParam("id") UUID id) {
        return screenings.get(callers.caller(), tenant, id);
    }

    /** Proposes to clear a find, or to confirm it; it takes another officer to agree. */
    @POST
    @Path("/{id}/hits/{number}/verdicts")
    public Screenings.Details propose(
            @PathParam("id") UUID id, @PathParam("number") int number, ScreeningRecord.Proposal proposal) {
        return screenings.propose(callers.caller(), tenant, id, number, proposal);
    }

    /** Agrees to what another officer proposed, or does not. */
    @POST
    @Path("/{id}/hits/{number}/verdicts/{verdict}/decision")
    public Screenings.Details decide(
            @PathParam("id") UUID id,
            @PathParam("number") int number,
            @PathParam("verdict") UUID verdict,
            ScreeningRecord.Decision decision) {
        return screenings.decide(callers.caller(), tenant, id, number, verdict, decision);
    }
}
