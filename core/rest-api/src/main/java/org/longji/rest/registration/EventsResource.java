package org.longji.rest.registration;

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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.registration.RegistrationEvent;
import org.longji.registration.RegistrationEvents;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Cursors;

/** What happened to registrations, for the machines of those who rely on them. */
@Path("/tenants/{code}/registration-events")
@Tag(name = "registration")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class EventsResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    RegistrationEvents events;

    @PathParam("code")
    int tenant;

    /** One page of events. */
    public record EventPage(
            List<RegistrationEvent> items, @Nullable String nextCursor) {}

    /**
     * Events, oldest first.
     *
     * @param after number of the last event read; numbers only grow, so a reader who keeps it misses nothing
     */
    @GET
    public EventPage list(
            @QueryParam("after") @DefaultValue("0") long after,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Cursors.DEFAULT_LIMIT) int limit) {
        var from = Cursors.read(cursor);
        var page = events.list(
                callers.caller(), tenant, from == null ? after : Long.parseLong(from), Cursors.limit(limit));
        return new EventPage(page.items(), Cursors.write(page.next()));
    }
}
