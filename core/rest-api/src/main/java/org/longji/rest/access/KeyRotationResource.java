package org.longji.rest.access;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
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
import org.longji.access.SigningKeys;
import org.longji.rest.shared.Callers;

/** Rotation of the signing key, by a province's administrator. */
@Path("/tenants/{code}/signing-keys")
@Tag(name = "access")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RequestScoped
public class KeyRotationResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    SigningKeys keys;

    /** The key that signs from now on. */
    public record NewKey(String kid) {}

    @POST
    @APIResponse(
            responseCode = "201",
            description = "The key that signs from now on; the earlier ones verify until their last token has expired",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = NewKey.class)))
    public Response rotate(@PathParam("code") int tenant) {
        return Response.status(Response.Status.CREATED)
                .entity(new NewKey(keys.rotate(callers.caller(), tenant)))
                .build();
    }
}
