package org.longji.rest.agency;

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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.agency.Agencies;
import org.longji.agency.Agency;
import org.longji.agency.AgencyForm;
import org.longji.agency.MemberForm;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Idempotency;
import org.longji.rest.shared.Versions;

/** Registration agencies of a tenant. */
@Path("/tenants/{code}/agencies")
@Tag(name = "agencies")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class AgenciesResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Agencies agencies;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Idempotency idempotency;

    @PathParam("code")
    int tenant;

    /** The agencies of a tenant and of what lies below it; never more than one page. */
    public record AgencyPage(List<Agency> items, @Nullable String nextCursor) {}

    /** Why an agency is suspended. */
    public record Suspension(String reason) {}

    @GET
    public AgencyPage list() {
        return new AgencyPage(agencies.list(callers.caller(), tenant), null);
    }

    @POST
    @APIResponse(
            responseCode = "201",
            description = "The agency",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Agency.class)))
    public Response authorise(
            AgencyForm form, @HeaderParam("Idempotency-Key") @Nullable String key, @Context UriInfo uri) {
        return idempotency.once(callers.caller(), tenant, key, form, () -> {
            var agency = agencies.authorise(callers.caller(), tenant, form);
            return Response.created(uri.getAbsolutePathBuilder()
                            .path(agency.id().toString())
                            .build())
                    .tag(Versions.tag(agency.version()))
                    .entity(agency)
                    .build();
        });
    }

    @GET
    @Path("/{id}")
    @APIResponse(
            responseCode = "200",
            description = "The agency with its staff",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Agency.class)))
    public Response details(@PathParam("id") UUID id) {
        return answer(agencies.details(callers.caller(), tenant, id));
    }

    @PUT
    @Path("/{id}")
    @APIResponse(
            responseCode = "200",
            description = "The changed agency",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Agency.class)))
    public Response change(
            @PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, AgencyForm form) {
        return answer(agencies.change(callers.caller(), tenant, id, Versions.required(ifMatch), form));
    }

    /** Suspends the agency: its registrars take and decide nothing until it is resumed. */
    @POST
    @Path("/{id}/suspension")
    @APIResponse(
            responseCode = "200",
            description = "The suspended agency",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Agency.class)))
    public Response suspend(
            @PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, Suspension suspension) {
        return answer(agencies.suspend(callers.caller(), tenant, id, Versions.optional(ifMatch), suspension.reason()));
    }

    @POST
    @Path("/{id}/resumption")
    @APIResponse(
            responseCode = "200",
            description = "The agency, going on",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Agency.class)))
    public Response resume(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return answer(agencies.resume(callers.caller(), tenant, id, Versions.optional(ifMatch)));
    }

    /** Takes a registrar into the staff, or changes what is known of one. */
    @POST
    @Path("/{id}/staff")
    @APIResponse(
            responseCode = "200",
            description = "The agency with its staff",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Agency.class)))
    public Response join(@PathParam("id") UUID id, MemberForm form) {
        return answer(agencies.join(callers.caller(), tenant, id, form));
    }

    @DELETE
    @Path("/{id}/staff/{accounts}")
    @APIResponse(
            responseCode = "200",
            description = "The agency with its staff",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Agency.class)))
    public Response leave(@PathParam("id") UUID id, @PathParam("accounts") UUID account) {
        return answer(agencies.leave(callers.caller(), tenant, id, account));
    }

    private static Response answer(Agency agency) {
        return Response.ok(agency).tag(Versions.tag(agency.version())).build();
    }
}
