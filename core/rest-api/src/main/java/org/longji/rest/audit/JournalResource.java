package org.longji.rest.audit;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.audit.JournalArchive;
import org.longji.audit.JournalEntry;
import org.longji.audit.JournalVerification;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Cursors;
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

    /** One page of entries, the newest first. */
    public record JournalPage(
            List<JournalEntry> items, @Nullable String nextCursor) {}

    @GET
    public JournalPage list(
            @PathParam("code") int tenant,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Cursors.DEFAULT_LIMIT) int limit) {
        var scope = callers.caller().scope(tenant, Capability.JOURNAL_READ);
        var page = archive.list(scope, Optional.ofNullable(Cursors.read(cursor)), Cursors.limit(limit));
        return new JournalPage(page.items(), Cursors.write(page.next()));
    }

    /** Walks the tenant's own chain from its first entry and recomputes every hash. */
    @GET
    @Path("/verification")
    public JournalVerification verify(@PathParam("code") int tenant) {
        return archive.verify(callers.caller().scope(tenant, Capability.JOURNAL_READ), tenant);
    }
}
