package org.longji.rest.party;

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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.party.OrganizationDetails;
import org.longji.party.OrganizationForm;
import org.longji.party.OrganizationSummary;
import org.longji.party.Organizations;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Cursors;
import org.longji.rest.shared.Idempotency;
import org.longji.rest.shared.Versions;

/** Organisations a tenant knows. */
@Path("/tenants/{code}/organizations")
@Tag(name = "organizations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class OrganizationsResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Organizations organizations;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Idempotency idempotency;

    @PathParam("code")
    int tenant;

    /** One page of organisations. */
    public record OrganizationPage(
            List<OrganizationSummary> items, @Nullable String nextCursor) {}

    @GET
    public OrganizationPage list(
            @QueryParam("q") @Nullable String search,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Cursors.DEFAULT_LIMIT) int limit) {
        var page = organizations.list(callers.caller(), tenant, search, Cursors.read(cursor), Cursors.limit(limit));
        return new OrganizationPage(page.items(), Cursors.write(page.next()));
    }

    @POST
    @APIResponse(
            responseCode = "201",
            description = "The organisation",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = OrganizationDetails.class)))
    public Response create(
            OrganizationForm form, @HeaderParam("Idempotency-Key") @Nullable String key, @Context UriInfo uri) {
        return idempotency.once(callers.caller(), tenant, key, form, () -> {
            var created = organizations.create(callers.caller(), tenant, form);
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
            description = "The organisation",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = OrganizationDetails.class)))
    public Response details(@PathParam("id") UUID id) {
        return answer(organizations.details(callers.caller(), tenant, id));
    }

    @PUT
    @Path("/{id}")
    @APIResponse(
            responseCode = "200",
            description = "The organisation as it is now",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = OrganizationDetails.class)))
    public Response change(
            @PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, OrganizationForm form) {
        return answer(organizations.change(callers.caller(), tenant, id, Versions.required(ifMatch), form));
    }

    private static Response answer(OrganizationDetails organization) {
        return Response.ok(organization)
                .tag(Versions.tag(organization.version()))
                .build();
    }
}
