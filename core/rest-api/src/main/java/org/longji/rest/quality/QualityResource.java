package org.longji.rest.quality;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.quality.BlindCase;
import org.longji.quality.BlindCases;
import org.longji.quality.Judgement;
import org.longji.quality.QualityReport;
import org.longji.quality.QualityRound;
import org.longji.quality.QualityRounds;
import org.longji.quality.RefusalDrift;
import org.longji.quality.RefusalReasons;
import org.longji.quality.RoundForm;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Cursors;
import org.longji.rest.shared.Idempotency;
import org.longji.shared.FieldChecks;

/** How well a tenant's registrars judge. */
@Path("/tenants/{code}")
@Tag(name = "quality")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class QualityResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    QualityRounds rounds;

    @Inject
    @SuppressWarnings("NullAway.Init")
    BlindCases cases;

    @Inject
    @SuppressWarnings("NullAway.Init")
    RefusalReasons reasons;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Idempotency idempotency;

    @PathParam("code")
    int tenant;

    /** One page of rounds, newest first. */
    public record RoundPage(
            List<QualityRound> items, @Nullable String nextCursor) {}

    /** The caller's open cases; never more than one page. */
    public record BlindCasePage(
            List<BlindCase> items, @Nullable String nextCursor) {}

    @GET
    @Path("/quality-rounds")
    public RoundPage list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Cursors.DEFAULT_LIMIT) int limit) {
        var page = rounds.list(callers.caller(), tenant, Cursors.read(cursor), Cursors.limit(limit));
        return new RoundPage(page.items(), Cursors.write(page.next()));
    }

    /** Draws a sample and hands its cases out. */
    @POST
    @Path("/quality-rounds")
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
    @Path("/quality-rounds/{id}")
    public QualityReport report(@PathParam("id") UUID id) {
        return rounds.report(callers.caller(), tenant, id);
    }

    @GET
    @Path("/blind-cases")
    public BlindCasePage waiting() {
        return new BlindCasePage(cases.waiting(callers.caller(), tenant), null);
    }

    @GET
    @Path("/blind-cases/{id}")
    public BlindCase blindCase(@PathParam("id") UUID id) {
        return cases.details(callers.caller(), tenant, id);
    }

    /** Hands in the caller's own judgement, once. */
    @PUT
    @Path("/blind-cases/{id}/judgement")
    public BlindCase judge(@PathParam("id") UUID id, Judgement judgement) {
        return cases.judge(callers.caller(), tenant, id, judgement);
    }

    /** The reasons of refusals in a period, beside those of the period before it. */
    @GET
    @Path("/refusal-drift")
    public RefusalDrift drift(@QueryParam("from") @Nullable String from, @QueryParam("until") @Nullable String until) {
        var first = day(from, "from");
        return reasons.drift(callers.caller(), tenant, first, day(until, "until"));
    }

    private static LocalDate day(@Nullable String text, String field) {
        try {
            return LocalDate.parse(text == null ? "" : text);
        } catch (DateTimeParseException e) {
            new FieldChecks()
                    .require(false, field, "请填写日期，例如 2026-03-01。", "Give a date, for example 2026-03-01.")
                    .done();
            throw e;
        }
    }
}
