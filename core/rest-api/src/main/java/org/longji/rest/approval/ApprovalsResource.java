package org.longji.rest.approval;

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
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.approval.Absences;
import org.longji.approval.ApprovalDetails;
import org.longji.approval.ApprovalKind;
import org.longji.approval.ApprovalSummary;
import org.longji.approval.Approvals;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Cursors;
import org.longji.rest.shared.Idempotency;

/**
 * Cases under approval. They are begun by what they are about; here they are signed, returned, handed on, reminded of and withdrawn. What is
 * done names the step the reader saw, so that nothing is signed that has moved on.
 */
@Path("/tenants/{code}/approvals")
@Tag(name = "approvals")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class ApprovalsResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Approvals approvals;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Absences absences;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Idempotency idempotency;

    @PathParam("code")
    int tenant;

    /** One page of cases, newest first. */
    public record ApprovalPage(
            List<ApprovalSummary> items, @Nullable String nextCursor) {}

    /** The officers of the tenant, for whoever hands a step on, adds a signer or names a deputy. */
    public record OfficerList(List<Absences.Choice> items) {}

    /**
     * Cases the caller may see.
     *
     * @param which MINE for those that wait for the caller, BEGUN for those the caller began, OPEN or ENDED
     * @param kind PAYMENT, REGISTRATION, REGISTER or WRITE_OFF
     * @param subject identifier of what they are about
     */
    @GET
    public ApprovalPage list(
            @QueryParam("which") @Nullable String which,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("subject") @Nullable UUID subject,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Cursors.DEFAULT_LIMIT) int limit) {
        var filter = new Approvals.Filter(
                Cursors.choice(Approvals.Which.class, which, "which"),
                Cursors.choice(ApprovalKind.class, kind, "kind"),
                subject);
        var page = approvals.list(callers.caller(), tenant, filter, Cursors.read(cursor), Cursors.limit(limit));
        return new ApprovalPage(page.items(), Cursors.write(page.next()));
    }

    @GET
    @Path("/officers")
    public OfficerList officers() {
        return new OfficerList(absences.officers(callers.caller(), tenant));
    }

    /** Where a case stands, and what the caller may do about it. */
    @GET
    @Path("/{id}")
    public ApprovalDetails get(@PathParam("id") UUID id) {
        return approvals.get(callers.caller(), tenant, id);
    }

    /** Signs the open step, or turns the case down. */
    @POST
    @Path("/{id}/signatures")
    @APIResponse(
            responseCode = "200",
            description = "The case",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = ApprovalDetails.class)))
    public Response sign(
            @PathParam("id") UUID id, Approvals.SignForm form, @HeaderParam("Idempotency-Key") @Nullable String key) {
        return once(key, form, () -> approvals.sign(callers.caller(), tenant, id, form));
    }

    /** Sends the case back to an earlier step. */
    @POST
    @Path("/{id}/returns")
    @APIResponse(
            responseCode = "200",
            description = "The case",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = ApprovalDetails.class)))
    public Response sendBack(
            @PathParam("id") UUID id, Approvals.ReturnForm form, @HeaderParam("Idempotency-Key") @Nullable String key) {
        return once(key, form, () -> approvals.sendBack(callers.caller(), tenant, id, form));
    }

    /** Hands the open step on to another one of those who may sign it. */
    @POST
    @Path("/{id}/delegations")
    @APIResponse(
            responseCode = "200",
            description = "The case",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = ApprovalDetails.class)))
    public Response delegate(
            @PathParam("id") UUID id,
            Approvals.DelegateForm form,
            @HeaderParam("Idempotency-Key") @Nullable String key) {
        return once(key, form, () -> approvals.delegate(callers.caller(), tenant, id, form));
    }

    /** Adds a signer before, with or after the open step. */
    @POST
    @Path("/{id}/signers")
    @APIResponse(
            responseCode = "200",
            description = "The case",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = ApprovalDetails.class)))
    public Response addSigner(
            @PathParam("id") UUID id, Approvals.AddForm form, @HeaderParam("Idempotency-Key") @Nullable String key) {
        return once(key, form, () -> approvals.addSigner(callers.caller(), tenant, id, form));
    }

    /** Reminds those who have to sign, once a day. */
    @POST
    @Path("/{id}/reminders")
    public ApprovalDetails remind(@PathParam("id") UUID id) {
        return approvals.remind(callers.caller(), tenant, id);
    }

    /** Takes the case back, by whoever began it. */
    @POST
    @Path("/{id}/withdrawal")
    public ApprovalDetails withdraw(@PathParam("id") UUID id, Approvals.Reason reason) {
        return approvals.withdraw(callers.caller(), tenant, id, reason);
    }

    private Response once(@Nullable String key, Object form, Supplier<ApprovalDetails> act) {
        return idempotency.once(
                callers.caller(),
                tenant,
                key,
                form,
                () -> Response.ok(act.get()).build());
    }
}
