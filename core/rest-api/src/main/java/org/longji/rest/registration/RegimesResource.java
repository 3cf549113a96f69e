package org.longji.rest.registration;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.registration.Regime;
import org.longji.registration.Regimes;
import org.longji.rest.shared.Callers;

/** The rules filings of a tenant are examined by. */
@Path("/tenants/{code}/registration-regimes")
@Tag(name = "registration")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class RegimesResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Regimes regimes;

    @PathParam("code")
    int tenant;

    /** The regimes of a tenant, the latest first; never more than one page. */
    public record RegimePage(List<Regime> items, @Nullable String nextCursor) {}

    @GET
    public RegimePage list() {
        return new RegimePage(regimes.list(callers.caller(), tenant), null);
    }
}
