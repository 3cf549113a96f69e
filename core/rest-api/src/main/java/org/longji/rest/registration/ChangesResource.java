package org.longji.rest.registration;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
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
import org.longji.contract.ContractDetails;
import org.longji.registration.ChangeForm;
import org.longji.registration.PatentHit;
import org.longji.registration.RegistrationChange;
import org.longji.registration.RegistrationChanges;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Idempotency;

/** What is asked for once a contract was decided, and what its registration said before. */
@Path("/tenants/{code}/contracts")
@Tag(name = "registration")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class ChangesResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    RegistrationChanges changes;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Idempotency idempotency;

    @PathParam("code")
    int tenant;

    /** The requests on a contract, the latest first; never more than one page. */
    public record ChangePage(
            List<RegistrationChange> items, @Nullable String nextCursor) {}

    /** What the registration said before its amendments, the latest first; never more than one page. */
    public record VersionPage(
            List<ContractDetails> items, @Nullable String nextCursor) {}

    /** Never more than one page. */
    public record PatentHitPage(
            List<PatentHit> items, @Nullable String nextCursor) {}

    /** Why a request is declined. */
    public record Words(String words) {}

    @GET
    @Path("/{id}/changes")
    public ChangePage list(@PathParam("id") UUID id) {
        return new ChangePage(changes.list(callers.caller(), tenant, id), null);
    }

    /** Earlier versions of the registration; the present one is the contract itself. */
    @GET
    @Path("/{id}/versions")
    public VersionPage versions(@PathParam("id") UUID id) {
        return new VersionPage(changes.earlier(callers.caller(), tenant, id), null);
    }

    @POST
    @Path("/{id}/changes")
    @APIResponse(
            responseCode = "201",
            description = "The request",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = RegistrationChange.class)))
    public Response file(
            @PathParam("id") UUID id,
            ChangeForm form,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Context UriInfo uri) {
        return idempotency.once(callers.caller(), tenant, key, form, () -> {
            var filed = changes.file(callers.caller(), tenant, id, form);
            return Response.created(uri.getAbsolutePath()).entity(filed).build();
        });
    }

    /** Other contracts the amendment would make this one look the same as; an approval answers for them. */
    @GET
    @Path("/{id}/changes/{number}/same-patents")
    public PatentHitPage samePatents(@PathParam("id") UUID id, @PathParam("number") int number) {
        return new PatentHitPage(changes.samePatents(callers.caller(), tenant, id, number), null);
    }

    @POST
    @Path("/{id}/changes/{number}/approval")
    public RegistrationChange approve(
            @PathParam("id") UUID id,
            @PathParam("number") int number,
            RegistrationChanges.@Nullable Approval approval) {
        return changes.approve(
                callers.caller(),
                tenant,
                id,
                number,
                approval == null ? new RegistrationChanges.Approval(null, null, null, null) : approval);
    }

    @POST
    @Path("/{id}/changes/{number}/refusal")
    public RegistrationChange decline(@PathParam("id") UUID id, @PathParam("number") int number, Words body) {
        return changes.decline(callers.caller(), tenant, id, number, body.words());
    }

    @POST
    @Path("/{id}/changes/{number}/withdrawal")
    public RegistrationChange withdraw(@PathParam("id") UUID id, @PathParam("number") int number) {
        return changes.withdraw(callers.caller(), tenant, id, number);
    }
}
