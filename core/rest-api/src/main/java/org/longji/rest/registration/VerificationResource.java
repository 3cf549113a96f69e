package org.longji.rest.registration;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.registration.Certificates;
import org.longji.rest.shared.PublicAccess;

/** Whether a certificate holds, for whoever has it in hand. */
@Path("/public/certificates")
@Tag(name = "registration")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class VerificationResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Certificates certificates;

    /** Verifies the number and the code printed on a certificate. */
    @GET
    @PublicAccess
    @Path("/{number}")
    public Certificates.Verification verify(
            @PathParam("number") String number, @QueryParam("code") @Nullable String code) {
        return certificates.verify(number, code);
    }
}
