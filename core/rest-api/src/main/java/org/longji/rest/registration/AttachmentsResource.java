package org.longji.rest.registration;

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
import org.longji.attachment.AttachmentDetails;
import org.longji.attachment.FileName;
import org.longji.registration.FilingAttachments;
import org.longji.rest.shared.Callers;
import org.longji.shared.ProblemException;

/** The documents of one contract. A document is sent as it is, not in a form: so it is read once, and counted while it is. */
@Path("/tenants/{code}/contracts")
@Tag(name = "registration")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class AttachmentsResource {

    private static final long MOST_THROWN_AWAY = 256L * 1024 * 1024;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    FilingAttachments attachments;

    @PathParam("code")
    int tenant;

    /** The documents of a contract, those withdrawn included; never more than one page. */
    public record AttachmentPage(
            List<AttachmentDetails> items, @Nullable String nextCursor) {}

    @GET
    @Path("/{id}/attachments")
    public AttachmentPage list(@PathParam("id") UUID id) {
        return new AttachmentPage(attachments.list(callers.caller(), tenant, id), null);
    }

    /** Takes a document in; the body is the file itself, its name and kind stand in the address. */
    @POST
    @Path("/{id}/attachments")
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "201",
            description = "The document",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = AttachmentDetails.class)))
    public Response add(
            @PathParam("id") UUID id,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("name") @Nullable String name,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
            InputStream content,
            @Context UriInfo uri)
            throws IOException {
        var added = add(id, kind, name, content, announced(length));
        return Response.created(
                        uri.getAbsolutePathBuilder().path(added.id().toString()).build())
                .entity(added)
                .build();
    }

    private AttachmentDetails add(
            UUID id, @Nullable String kind, @Nullable String name, InputStream content, long announced)
            throws IOException {
        try {
            return attachments.add(callers.caller(), tenant, id, kind, name, content, announced);
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

    /** The content of a document, always as a file to save: no browser shows what somebody uploaded as a page of ours. */
    @GET
    @Path("/{id}/attachments/{attachment}")
    @Produces({MediaType.APPLICATION_OCTET_STREAM, MediaType.APPLICATION_JSON})
    @APIResponse(
            responseCode = "200",
            description = "The document",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response download(@PathParam("id") UUID id, @PathParam("attachment") UUID attachment) {
        var download = attachments.open(callers.caller(), tenant, id, attachment);
        var details = download.details();
        StreamingOutput content = out -> download.content().writeTo(out);
        return Response.ok(content, details.mediaType())
                .header(HttpHeaders.CONTENT_LENGTH, details.size())
                .header(HttpHeaders.CONTENT_DISPOSITION, FileName.disposition(details.name()))
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    @DELETE
    @Path("/{id}/attachments/{attachment}")
    @APIResponse(responseCode = "204", description = "Taken out")
    public void remove(@PathParam("id") UUID id, @PathParam("attachment") UUID attachment) {
        attachments.remove(callers.caller(), tenant, id, attachment);
    }

    /** Read as text: two gibibytes do not fit the number the framework would make of it. */
    private static long announced(@Nullable String length) {
        return length != null && length.matches("\\d{1,18}") ? Long.parseLong(length) : -1;
    }
}
