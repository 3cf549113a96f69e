package org.longji.rest.audit;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.audit.JournalRoot;
import org.longji.audit.JournalRoots;
import org.longji.rest.shared.Days;
import org.longji.rest.shared.PublicAccess;

/** The sealed ends of a tenant's days, for everybody: whoever kept one can show later that the journal is still the same. */
@Path("/public/journal-roots/{code}")
@Tag(name = "journal")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class JournalRootsResource {

    private static final LocalDate BEGINNING = LocalDate.of(2000, 1, 1);
    private static final LocalDate END = LocalDate.of(2200, 1, 1);

    @Inject
    @SuppressWarnings("NullAway.Init")
    JournalRoots roots;

    /** The latest first. */
    public record RootPage(
            List<JournalRoot> items, @Nullable String nextCursor) {}

    @GET
    @PublicAccess
    public RootPage list(
            @PathParam("code") int tenant,
            @QueryParam("from") @Nullable String from,
            @QueryParam("until") @Nullable String until) {
        return new RootPage(
                roots.published(
                        tenant,
                        Objects.requireNonNullElse(Days.optional(from, "from"), BEGINNING),
                        Objects.requireNonNullElse(Days.optional(until, "until"), END)),
                null);
    }
}
