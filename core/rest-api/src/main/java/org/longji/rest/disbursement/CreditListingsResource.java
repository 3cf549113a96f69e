package org.longji.rest.disbursement;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.disbursement.CreditListing;
import org.longji.disbursement.CreditListings;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Cursors;

/** The black list (失信名单) that binds a tenant. */
@Path("/tenants/{code}/credit-listings")
@Tag(name = "payments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class CreditListingsResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    CreditListings listings;

    @PathParam("code")
    int tenant;

    /** One page of the list, the newest first. */
    public record CreditListingPage(
            List<CreditListing> items, @Nullable String nextCursor) {}

    @GET
    public CreditListingPage list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Cursors.DEFAULT_LIMIT) int limit) {
        var page = listings.list(callers.caller(), tenant, Cursors.read(cursor), Cursors.limit(limit));
        return new CreditListingPage(page.items(), Cursors.write(page.next()));
    }

    @POST
    @APIResponse(
            responseCode = "201",
            description = "The entry",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = CreditListing.class)))
    public Response enter(CreditListing.Form form) {
        return Response.status(Response.Status.CREATED)
                .entity(listings.enter(callers.caller(), tenant, form))
                .build();
    }

    /** Takes a list in ({@code file}: CSV), all of it or nothing. */
    @POST
    @Path("/imports")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            requiredProperties = "file",
                                            properties =
                                                    @SchemaProperty(
                                                            name = "file",
                                                            type = SchemaType.STRING,
                                                            format = "binary"))))
    public CreditListing.Import take(List<EntityPart> parts) throws IOException {
        var caller = callers.caller();
        return SentFile.with(parts, (name, file) -> listings.take(caller, tenant, file));
    }

    /** Takes somebody off the list before the time is over. */
    @POST
    @Path("/{id}/lifting")
    public CreditListing lift(@PathParam("id") UUID id, RoundsResource.Because because) {
        return listings.lift(callers.caller(), tenant, id, because.reason());
    }
}
