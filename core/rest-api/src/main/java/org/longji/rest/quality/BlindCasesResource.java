package org.longji.rest.quality;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.quality.BlindCase;
import org.longji.quality.BlindCases;
import org.longji.quality.Judgement;
import org.longji.rest.shared.Callers;

/** The sampled cases of one registrar. */
@Path("/tenants/{code}/blind-cases")
@Tag(name = "quality")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class BlindCasesResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    BlindCases cases;

    @PathParam("code")
    int tenant;

    /** The caller's open cases; never more than one page. */
    public record BlindCasePage(
            List<BlindCase> items, @Nullable String nextCursor) {}

    @GET
    public BlindCasePage waiting() {
        return new BlindCasePage(cases.waiting(callers.caller(), tenant), null);
    }

    @GET
    @Path("/{id}")
    public BlindCase blindCase(@PathParam("id") UUID id) {
        return cases.details(callers.caller(), tenant, id);
    }

    /** Hands in the caller's own judgement, once. */
    @PUT
    @Path("/{id}/judgement")
    public BlindCase judge(@PathParam("id") UUID id, Judgement judgement) {
        return cases.judge(callers.caller(), tenant, id, judgement);
    }
}
