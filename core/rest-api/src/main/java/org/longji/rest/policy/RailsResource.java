package org.longji.rest.policy;

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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.policy.Breach;
import org.longji.policy.GuardRails;
import org.longji.policy.Rail;
import org.longji.policy.RailForm;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Idempotency;
import org.longji.rest.shared.Versions;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;

/** What a tenant allows those below it to write in their versions of a policy. */
@Path("/tenants/{code}/policies/{policy}/rails")
@Tag(name = "policies")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class RailsResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    GuardRails rails;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Idempotency idempotency;

    @PathParam("code")
    int tenant;

    @PathParam("policy")
    String policy = "";

    /** The enacted versions a rail leaves outside. */
    public record Breaches(List<Breach> items) {}

    /** Sets a rail; one that enacted versions would break only when that is confirmed. */
    @POST
    @APIResponse(
            responseCode = "201",
            description = "The rail",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Rail.class)))
    public Response set(RailForm form, @HeaderParam("Idempotency-Key") @Nullable String key, @Context UriInfo uri) {
        return idempotency.once(callers.caller(), tenant, key, form, () -> {
            var rail = rails.set(callers.caller(), tenant, policy, form);
            return Response.created(uri.getAbsolutePathBuilder()
                            .path(rail.id().toString())
                            .build())
                    .tag(Versions.tag(rail.revision()))
                    .entity(rail)
                    .build();
        });
    }

    /** Tells which enacted versions a rail would leave outside; sets nothing. */
    @POST
    @Path("/trial")
    public Breaches tryOut(RailForm form) {
        return new Breaches(rails.tryOut(callers.caller(), tenant, policy, form));
    }

    @GET
    @Path("/{rail}")
    @APIResponse(
            responseCode = "200",
            description = "The rail",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Rail.class)))
    public Response get(@PathParam("rail") UUID id) {
        var rail = here(id);
        return Response.ok(rail).tag(Versions.tag(rail.revision())).build();
    }

    @PUT
    @Path("/{rail}")
    @APIResponse(
            responseCode = "200",
            description = "The changed rail",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Rail.class)))
    public Response change(
            @PathParam("rail") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, RailForm form) {
        here(id);
        var rail = rails.change(callers.caller(), tenant, id, Versions.required(ifMatch), form);
        return Response.ok(rail).tag(Versions.tag(rail.revision())).build();
    }

    @DELETE
    @Path("/{rail}")
    public void remove(@PathParam("rail") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        here(id);
        rails.remove(callers.caller(), tenant, id, Versions.required(ifMatch));
    }

    private Rail here(UUID id) {
        var rail = rails.get(callers.caller(), tenant, id);
        if (!rail.policyId().equals(policy)) {
            throw new ProblemException(Problem.NOT_FOUND, Map.of("what", id));
        }
        return rail;
    }
}
