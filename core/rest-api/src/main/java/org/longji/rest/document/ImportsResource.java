package org.longji.rest.document;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
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
import org.longji.document.ImportMode;
import org.longji.document.Imports;
import org.longji.document.LedgerTemplate;
import org.longji.rest.job.JobView;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Cursors;
import org.longji.shared.Capability;

/** Ledgers sent in by a tenant. */
@Path("/tenants/{code}/imports")
@Tag(name = "imports")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class ImportsResource {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

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

    /** Takes a ledger in ({@code file}: CSV or XLSX) and answers with the job that imports it. */
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
                                            properties = {
                                                @SchemaProperty(
                                                        name = "file",
                                                        type = SchemaType.STRING,
                                                        format = "binary"),
                                                @SchemaProperty(name = "mode", implementation = ImportMode.class)
                                            })))
    @APIResponse(
            responseCode = "202",
            description = "The job that imports the ledger",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = JobView.class)))
    public Response order(
            List<EntityPart> parts,
            @QueryParam("mode") @Nullable String mode,
            @HeaderParam("Idempotency-Key") @Nullable String key)
            throws IOException {
        var caller = callers.caller();
        var stated = FileOrders.part(parts, "mode");
        var chosen = Cursors.choice(
                ImportMode.class, stated.isPresent() ? stated.get().getContent(String.class) : mode, "mode");
        var how = chosen == null ? ImportMode.ALL_OR_NOTHING : chosen;
        return orders.order(
                tenant, parts, key, Map.of("mode", how), upload -> imports.order(caller, tenant, upload, how));
    }

    /** The empty ledger, as {@code xlsx} or {@code csv}. */
    @GET
    @Path("/template")
    @Produces({XLSX, "text/csv;charset=UTF-8", MediaType.APPLICATION_JSON})
    public Response template(@QueryParam("format") @DefaultValue("xlsx") String format) {
        callers.caller().scope(tenant, Capability.IMPORT);
        boolean csv = format.equals("csv");
        StreamingOutput template = csv ? LedgerTemplate::writeCsv : LedgerTemplate::writeXlsx;
        return Response.ok(template, csv ? "text/csv;charset=UTF-8" : XLSX)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"longji-ledger." + (csv ? "csv" : "xlsx") + "\"")
                .build();
    }
}
