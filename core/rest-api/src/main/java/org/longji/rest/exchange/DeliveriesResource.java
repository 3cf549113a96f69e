package org.longji.rest.exchange;

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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.attachment.FileName;
import org.longji.exchange.Arrivals;
import org.longji.exchange.Deliveries;
import org.longji.exchange.ItemState;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Cursors;
import org.longji.shared.FieldChecks;

/** One package that was made or read: its file, its items, and what becomes of them. */
@Path("/tenants/{code}/exchange-deliveries/{id}")
@Tag(name = "exchange")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class DeliveriesResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Deliveries deliveries;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Arrivals arrivals;

    @PathParam("code")
    int tenant;

    @PathParam("id")
    @SuppressWarnings("NullAway.Init")
    UUID id;

    /** One page of what stands in a package. */
    public record ItemList(
            List<Deliveries.Item> items, @Nullable String nextCursor) {}

    /** What an officer decides. */
    public record DecisionForm(Arrivals.Choice choice) {}

    @GET
    public Deliveries.Delivery get() {
        return deliveries.get(callers.caller(), tenant, id);
    }

    /**
     * What stands in it, in its order.
     *
     * @param state any of these states; all when there is none
     */
    @GET
    @Path("/items")
    public ItemList items(
            @QueryParam("state") List<String> state,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Cursors.DEFAULT_LIMIT) int limit) {
        var states = state.stream()
                .flatMap(name -> Optional.ofNullable(Cursors.choice(ItemState.class, name, "state")).stream())
                .toList();
        var page = deliveries.items(callers.caller(), tenant, id, states, Cursors.read(cursor), Cursors.limit(limit));
        return new ItemList(page.items(), Cursors.write(page.next()));
    }

    /** The file of a package that was made, to be carried to the partner; the same contents however often. */
    @GET
    @Path("/package")
    @Produces({"application/zip", MediaType.APPLICATION_JSON})
    @APIResponse(
            responseCode = "200",
            description = "The package",
            content =
                    @Content(
                            mediaType = "application/zip",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response file() {
        var download = deliveries.download(callers.caller(), tenant, id);
        StreamingOutput content = out -> download.content().writeTo(out);
        return Response.ok(content, "application/zip")
                .header(HttpHeaders.CONTENT_DISPOSITION, FileName.disposition(download.name()))
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    /** Takes what is pending, as far as one request goes; while some is pending still, ask again. */
    @POST
    @Path("/taking")
    @Consumes(MediaType.WILDCARD)
    public Deliveries.Delivery take() {
        return arrivals.take(callers.caller(), tenant, id);
    }

    /** Makes what was refused or failed pending again. */
    @POST
    @Path("/retrial")
    @Consumes(MediaType.WILDCARD)
    public Deliveries.Delivery retry() {
        return arrivals.retry(callers.caller(), tenant, id);
    }

    /** Decides a conflict, or has something the partner refused sent again. */
    @POST
    @Path("/items/{number}/decision")
    public Deliveries.Delivery decide(@PathParam("number") int number, DecisionForm form) {
        new FieldChecks().present(form.choice(), "choice").done();
        return arrivals.decide(callers.caller(), tenant, id, number, form.choice());
    }
}
