package org.longji.rest.registration;

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
import org.longji.registration.ExpertReviews;
import org.longji.rest.shared.Callers;

/** What an expert was asked. */
@Path("/tenants/{code}/expert-reviews")
@Tag(name = "registration")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class ExpertReviewsResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    ExpertReviews reviews;

    @PathParam("code")
    int tenant;

    /** What the caller was asked; never more than one page. */
    public record ReviewPage(
            List<ExpertReviews.Review> items, @Nullable String nextCursor) {}

    @GET
    public ReviewPage list() {
        return new ReviewPage(reviews.list(callers.caller(), tenant), null);
    }

    /** What the caller was asked about one contract. */
    @GET
    @Path("/{id}")
    public ExpertReviews.Review review(@PathParam("id") UUID contract) {
        return reviews.details(callers.caller(), tenant, contract);
    }

    @PUT
    @Path("/{id}/opinion")
    public ExpertReviews.Review give(@PathParam("id") UUID contract, ExpertReviews.OpinionForm form) {
        return reviews.give(callers.caller(), tenant, contract, form);
    }
}
