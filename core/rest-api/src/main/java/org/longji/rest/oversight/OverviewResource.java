package org.longji.rest.oversight;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.oversight.Overview;
import org.longji.oversight.Overviews;
import org.longji.rest.shared.Callers;

/** The figures of a year. */
@Path("/tenants/{code}/overview")
@Tag(name = "oversight")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class OverviewResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Overviews overviews;

    @GET
    public Overview overview(@PathParam("code") int tenant, @QueryParam("year") @Nullable Integer year) {
        return overviews.of(callers.caller(), tenant, year);
    }
}
