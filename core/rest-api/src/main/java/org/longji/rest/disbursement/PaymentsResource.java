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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.disbursement.BankReport;
import org.longji.disbursement.BankReports;
import org.longji.disbursement.PayableRound;
import org.longji.disbursement.PaymentBatches;
import org.longji.disbursement.PaymentDetails;
import org.longji.disbursement.PaymentStatus;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Cursors;

/** Payments of a tenant, and what the bank says of one of them. */
@Path("/tenants/{code}/payments")
@Tag(name = "payments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class PaymentsResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    PaymentBatches batches;

    @PathParam("code")
    int tenant;

    @Inject
    @SuppressWarnings("NullAway.Init")
    BankReports reports;

    /** One page of payments, in the order of their batches. */
    public record PaymentPage(
            List<PaymentDetails> items, @Nullable String nextCursor) {}

    /** The rounds that are being paid; never more than one page. */
    public record PayableRounds(
            List<PayableRound> items, @Nullable String nextCursor) {}

    @GET
    public PaymentPage list(
            @QueryParam("round") @Nullable UUID round,
            @QueryParam("batch") @Nullable UUID batch,
            @QueryParam("status") @Nullable String status,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Cursors.DEFAULT_LIMIT) int limit) {
        var page = batches.payments(
                callers.caller(),
                tenant,
                round,
                batch,
                Cursors.choice(PaymentStatus.class, status, "status"),
                Cursors.read(cursor),
                Cursors.limit(limit));
        return new PaymentPage(page.items(), Cursors.write(page.next()));
    }

    /** Rounds that are being paid or were, with what is left of them. */
    @GET
    @Path("/rounds")
    public PayableRounds rounds() {
        return new PayableRounds(batches.rounds(callers.caller(), tenant), null);
    }

    @GET
    @Path("/{id}")
    public PaymentDetails payment(@PathParam("id") UUID id) {
        return batches.payment(callers.caller(), tenant, id);
    }

    /** Takes the bank's word on one payment; the same words again change nothing. */
    @POST
    @Path("/{id}/status")
    public BankReport say(@PathParam("id") UUID id, BankReport.Word word) {
        return reports.say(callers.caller(), tenant, id, word);
    }
}
