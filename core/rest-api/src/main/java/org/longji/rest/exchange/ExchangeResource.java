package org.longji.rest.exchange;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.exchange.Arrivals;
import org.longji.exchange.Channels;
import org.longji.exchange.Deliveries;
import org.longji.exchange.Outgoing;
import org.longji.exchange.PackageKeys;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Cursors;
import org.longji.shared.FieldChecks;

/** The channels by which a tenant exchanges listings with other regions, and the packages that are made and read by them. */
@Path("/tenants/{code}/exchange-channels")
@Tag(name = "exchange")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class ExchangeResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Channels channels;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Outgoing outgoing;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Arrivals arrivals;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Deliveries deliveries;

    @Inject
    @SuppressWarnings("NullAway.Init")
    PackageKeys keys;

    @PathParam("code")
    int tenant;

    /** The channels; never more than one page. */
    public record ChannelList(
            List<Channels.Entry> items, @Nullable String nextCursor) {}

    /** One page of rows on their way. */
    public record CandidateList(
            List<Outgoing.Candidate> items, @Nullable String nextCursor) {}

    /** One page of packages. */
    public record DeliveryList(
            List<Deliveries.Delivery> items, @Nullable String nextCursor) {}

    /** A public key, as a PEM text or its base64. */
    public record KeyForm(String publicKey) {}

    /** The fingerprint of a key that was accepted. */
    public record AcceptedKey(String fingerprint) {}

    /** The key that the tenant signs with, as a PEM text. */
    public record OwnKey(String publicKey) {}

    @GET
    public ChannelList list() {
        return new ChannelList(channels.entries(callers.caller(), tenant), null);
    }

    /** The key that the partner verifies packages with; made when there is none. */
    @POST
    @Path("/own-key")
    @Consumes(MediaType.WILDCARD)
    public OwnKey ownKey() {
        return new OwnKey(keys.published(callers.caller(), tenant));
    }

    /** What would leave by a channel and why something does not; what is taken back because its row is gone stands on the first page. */
    @GET
    @Path("/{plugin}/{channel}/outgoing")
    public CandidateList outgoing(
            @PathParam("plugin") String plugin,
            @PathParam("channel") String channel,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Cursors.DEFAULT_LIMIT) int limit) {
        var page =
                outgoing.preview(callers.caller(), tenant, plugin, channel, Cursors.read(cursor), Cursors.limit(limit));
        return new CandidateList(page.items(), Cursors.write(page.next()));
    }

    /** The packages of a channel, the latest first. */
    @GET
    @Path("/{plugin}/{channel}/deliveries")
    public DeliveryList deliveries(
            @PathParam("plugin") String plugin,
            @PathParam("channel") String channel,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Cursors.DEFAULT_LIMIT) int limit) {
        var page =
                deliveries.list(callers.caller(), tenant, plugin, channel, Cursors.read(cursor), Cursors.limit(limit));
        return new DeliveryList(page.items(), Cursors.write(page.next()));
    }

    /** Makes a package of everything that leaves, and of the answers that are due. */
    @POST
    @Path("/{plugin}/{channel}/packages")
    @Consumes(MediaType.WILDCARD)
    @APIResponse(
            responseCode = "201",
            description = "The package",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = Deliveries.Delivery.class)))
    public Response make(
            @PathParam("plugin") String plugin, @PathParam("channel") String channel, @Context UriInfo uri) {
        return created(outgoing.make(callers.caller(), tenant, plugin, channel), uri);
    }

    private Response created(Deliveries.Delivery delivery, UriInfo uri) {
        return Response.created(uri.getBaseUriBuilder()
                        .path("tenants/{code}/exchange-deliveries/{id}")
                        .build(tenant, delivery.id()))
                .entity(delivery)
                .build();
    }

    /** Reads a package of the partner and keeps it; the body is the file itself. Nothing is taken yet. */
    @POST
    @Path("/{plugin}/{channel}/arrivals")
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Arrivals.Arrival read(
            @PathParam("plugin") String plugin,
            @PathParam("channel") String channel,
            @QueryParam("name") @Nullable String name,
            InputStream content) {
        return arrivals.read(callers.caller(), tenant, plugin, channel, name, content);
    }

    /** Accepts the key the partner signs with; from then on nothing without a signature of it is read. */
    @PUT
    @Path("/{plugin}/{channel}/partner-key")
    public AcceptedKey accept(@PathParam("plugin") String plugin, @PathParam("channel") String channel, KeyForm form) {
        new FieldChecks().present(form.publicKey(), "publicKey").done();
        return new AcceptedKey(keys.accept(callers.caller(), tenant, plugin, channel, form.publicKey()));
    }
}
