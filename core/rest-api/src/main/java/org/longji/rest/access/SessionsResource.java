package org.longji.rest.access;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.access.Accounts;
import org.longji.access.Sessions;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.PublicAccess;
import org.longji.shared.Capability;
import org.longji.shared.FieldChecks;
import org.longji.shared.RoleGrant;

/** Signing in, looking who is signed in, signing out. */
@Path("/sessions")
@Tag(name = "access")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class SessionsResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Sessions sessions;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Accounts accounts;

    /** User name and password. */
    public record Credentials(
            @Nullable String username, @Nullable String password) {

        @Override
        public String toString() {
            return "Credentials[" + username + "]";
        }
    }

    /** The token of a new session. */
    public record OpenedSession(String token, String tokenType, Instant expiresAt, AccountView account) {}

    /** What the caller may do at one tenant. */
    public record TenantCapabilities(int tenant, Set<Capability> capability) {}

    /** The session the token belongs to. */
    public record CurrentSession(AccountView account, Instant expiresAt, List<TenantCapabilities> capabilities) {}

    /** The old password and the new one. */
    public record PasswordChange(
            @Nullable String currentPassword, @Nullable String newPassword) {

        @Override
        public String toString() {
            return "PasswordChange";
        }
    }

    @POST
    @PublicAccess
    @SecurityRequirements
    @APIResponse(
            responseCode = "201",
            description = "The session",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = OpenedSession.class)))
    public Response signIn(@Nullable Credentials credentials, @Context UriInfo uri) {
        var username = credentials == null ? null : credentials.username();
        var password = credentials == null ? null : credentials.password();
        new FieldChecks()
                .present(username, "username")
                .present(password, "password")
                .done();
        var signedIn = sessions.signIn(String.valueOf(username), String.valueOf(password));
        return Response.created(uri.getAbsolutePathBuilder().path("current").build())
                .entity(new OpenedSession(
                        signedIn.token(), "Bearer", signedIn.expiresAt(), AccountView.of(signedIn.caller())))
                .build();
    }

    @GET
    @Path("/current")
    public CurrentSession current() {
        var session = callers.session();
        var caller = session.caller();
        var capabilities = caller.roles().stream()
                .map(RoleGrant::tenant)
                .distinct()
                .map(tenant -> new TenantCapabilities(tenant, caller.capabilities(tenant)))
                .toList();
        return new CurrentSession(AccountView.of(caller), session.expiresAt(), capabilities);
    }

    @DELETE
    @Path("/current")
    @APIResponse(responseCode = "204", description = "The session has ended")
    public void signOut() {
        sessions.signOut(callers.session());
    }

    @PUT
    @Path("/current/password")
    @APIResponse(
            responseCode = "204",
            description = "The password is changed; other sessions of the account have ended")
    public void changePassword(@Nullable PasswordChange change) {
        var current = change == null ? null : change.currentPassword();
        var replacement = change == null ? null : change.newPassword();
        new FieldChecks()
                .present(current, "currentPassword")
                .present(replacement, "newPassword")
                .done();
        accounts.changePassword(callers.session(), String.valueOf(current), String.valueOf(replacement));
    }
}
