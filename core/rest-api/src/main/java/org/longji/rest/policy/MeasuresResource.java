package org.longji.rest.policy;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.policy.Measures;
import org.longji.rest.shared.Callers;

/** Measures while they are being written. */
@Path("/tenants/{code}/measures")
@Tag(name = "policies")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class MeasuresResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Measures measures;

    @PathParam("code")
    int tenant;

    /** The samples; never more than one page. */
    public record SamplePage(
            List<Measures.Sample> items, @Nullable String nextCursor) {}

    /** The JSON Schema of a definition and the words formulas may use, in both languages. */
    @GET
    @Path("/language")
    public Measures.Language language() {
        return measures.language(callers.caller(), tenant);
    }

    /** Measures to begin from, labelled as samples; none of them is law. */
    @GET
    @Path("/samples")
    public SamplePage samples() {
        return new SamplePage(measures.samples(callers.caller(), tenant), null);
    }

    /** Everything wrong with a measure and everything it says, by place; nothing is kept. */
    @POST
    @Path("/check")
    public Measures.Reading check(Measures.Written written) {
        return measures.check(callers.caller(), tenant, written);
    }
}
