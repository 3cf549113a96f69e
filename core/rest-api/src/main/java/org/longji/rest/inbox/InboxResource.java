package org.longji.rest.inbox;

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
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.inbox.Inbox;
import org.longji.inbox.Notice;
import org.longji.inbox.ToDo;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Cursors;
import org.longji.shared.FieldChecks;

/** The caller's inbox at a tenant. */
@Path("/tenants/{code}/inbox")
@Tag(name = "inbox")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class InboxResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Inbox inbox;

    @PathParam("code")
    int tenant;

    /** What waits for the caller, the most urgent first; never more than one page. */
    public record ToDoPage(List<ToDo> items, @Nullable String nextCursor) {}

    /** One page of notices, newest first. */
    public record NoticePage(List<Notice> items, @Nullable String nextCursor) {}

    /** The notices that were read. */
    public record Reading(List<UUID> notices) {}

    @GET
    public ToDoPage waiting() {
        return new ToDoPage(inbox.waiting(callers.caller(), tenant), null);
    }

    @GET
    @Path("/notices")
    public NoticePage notices(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Cursors.DEFAULT_LIMIT) int limit) {
        var page = inbox.notices(callers.caller(), tenant, Cursors.read(cursor), Cursors.limit(limit));
        return new NoticePage(page.items(), Cursors.write(page.next()));
    }

    /** Notes which notices the caller has read. */
    @POST
    @Path("/reading")
    public void read(Reading reading) {
        new FieldChecks().present(reading.notices(), "notices").done();
        inbox.read(callers.caller(), tenant, reading.notices());
    }
}
