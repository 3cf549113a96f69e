package org.longji.rest.register;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.longji.register.RegisterData;
import org.longji.rest.job.JobView;
import org.longji.rest.shared.Callers;

/** All that the registers of one plugin hold for a tenant: for its own administrator, with the plugin loaded or not. */
@Path("/tenants/{code}/register-data/{plugin}")
@Tag(name = "registers")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class RegisterDataResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    RegisterData data;

    @PathParam("code")
    int tenant;

    @PathParam("plugin")
    @SuppressWarnings("NullAway.Init")
    String plugin;

    @GET
    public RegisterData.Holdings holdings() {
        return data.holdings(callers.caller(), tenant, plugin);
    }

    /** Everything as a ZIP of JSON lines and files, streamed. */
    @GET
    @Path("/archive")
    @Produces({"application/zip", MediaType.APPLICATION_JSON})
    @APIResponse(
            responseCode = "200",
            description = "The archive",
            content =
                    @Content(
                            mediaType = "application/zip",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response archive() {
        data.noteExport(callers.caller(), tenant, plugin);
        StreamingOutput content = out -> data.export(tenant, plugin, out);
        return Response.ok(content, "application/zip")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + plugin.replaceAll("[^A-Za-z0-9._-]", "_") + "-" + tenant + ".zip\"")
                .build();
    }

    /** Brings every row to the newest version of its record, in the background. */
    @POST
    @Path("/refresh")
    @APIResponse(
            responseCode = "202",
            description = "The job",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = JobView.class)))
    public Response refresh() {
        var job = data.refresh(callers.caller(), tenant, plugin);
        return Response.accepted(JobView.of(job))
                .location(JobView.location(job))
                .build();
    }

    /**
     * Removes everything for good.
     *
     * @param rows how many rows there are, as the administrator was told; with another number nothing is removed
     */
    @DELETE
    public RegisterData.Holdings remove(@QueryParam("rows") @DefaultValue("-1") long rows) {
        return data.remove(callers.caller(), tenant, plugin, rows);
    }
}
