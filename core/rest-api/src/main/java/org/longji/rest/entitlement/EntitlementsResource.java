package org.longji.rest.entitlement;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
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
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.entitlement.Determination;
import org.longji.entitlement.Determinations;
import org.longji.entitlement.EntitlementFilter;
import org.longji.entitlement.EntitlementStatus;
import org.longji.entitlement.EntitlementSummary;
import org.longji.entitlement.Entitlements;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Cursors;

/** Entitlements of a tenant and the explanation of each. */
@Path("/tenants/{code}/entitlements")
@Tag(name = "entitlements")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class EntitlementsResource {

    private static final String PDF = "application/pdf";

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Entitlements entitlements;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Determinations determinations;

    @PathParam("code")
    int tenant;

    /** One page of entitlements. */
    public record EntitlementPage(
            List<EntitlementSummary> items, @Nullable String nextCursor) {}

    @GET
    public EntitlementPage list(
            @QueryParam("year") @Nullable Integer year,
            @QueryParam("status") @Nullable String status,
            @QueryParam("contract") @Nullable UUID contract,
            @QueryParam("policy") @Nullable String policy,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Cursors.DEFAULT_LIMIT) int limit) {
        var filter = new EntitlementFilter(
                year, Cursors.choice(EntitlementStatus.class, status, "status"), contract, policy);
        var page = entitlements.list(callers.caller(), tenant, filter, Cursors.read(cursor), Cursors.limit(limit));
        return new EntitlementPage(page.items(), Cursors.write(page.next()));
    }

    @GET
    @Path("/{id}")
    public ExplainedEntitlement details(@PathParam("id") UUID id) {
        return ExplainedEntitlement.of(entitlements.details(callers.caller(), tenant, id));
    }

    /** The decision as a letter (兑付说明书); in Chinese unless English is asked for. */
    @GET
    @Path("/{id}/letter")
    @Produces({PDF, MediaType.APPLICATION_JSON})
    @APIResponse(
            responseCode = "200",
            description = "The letter",
            content = @Content(mediaType = PDF, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response letter(@PathParam("id") UUID id, @QueryParam("language") @DefaultValue("zh-CN") String language) {
        var letter = entitlements.letter(callers.caller(), tenant, id, language.startsWith("en"));
        return Response.ok(letter.pdf(), PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + letter.name() + "\"")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    /** Proposes an amount inside the interval that the rule leaves open. */
    @POST
    @Path("/{id}/determinations")
    public ExplainedEntitlement propose(@PathParam("id") UUID id, Determination.Proposal proposal) {
        determinations.propose(callers.caller(), tenant, id, proposal);
        return details(id);
    }

    /** Approves or turns down an amount that another officer proposed; approved, the case is decided anew in a moment. */
    @POST
    @Path("/{id}/determinations/{determination}/verdict")
    public ExplainedEntitlement decide(
            @PathParam("id") UUID id, @PathParam("determination") UUID determination, Determination.Verdict verdict) {
        determinations.decide(callers.caller(), tenant, id, determination, verdict);
        return details(id);
    }

    @POST
    @Path("/{id}/recomputation")
    public Entitlements.Recomputation recompute(@PathParam("id") UUID id) {
        return entitlements.recompute(callers.caller(), tenant, id);
    }
}
