package org.longji.rest.access;

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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.access.AccountDetails;
import org.longji.access.Accounts;
import org.longji.access.NewAccount;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Cursors;
import org.longji.rest.shared.Idempotency;
import org.longji.rest.shared.Versions;
import org.longji.shared.FieldChecks;
import org.longji.shared.RoleGrant;

/** Accounts a tenant's administrator keeps. */
@Path("/tenants/{code}/accounts")
@Tag(name = "access")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class AccountsResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Accounts accounts;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Idempotency idempotency;

    @PathParam("code")
    int tenant;

    /** One page of accounts. */
    public record AccountPage(
            List<AccountDetails> items, @Nullable String nextCursor) {}

    /** An account to be made. */
    public record AccountForm(
            @Nullable String username,
            @Nullable String displayName,
            @Nullable String displayNameEn,
            @Nullable String password,
            @Nullable String party,
            @Nullable List<RoleGrant> roles) {

        NewAccount checked() {
            new FieldChecks()
                    .present(username, "username")
                    .present(displayName, "displayName")
                    .present(displayNameEn, "displayNameEn")
                    .present(password, "password")
                    .present(roles, "roles")
                    .done();
            return new NewAccount(
                    String.valueOf(username),
                    String.valueOf(displayName),
                    String.valueOf(displayNameEn),
                    String.valueOf(password),
                    Optional.ofNullable(party),
                    Objects.requireNonNull(roles));
        }

        /** What may be remembered of the request: not even a fast hash of the password. */
        AccountForm withoutPassword() {
            return new AccountForm(username, displayName, displayNameEn, null, party, roles);
        }

        @Override
        public String toString() {
            return "AccountForm[" + username + "]";
        }
    }

    /** The roles an account shall have. */
    public record RolesForm(@Nullable List<RoleGrant> roles) {}

    @GET
    public AccountPage list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Cursors.DEFAULT_LIMIT) int limit) {
        var page = accounts.list(
                callers.caller(), tenant, Optional.ofNullable(Cursors.read(cursor)), Cursors.limit(limit));
        return new AccountPage(page.items(), Cursors.write(page.next()));
    }

    @POST
    @APIResponse(
            responseCode = "201",
            description = "The account",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = AccountDetails.class)))
    public Response create(
            AccountForm form, @HeaderParam("Idempotency-Key") @Nullable String key, @Context UriInfo uri) {
        var account = form.checked();
        return idempotency.once(callers.caller(), tenant, key, form.withoutPassword(), () -> {
            var created = accounts.create(callers.caller(), tenant, account);
            return Response.created(uri.getAbsolutePathBuilder()
                            .path(created.id().toString())
                            .build())
                    .tag(Versions.tag(created.version()))
                    .entity(created)
                    .build();
        });
    }

    @GET
    @Path("/{id}")
    @APIResponse(
            responseCode = "200",
            description = "The account",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = AccountDetails.class)))
    public Response details(@PathParam("id") UUID id) {
        return answer(accounts.get(callers.caller(), tenant, id));
    }

    @PUT
    @Path("/{id}/roles")
    @APIResponse(
            responseCode = "200",
            description = "The account with its new roles",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = AccountDetails.class)))
    public Response changeRoles(
            @PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, RolesForm form) {
        var version = Versions.required(ifMatch);
        new FieldChecks().present(form.roles(), "roles").done();
        return answer(
                accounts.changeRoles(callers.caller(), tenant, id, version, Objects.requireNonNull(form.roles())));
    }

    @POST
    @Path("/{id}/unlock")
    @Consumes(MediaType.WILDCARD)
    @APIResponse(
            responseCode = "200",
            description = "The account, no longer locked",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = AccountDetails.class)))
    public Response unlock(@PathParam("id") UUID id) {
        return answer(accounts.unlock(callers.caller(), tenant, id));
    }

    private static Response answer(AccountDetails account) {
        return Response.ok(account).tag(Versions.tag(account.version())).build();
    }
}
