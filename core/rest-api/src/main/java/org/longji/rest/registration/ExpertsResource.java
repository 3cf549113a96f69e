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
import org.longji.registration.Examinations;
import org.longji.rest.shared.Callers;

/** The experts a registrar of a tenant may ask. */
@Path("/tenants/{code}/experts")
@Tag(name = "registration")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class ExpertsResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Examinations examinations;

    @PathParam("code")
    int tenant;

    /** The experts of the tenant and of those above it; never more than one page. */
    public record ExpertPage(
            List<Examinations.Expert> items, @Nullable String nextCursor) {}

    @GET
    public ExpertPage list() {
        return new ExpertPage(examinations.experts(callers.caller(), tenant), null);
    }
}
