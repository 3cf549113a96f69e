package org.longji.rest.register;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.attachment.FileName;
import org.longji.register.RegisterFiles;
import org.longji.rest.shared.Callers;
import org.longji.shared.ProblemException;

/** The files of one row. A file is sent as it is, not in a form: so it is read once, and counted while it is. */
@Path("/tenants/{code}/registers")
@Tag(name = "registers")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class RowFilesResource {

    private static final long MOST_THROWN_AWAY = 256L * 1024 * 1024;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    RegisterFiles files;

    @PathParam("code")
    int tenant;

    @PathParam("plugin")
    @SuppressWarnings("NullAway.Init")
    String plugin;

    @PathParam("register")
    @SuppressWarnings("NullAway.Init")
    String register;

    @PathParam("id")
    @SuppressWarnings("NullAway.Init")
    UUID id;

    /** The files of a row, those withdrawn included; never more than one page. */
    public record RowFilePage(
            List<RegisterFiles.RowFile> items, @Nullable String nextCursor) {}

    @GET
    @Path("/{plugin}/{register}/rows/{id}/attachments")
    public RowFilePage list() {
        return new RowFilePage(files.list(callers.caller(), tenant, plugin, register, id), null);
    }

    /** Takes a file in; the body is the file itself, its name and kind stand in the address. */
    @POST
    @Path("/{plugin}/{register}/rows/{id}/attachments")
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "201",
            description = "The file",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = RegisterFiles.RowFile.class)))
    public Response add(
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("name") @Nullable String name,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
            InputStream content,
            @Context UriInfo uri)
            throws IOException {
        var added = add(kind, name, content, announced(length));
        return Response.created(
                        uri.getAbsolutePathBuilder().path(added.id().toString()).build())
                .entity(added)
                .build();
    }

    private RegisterFiles.RowFile add(@Nullable String kind, @Nullable String name, InputStream content, long announced)
            throws IOException {
        try {
            return files.add(callers.caller(), tenant, plugin, register, id, kind, name, content, announced);
        } catch (ProblemException refused) {
            // A sender listens only once it has sent: what it still sends is thrown away, unless it is beyond all
            // measure.
            if (announced < MOST_THROWN_AWAY) {
                var buffer = new byte[1 << 16];
                long left = MOST_THROWN_AWAY;
                for (int read = content.read(buffer); read >= 0 && left > 0; read = content.read(buffer)) {
                    left -= read;
                }
            }
            throw refused;
        }
    }

    /** The content of a file, always as a file to save: no browser shows what somebody uploaded as a page of ours. */
    @GET
    @Path("/{plugin}/{register}/rows/{id}/attachments/{attachment}")
    @Produces({MediaType.APPLICATION_OCTET_STREAM, MediaType.APPLICATION_JSON})
    @APIResponse(
            responseCode = "200",
            description = "The file",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response download(@PathParam("attachment") UUID attachment) {
        var download = files.open(callers.caller(), tenant, plugin, register, id, attachment);
        StreamingOutput content = out -> download.content().writeTo(out);
        return Response.ok(content, download.file().mediaType())
                .header(HttpHeaders.CONTENT_LENGTH, download.file().size())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        FileName.disposition(download.file().name()))
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    /** Takes a file out of sight; it stays on record. */
    @DELETE
    @Path("/{plugin}/{register}/rows/{id}/attachments/{attachment}")
    @APIResponse(responseCode = "204", description = "Withdrawn")
    public void withdraw(@PathParam("attachment") UUID attachment) {
        files.withdraw(callers.caller(), tenant, plugin, register, id, attachment);
    }

    /** Read as text: two gibibytes do not fit the number the framework would make of it. */
    private static long announced(@Nullable String length) {
        return length != null && length.matches("\\d{1,18}") ? Long.parseLong(length) : -1;
    }
}
