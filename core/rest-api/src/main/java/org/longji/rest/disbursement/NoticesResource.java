package org.longji.rest.disbursement;

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
import org.longji.audit.Seals;
import org.longji.disbursement.Notice;
import org.longji.disbursement.Notices;
import org.longji.disbursement.Objection;
import org.longji.rest.shared.Cursors;
import org.longji.rest.shared.PublicAccess;

/** Public notices (公示): what is going to be paid, for everybody, without signing in. */
@Path("/public/notices")
@Tag(name = "notices")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class NoticesResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Notices notices;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Seals seals;

    /** One page of notices. */
    public record NoticePage(List<Notice> items, @Nullable String nextCursor) {}

    /** One page of a notice's lines. */
    public record LinePage(
            List<Notice.Line> items, @Nullable String nextCursor) {}

    /** By which the sender can ask after it. */
    public record Received(UUID id) {}

    /** The keys lists are sealed with, all there ever were. */
    public record SealKeys(List<Seals.PublishedKey> keys) {}

    /** A notice and what its seal is made over. */
    public record SealedNotice(Notice notice, String sealedText) {}

    /** The latest first. */
    @GET
    @PublicAccess
    public NoticePage list(
            @QueryParam("tenant") @Nullable Integer tenant,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Cursors.DEFAULT_LIMIT) int limit) {
        var page = notices.published(tenant, Cursors.read(cursor), Cursors.limit(limit));
        return new NoticePage(page.items(), Cursors.write(page.next()));
    }

    @GET
    @PublicAccess
    @Path("/keys")
    public SealKeys keys() {
        return new SealKeys(seals.published());
    }

    @GET
    @PublicAccess
    @Path("/{id}")
    public SealedNotice details(@PathParam("id") UUID id) {
        var notice = notices.published(id);
        return new SealedNotice(notice, notice.sealed());
    }

    @GET
    @PublicAccess
    @Path("/{id}/lines")
    public LinePage lines(
            @PathParam("id") UUID id,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Cursors.DEFAULT_LIMIT) int limit) {
        var page = notices.lines(id, Cursors.read(cursor), limit);
        return new LinePage(page.items(), Cursors.write(page.next()));
    }

    /** Objects to a line while the notice runs. */
    @POST
    @PublicAccess
    @Path("/{id}/objections")
    public Received object(@PathParam("id") UUID id, Objection.Form form) {
        return new Received(notices.object(id, form));
    }
}
