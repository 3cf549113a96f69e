package org.longji.rest.disbursement;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.disbursement.PaymentHold;
import org.longji.disbursement.PaymentHolds;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Cursors;
import org.longji.shared.FieldChecks;

/** Approved items that wait, and what lets them go. */
@Path("/tenants/{code}/payment-holds")
@Tag(name = "payments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class PaymentHoldsResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    PaymentHolds holds;

    @PathParam("code")
    int tenant;

    /** One page of open holds, the longest first. */
    public record PaymentHoldPage(
            List<PaymentHold> items, @Nullable String nextCursor) {}

    /** What an officer holds and why. */
    public record PaymentHoldForm(
            @Nullable UUID item, @Nullable String reason) {}

    @GET
    public PaymentHoldPage list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Cursors.DEFAULT_LIMIT) int limit) {
        var page = holds.open(callers.caller(), tenant, Cursors.read(cursor), Cursors.limit(limit));
        return new PaymentHoldPage(page.items(), Cursors.write(page.next()));
    }

    /** Holds an approved item that is not on its way. */
    @POST
    public PaymentHold place(PaymentHoldForm form) {
        new FieldChecks().present(form.item(), "item").done();
        return holds.place(callers.caller(), tenant, Objects.requireNonNull(form.item()), form.reason());
    }

    /** Lets an item go from one finding; another officer than the one who held it. */
    @POST
    @Path("/{id}/lifting")
    public PaymentHold lift(@PathParam("id") UUID id, RoundsResource.Because because) {
        return holds.lift(callers.caller(), tenant, id, because.reason());
    }
}
