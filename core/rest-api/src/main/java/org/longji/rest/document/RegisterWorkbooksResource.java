package org.longji.rest.document;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
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
import org.longji.document.RegisterWorkbook;
import org.longji.register.Registers;
import org.longji.register.RowFilter;
import org.longji.register.RowIntake;
import org.longji.rest.job.JobView;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Cursors;

/** Workbooks of a plugin's register: the rows out, the template, and rows in. */
@Path("/tenants/{code}/registers")
@Tag(name = "registers")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class RegisterWorkbooksResource {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Registers registers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    RowIntake intake;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Imports imports;

    @Inject
    @SuppressWarnings("NullAway.Init")
    FileOrders orders;

    @PathParam("code")
    int tenant;

    @PathParam("plugin")
    @SuppressWarnings("NullAway.Init")
    String plugin;

    @PathParam("register")
    @SuppressWarnings("NullAway.Init")
    String register;

    /** The whole list as a workbook, streamed; the same filters. */
    @GET
    @Path("/{plugin}/{register}/workbook")
    @Produces({XLSX, MediaType.APPLICATION_JSON})
    public Response workbook(
            @QueryParam("state") List<String> state,
            @QueryParam("q") @Nullable String search,
            @QueryParam("filter") List<String> filter) {
        var caller = callers.caller();
        var wanted = new RowFilter(state, search, filter);
        // What would be refused is refused before the first byte.
        registers.list(caller, tenant, plugin, register, wanted, null, 1);
        StreamingOutput rows = out -> RegisterWorkbook.write(registers, caller, tenant, plugin, register, wanted, out);
        return file(rows, register + "-" + tenant);
    }

    /** The empty workbook to fill in. */
    @GET
    @Path("/{plugin}/{register}/template")
    @Produces({XLSX, MediaType.APPLICATION_JSON})
    public Response template() {
        registers.describe(callers.caller(), tenant, plugin, register);
        StreamingOutput template = out -> RegisterWorkbook.template(intake, tenant, plugin, register, out);
        return file(template, register + "-template");
    }

    /** Takes rows in ({@code file}: XLSX or CSV) and answers with the job that imports them. */
    @POST
    @Path("/{plugin}/{register}/imports")
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
            description = "The job that imports the rows",
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
                tenant,
                parts,
                key,
                Map.of("mode", how, "register", plugin + "/" + register),
                (content, name) -> imports.receive(caller, tenant, plugin, register, intake, content, name),
                upload -> imports.orderRows(caller, tenant, plugin, register, upload, how));
    }

    private static Response file(StreamingOutput content, String name) {
        return Response.ok(content, XLSX)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + ".xlsx\"")
                .build();
    }
}
