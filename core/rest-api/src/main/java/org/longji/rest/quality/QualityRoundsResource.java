package org.longji.rest.quality;

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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.quality.QualityReport;
import org.longji.quality.QualityRound;
import org.longji.quality.QualityRounds;
import org.longji.quality.RoundForm;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Cursors;
import org.longji.rest.shared.Idempotency;

/** Rounds of blind second registration. */
@Path("/tenants/{code}/quality-rounds")
@Tag(name = "quality")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class QualityRoundsResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    QualityRounds rounds;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Idempotency idempotency;

    @PathParam("code")
    int tenant;

    /** One page of rounds, newest first. */
    public record RoundPage(
            List<QualityRound> items, @Nullable String nextCursor) {}

    @GET
    public RoundPage list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Cursors.DEFAULT_LIMIT) int limit) {
        var page = rounds.list(callers.caller(), tenant, Cursors.read(cursor), Cursors.limit(limit));
        return new RoundPage(page.items(), Cursors.write(page.next()));
    }

    /** Draws a sample and hands its cases out. */
    @POST
    @APIResponse(
            responseCode = "201",
            description = "The round",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = QualityRound.class)))
    public Response order(RoundForm form, @HeaderParam("Idempotency-Key") @Nullable String key, @Context UriInfo uri) {
        return idempotency.once(callers.caller(), tenant, key, form, () -> {
            var round = rounds.order(callers.caller(), tenant, form);
            return Response.created(uri.getAbsolutePathBuilder()
                            .path(round.id().toString())
                            .build())
                    .entity(round)
                    .build();
        });
    }

    /** The agreement found in a round so far. */
    @GET
    @Path("/{id}")
    public QualityReport report(@PathParam("id") UUID id) {
        return rounds.report(callers.caller(), tenant, id);
    }
}
