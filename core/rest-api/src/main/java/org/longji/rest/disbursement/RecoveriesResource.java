package org.longji.rest.disbursement;

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
import jakarta.ws.rs.core.HttpHeaders;
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
import org.longji.disbursement.Recoveries;
import org.longji.disbursement.RecoveryCase;
import org.longji.disbursement.RecoveryFinding;
import org.longji.disbursement.RecoveryForm;
import org.longji.disbursement.RecoveryOffset;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Cursors;
import org.longji.rest.shared.Idempotency;

/** What was paid, is not owed, and is claimed back. */
@Path("/tenants/{code}/recoveries")
@Tag(name = "recoveries")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class RecoveriesResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Recoveries recoveries;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Idempotency idempotency;

    @PathParam("code")
    int tenant;

    /** One page of recoveries, the newest first. */
    public record RecoveryPage(
            List<RecoveryCase> items, @Nullable String nextCursor) {}

    /** Where more was paid than is owed; never more than one page. */
    public record RecoveryFindingPage(
            List<RecoveryFinding> items, @Nullable String nextCursor) {}

    /** Items a debt can be set off against; never more than one page. */
    public record RecoveryOffsetPage(
            List<RecoveryOffset> items, @Nullable String nextCursor) {}

    @GET
    public RecoveryPage list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Cursors.DEFAULT_LIMIT) int limit) {
        var page = recoveries.list(callers.caller(), tenant, Cursors.read(cursor), Cursors.limit(limit));
        return new RecoveryPage(page.items(), Cursors.write(page.next()));
    }

    /** Where more was paid than is owed and nothing is under way. */
    @GET
    @Path("/findings")
    public RecoveryFindingPage findings() {
        return new RecoveryFindingPage(recoveries.findings(callers.caller(), tenant), null);
    }

    @POST
    @APIResponse(
            responseCode = "201",
            description = "The recovery",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = RecoveryCase.class)))
    public Response open(
            @HeaderParam("Idempotency-Key") @Nullable String key, RecoveryForm form, @Context UriInfo uri) {
        var caller = callers.caller();
        return idempotency.once(caller, tenant, key, form, () -> {
            var one = recoveries.open(caller, tenant, form);
            return Response.created(uri.getAbsolutePathBuilder()
                            .path(one.id().toString())
                            .build())
                    .entity(one)
                    .build();
        });
    }

    @GET
    @Path("/{id}")
    public RecoveryCase recovery(@PathParam("id") UUID id) {
        return recoveries.details(callers.caller(), tenant, id);
    }

    /** Demands it back; from now on there is a letter. */
    @POST
    @Path("/{id}/demand")
    public RecoveryCase demand(@PathParam("id") UUID id, RecoveryForm.Demand demand) {
        return recoveries.demand(callers.caller(), tenant, id, demand);
    }

    /** The demand as PDF (追回通知书). */
    @GET
    @Path("/{id}/letter")
    @Produces({"application/pdf", MediaType.APPLICATION_JSON})
    public Response letter(@PathParam("id") UUID id, @QueryParam("language") @DefaultValue("zh-CN") String language) {
        return Response.ok(
                        recoveries.letter(callers.caller(), tenant, id, language.startsWith("en")), "application/pdf")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"recovery-" + id + ".pdf\"")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    /** Agrees on parts that add up to what is owed. */
    @PUT
    @Path("/{id}/plan")
    public RecoveryCase plan(@PathParam("id") UUID id, RecoveryForm.Plan plan) {
        return recoveries.plan(callers.caller(), tenant, id, plan);
    }

    /** Books money that arrived, once for its reference. */
    @POST
    @Path("/{id}/receipts")
    public RecoveryCase receive(@PathParam("id") UUID id, RecoveryForm.Receipt receipt) {
        return recoveries.receive(callers.caller(), tenant, id, receipt);
    }

    /** Items of the beneficiary that wait for their payment. */
    @GET
    @Path("/{id}/offsets")
    public RecoveryOffsetPage offsets(@PathParam("id") UUID id) {
        return new RecoveryOffsetPage(recoveries.offsets(callers.caller(), tenant, id), null);
    }

    /** Sets the debt off against one of them. */
    @POST
    @Path("/{id}/offsets")
    public RecoveryCase offset(@PathParam("id") UUID id, RecoveryForm.Offset offset) {
        return recoveries.offset(callers.caller(), tenant, id, offset);
    }

    /** Asks for it to be written off, by approval. */
    @POST
    @Path("/{id}/write-off")
    public RecoveryCase writeOff(@PathParam("id") UUID id, RoundsResource.Because because) {
        return recoveries.askWriteOff(callers.caller(), tenant, id, because.reason());
    }
}
