package org.longji.rest.quality;

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
import org.longji.quality.RefusalDrift;
import org.longji.quality.RefusalReasons;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Days;

/** Whether the reasons of refusals move. */
@Path("/tenants/{code}/refusal-drift")
@Tag(name = "quality")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class RefusalDriftResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    RefusalReasons reasons;

    @PathParam("code")
    int tenant;

    /** The reasons of refusals in a period, both days inclusive, beside those of the period before it. */
    @GET
    public RefusalDrift drift(@QueryParam("from") @Nullable String from, @QueryParam("until") @Nullable String until) {
        var first = Days.required(from, "from");
        return reasons.drift(callers.caller(), tenant, first, Days.required(until, "until"));
    }
}
