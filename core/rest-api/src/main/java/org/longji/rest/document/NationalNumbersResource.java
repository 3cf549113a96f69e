package org.longji.rest.document;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.document.Imports;
import org.longji.rest.job.JobView;
import org.longji.rest.shared.Callers;

/** The numbers the national system gave to a tenant's registered contracts. */
@Path("/tenants/{code}/national-numbers")
@Tag(name = "imports")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class NationalNumbersResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Imports imports;

    @Inject
    @SuppressWarnings("NullAway.Init")
    FileOrders orders;

    @PathParam("code")
    int tenant;

    /**
     * Takes the national system's file in ({@code file}: CSV or XLSX with at least our number and the national one) and answers
     * with the job that records the numbers, all of them or none.
     */
    @POST
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
    @APIResponse(
            responseCode = "202",
            description = "The job that records the numbers",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = JobView.class)))
    public Response order(List<EntityPart> parts, @HeaderParam("Idempotency-Key") @Nullable String key)
            throws IOException {
        var caller = callers.caller();
        return orders.order(tenant, parts, key, Map.of(), upload -> imports.orderNumbers(caller, tenant, upload));
    }
}
