package org.longji.rest.disbursement;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.disbursement.BankFile;
import org.longji.disbursement.PaymentBatch;
import org.longji.disbursement.PaymentBatchForm;
import org.longji.disbursement.PaymentBatches;
import org.longji.disbursement.PaymentPreparation;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Cursors;
import org.longji.rest.shared.Idempotency;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;

/** The batches in which a round is paid. */
@Path("/tenants/{code}/rounds/{id}/batches")
@Tag(name = "payments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class PaymentBatchesResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    PaymentBatches batches;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Idempotency idempotency;

    @PathParam("code")
    int tenant;

    @PathParam("id")
    @SuppressWarnings("NullAway.Init")
    UUID round;

    /** One page of batches, the newest first. */
    public record BatchPage(
            List<PaymentBatch> items, @Nullable String nextCursor) {}

    @GET
    public BatchPage list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Cursors.DEFAULT_LIMIT) int limit) {
        var page = batches.list(callers.caller(), tenant, round, Cursors.read(cursor), Cursors.limit(limit));
        return new BatchPage(page.items(), Cursors.write(page.next()));
    }

    /** What batches would hold now, and what the checks would keep out of them; nothing is written. */
    @GET
    @Path("/checks")
    public PaymentPreparation checks(@QueryParam("again") @DefaultValue("false") boolean again) {
        return batches.look(callers.caller(), tenant, round, again);
    }

    /** Cuts batches out of what the round approved; what a check finds waits for another officer. */
    @POST
    @APIResponse(
            responseCode = "201",
            description = "What was prepared and what was held",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = PaymentPreparation.class)))
    public Response prepare(@HeaderParam("Idempotency-Key") @Nullable String key, PaymentBatchForm form) {
        var caller = callers.caller();
        return idempotency.once(
                caller,
                tenant,
                key,
                form,
                () -> Response.status(Response.Status.CREATED)
                        .entity(batches.prepare(caller, tenant, round, form))
                        .build());
    }

    @GET
    @Path("/{batch}")
    public PaymentBatch batch(@PathParam("batch") UUID batch) {
        var one = batches.details(callers.caller(), tenant, batch);
        if (!one.round().equals(round)) {
            throw new ProblemException(Problem.NOT_FOUND, Map.of("what", batch));
        }
        return one;
    }

    /** Sends a batch: from now on its files can be fetched, and it cannot be withdrawn. */
    @POST
    @Path("/{batch}/dispatch")
    public PaymentBatch send(@PathParam("batch") UUID batch) {
        return batches.send(callers.caller(), tenant, batch(batch).id());
    }

    /** Withdraws a batch that was not sent. */
    @POST
    @Path("/{batch}/cancellation")
    public PaymentBatch cancel(@PathParam("batch") UUID batch, RoundsResource.Because because) {
        return batches.cancel(callers.caller(), tenant, batch(batch).id(), because.reason());
    }

    /** The file for the bank, the same bytes every time: {@code xml} (pain.001.001.09) or {@code csv}. */
    @GET
    @Path("/{batch}/file")
    @Produces({MediaType.APPLICATION_XML, "text/csv;charset=UTF-8", MediaType.APPLICATION_JSON})
    public Response file(
            @PathParam("batch") UUID batch, @QueryParam("format") @DefaultValue("XML") @Nullable String format) {
        var caller = callers.caller();
        var chosen = Cursors.choice(BankFile.Format.class, format, "format");
        var kind = chosen == null ? BankFile.Format.XML : chosen;
        // What would be refused is refused before the first byte.
        var one = batches.readable(caller, tenant, batch(batch).id());
        StreamingOutput bytes = out -> batches.file(caller, tenant, batch, kind, out);
        boolean csv = kind == BankFile.Format.CSV;
        return Response.ok(bytes, csv ? "text/csv;charset=UTF-8" : MediaType.APPLICATION_XML)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"payments-" + tenant + "-" + one.number() + (csv ? ".csv" : ".xml")
                                + "\"")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
