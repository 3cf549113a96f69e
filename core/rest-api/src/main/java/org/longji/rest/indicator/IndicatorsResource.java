package org.longji.rest.indicator;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.indicator.IndicatorEntry;
import org.longji.indicator.Indicators;
import org.longji.rest.job.JobView;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Days;
import org.longji.rest.shared.Idempotency;

/** The indicators of a tenant: values, targets, trends, and what lies below. */
@Path("/tenants/{code}/indicators")
@Tag(name = "indicators")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class IndicatorsResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Indicators indicators;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Idempotency idempotency;

    @PathParam("code")
    int tenant;

    /** Every indicator the tenant has; never more than one page. */
    public record IndicatorPage(
            List<IndicatorEntry> items, @Nullable String nextCursor) {}

    /** The day to compute; today when it is left out. */
    public record ComputationRequest(@Nullable String day) {}

    @GET
    public IndicatorPage list() {
        return new IndicatorPage(indicators.all(callers.caller(), tenant), null);
    }

    /** One of them with what lies directly below, as far as the caller may see it. */
    @GET
    @Path("/{plugin}/{indicator}")
    public IndicatorEntry.Story story(@PathParam("plugin") String plugin, @PathParam("indicator") String indicator) {
        return indicators.story(callers.caller(), tenant, plugin, indicator);
    }

    /** Orders the figures of a day, of the tenant and all below. */
    @POST
    @APIResponse(
            responseCode = "202",
            description = "The job that computes them",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = JobView.class)))
    public Response compute(ComputationRequest request, @HeaderParam("Idempotency-Key") @Nullable String key) {
        return idempotency.once(callers.caller(), tenant, key, request, () -> {
            var job = indicators.order(callers.caller(), tenant, Days.optional(request.day(), "day"));
            return Response.accepted(JobView.of(job))
                    .location(JobView.location(job))
                    .build();
        });
    }
}
