package org.longji.rest.disbursement;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
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
import org.longji.disbursement.Notices;
import org.longji.disbursement.Objection;
import org.longji.rest.shared.Callers;

/** Objections to the notices of a tenant. */
@Path("/tenants/{code}/objections")
@Tag(name = "rounds")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class ObjectionsResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Notices notices;

    @PathParam("code")
    int tenant;

    /** The objections of a tenant; never more than one page. */
    public record ObjectionPage(
            List<Objection> items, @Nullable String nextCursor) {}

    /** Open ones first. */
    @GET
    public ObjectionPage list(@QueryParam("round") @Nullable UUID round) {
        return new ObjectionPage(notices.objections(callers.caller(), tenant, round), null);
    }

    /** Decides one. */
    @POST
    @Path("/{id}/verdict")
    public ObjectionPage decide(@PathParam("id") UUID id, Objection.Verdict verdict) {
        notices.decide(callers.caller(), tenant, id, verdict);
        return list(null);
    }
}
