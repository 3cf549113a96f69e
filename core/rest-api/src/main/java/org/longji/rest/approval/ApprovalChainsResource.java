package org.longji.rest.approval;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.approval.ApprovalChain;
import org.longji.approval.ApprovalKind;
import org.longji.approval.ApprovalRail;
import org.longji.approval.ChainForm;
import org.longji.approval.Chains;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Idempotency;
import org.longji.rest.shared.Versions;
import org.longji.shared.FieldChecks;

/** The chains approvals follow at a tenant: inherited, its own, drafts, and what it asks of those below. */
@Path("/tenants/{code}/approval-chains")
@Tag(name = "approvals")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class ApprovalChainsResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Chains chains;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Idempotency idempotency;

    @PathParam("code")
    int tenant;

    /** What holds for each kind. */
    public record LineList(List<Chains.Line> items) {}

    /** A draft of a chain for one kind. */
    public record NewChain(
            @Nullable ApprovalKind kind, @Nullable ChainForm form) {}

    /**
     * Since when.
     *
     * @param from today when null
     */
    public record Since(@Nullable LocalDate from) {}

    @GET
    public LineList list() {
        return new LineList(chains.list(callers.caller(), tenant));
    }

    @POST
    @APIResponse(
            responseCode = "201",
            description = "The draft",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ApprovalChain.class)))
    public Response draft(NewChain chain, @HeaderParam("Idempotency-Key") @Nullable String key, @Context UriInfo uri) {
        new FieldChecks()
                .present(chain.kind(), "kind")
                .present(chain.form(), "form")
                .done();
        var kind = Objects.requireNonNull(chain.kind());
        var form = Objects.requireNonNull(chain.form());
        return idempotency.once(callers.caller(), tenant, key, chain, () -> {
            var draft = chains.draft(callers.caller(), tenant, kind, form);
            return Response.created(uri.getAbsolutePathBuilder()
                            .path(String.valueOf(draft.id()))
                            .build())
                    .tag(Versions.tag(draft.revision()))
                    .entity(draft)
                    .build();
        });
    }

    @GET
    @Path("/{id}")
    @APIResponse(
            responseCode = "200",
            description = "The chain",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ApprovalChain.class)))
    public Response get(@PathParam("id") UUID id) {
        return answer(chains.get(callers.caller(), tenant, id));
    }

    @PUT
    @Path("/{id}")
    @APIResponse(
            responseCode = "200",
            description = "The changed draft",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ApprovalChain.class)))
    public Response change(
            @PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, ChainForm form) {
        return answer(chains.change(callers.caller(), tenant, id, Versions.required(ifMatch), form));
    }

    @DELETE
    @Path("/{id}")
    public void discard(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        chains.discard(callers.caller(), tenant, id, Versions.required(ifMatch));
    }

    /** Puts a draft into force, by another administrator than those who wrote it. */
    @POST
    @Path("/{id}/enactment")
    @APIResponse(
            responseCode = "200",
            description = "The chain in force",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ApprovalChain.class)))
    public Response enact(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, Since since) {
        return answer(chains.enact(callers.caller(), tenant, id, Versions.required(ifMatch), since.from()));
    }

    /** Ends a chain, so that the one before it or the inherited one holds again. */
    @POST
    @Path("/{id}/end")
    @APIResponse(
            responseCode = "200",
            description = "The ended chain",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ApprovalChain.class)))
    public Response end(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return answer(chains.end(callers.caller(), tenant, id, Versions.required(ifMatch)));
    }

    /** Sets what the tenant asks of the chains below it and of its own. */
    @PUT
    @Path("/rails/{kind}")
    public ApprovalRail setRail(@PathParam("kind") ApprovalKind kind, Chains.RailForm form) {
        return chains.setRail(callers.caller(), tenant, kind, form);
    }

    @DELETE
    @Path("/rails/{kind}")
    public void removeRail(@PathParam("kind") ApprovalKind kind) {
        chains.removeRail(callers.caller(), tenant, kind);
    }

    private static Response answer(ApprovalChain chain) {
        return Response.ok(chain).tag(Versions.tag(chain.revision())).build();
    }
}
