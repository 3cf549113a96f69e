package org.longji.rest.tax;

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
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Days;
import org.longji.shared.FieldChecks;
import org.longji.tax.Tax;
import org.longji.tax.TaxPreview;
import org.longji.tax.TaxPreviews;

/** Estimates of what the tax law makes of a registered contract. */
@Path("/tenants/{code}/contracts")
@Tag(name = "tax")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class TaxPreviewsResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    TaxPreviews previews;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Clock clock;

    @PathParam("code")
    int tenant;

    /** The cards of a contract; never more than one page. */
    public record TaxCardPage(
            List<TaxPreviews.Offer> items, @Nullable String nextCursor) {}

    /**
     * What to compute.
     *
     * @param on day that chooses the version of the law; today unless said otherwise
     * @param answers by input or asked condition; what is not named is taken from the contract, or assumed to hold
     */
    public record TaxQuestion(
            Tax card, @Nullable LocalDate on, @Nullable Map<String, String> answers) {}

    @GET
    @Path("/{id}/tax-cards")
    public TaxCardPage cards(@PathParam("id") UUID id, @QueryParam("on") @Nullable String on) {
        return new TaxCardPage(previews.offers(callers.caller(), tenant, id, day(on)), null);
    }

    /** Computes an estimate; nothing is recorded. */
    @POST
    @Path("/{id}/tax-previews")
    public TaxPreview preview(@PathParam("id") UUID id, TaxQuestion question) {
        new FieldChecks().present(question.card(), "card").done();
        var on = question.on();
        var answers = question.answers();
        return previews.preview(
                callers.caller(),
                tenant,
                id,
                question.card(),
                on == null ? LocalDate.now(clock) : on,
                answers == null ? Map.of() : answers);
    }

    private LocalDate day(@Nullable String on) {
        return on == null ? LocalDate.now(clock) : Days.required(on, "on");
    }
}
