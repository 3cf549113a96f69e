package org.longji.rest.entitlement;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.entitlement.Entitlements;
import org.longji.rest.job.JobView;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Idempotency;

/** Orders assessments of a year. */
@Path("/tenants/{code}/assessments")
@Tag(name = "entitlements")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class AssessmentsResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Entitlements entitlements;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Idempotency idempotency;

    /** The year to assess. */
    public record AssessmentRequest(int year) {}

    @POST
    @APIResponse(
            responseCode = "202",
            description = "The job that assesses the year",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = JobView.class)))
    public Response assess(
            @PathParam("code") int tenant,
            AssessmentRequest request,
            @HeaderParam("Idempotency-Key") @Nullable String key) {
        return idempotency.once(callers.caller(), tenant, key, request, () -> {
            var job = entitlements.assess(callers.caller(), tenant, request.year());
            return Response.accepted(JobView.of(job))
                    .location(JobView.location(job))
                    .build();
        });
    }
}
