package org.longji.rest.audit;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.audit.JournalArchive;
import org.longji.audit.JournalEntry;
import org.longji.audit.JournalVerification;
import org.longji.audit.Seals;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Cursors;
import org.longji.rest.shared.Days;
import org.longji.shared.Capability;

/** The journal of a tenant and of what lies below it. */
@Path("/tenants/{code}/journal")
@Tag(name = "journal")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class JournalResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    JournalArchive archive;

    private static final String TSV = "text/tab-separated-values; charset=utf-8";

    @Inject
    @SuppressWarnings("NullAway.Init")
    Seals seals;

    /** One page of entries, the newest first. */
    public record JournalPage(
            List<JournalEntry> items, @Nullable String nextCursor) {}

    @GET
    public JournalPage list(
            @PathParam("code") int tenant,
            @QueryParam("reads") @DefaultValue("false") boolean reads,
            @QueryParam("actor") @Nullable String actor,
            @QueryParam("subject") @Nullable String subject,
            @QueryParam("day") @Nullable String day,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Cursors.DEFAULT_LIMIT) int limit) {
        var scope = callers.caller().scope(tenant, Capability.JOURNAL_READ);
        var page = archive.list(
                scope,
                new JournalArchive.Filter(reads, actor, subject, Days.optional(day, "day")),
                Optional.ofNullable(Cursors.read(cursor)),
                Cursors.limit(limit));
        return new JournalPage(page.items(), Cursors.write(page.next()));
    }

    /** Walks the tenant's own chain from its first entry and recomputes every hash. */
    @GET
    @Path("/verification")
    public JournalVerification verify(@PathParam("code") int tenant) {
        return archive.verify(callers.caller().scope(tenant, Capability.JOURNAL_READ), tenant);
    }

    /** The tenant's own chain with its sealed days, for {@code deploy/verify-journal}; streamed. */
    @GET
    @Path("/export")
    @Produces({TSV, MediaType.APPLICATION_JSON})
    @APIResponse(
            responseCode = "200",
            description = "Tab-separated text",
            content = @Content(mediaType = TSV, schema = @Schema(type = SchemaType.STRING)))
    public Response export(@PathParam("code") int tenant) {
        var scope = callers.caller().scope(tenant, Capability.JOURNAL_READ);
        var keys = seals.published();
        StreamingOutput chain = out -> archive.export(scope, tenant, keys, out);
        return Response.ok(chain, TSV)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"journal-" + tenant + ".tsv\"")
                .build();
    }
}
