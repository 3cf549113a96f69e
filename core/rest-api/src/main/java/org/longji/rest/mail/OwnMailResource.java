package org.longji.rest.mail;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.mail.MailAddresses;
import org.longji.mail.MailProfile;
import org.longji.rest.shared.Callers;
import org.longji.shared.FieldChecks;

/** Where the caller gets its messages by e-mail, and whether. */
@Path("/sessions/current/mail")
@Tag(name = "mail")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class OwnMailResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    MailAddresses addresses;

    /** The code that was mailed. */
    public record Confirmation(@Nullable String code) {}

    @GET
    public MailProfile profile() {
        return addresses.profile(callers.caller());
    }

    /** An address other than the confirmed one is sent a code. */
    @PUT
    public MailProfile change(MailAddresses.Wish wish) {
        return addresses.change(callers.caller(), wish);
    }

    @POST
    @Path("/confirmation")
    public MailProfile confirm(Confirmation confirmation) {
        new FieldChecks().present(confirmation.code(), "code").done();
        return addresses.confirm(callers.caller(), String.valueOf(confirmation.code()));
    }

    @DELETE
    @APIResponse(responseCode = "204", description = "Nothing is known of the caller's e-mail any more")
    public void remove() {
        addresses.remove(callers.caller());
    }
}
