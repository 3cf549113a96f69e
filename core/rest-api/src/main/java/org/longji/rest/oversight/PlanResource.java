package org.longji.rest.oversight;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.longji.oversight.Plan;
import org.longji.oversight.Plans;
import org.longji.rest.shared.Callers;

/** The plan of the province and what carries out each of its sentences. */
@Path("/tenants/{code}/plan")
@Tag(name = "oversight")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class PlanResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Plans plans;

    @GET
    public Plan plan(@PathParam("code") int tenant) {
        return plans.of(callers.caller(), tenant);
    }
}
