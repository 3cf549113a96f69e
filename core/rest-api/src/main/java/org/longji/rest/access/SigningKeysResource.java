package org.longji.rest.access;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.longji.access.SigningKeys;
import org.longji.rest.shared.PublicAccess;

/** The public keys that verify tokens. */
@Path("/signing-keys")
@Tag(name = "access")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class SigningKeysResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    SigningKeys keys;

    /** The public keys as a JSON Web Key Set, for whoever verifies tokens elsewhere. */
    @GET
    @PublicAccess
    @SecurityRequirements
    public Map<String, Object> published() {
        return keys.published();
    }
}
