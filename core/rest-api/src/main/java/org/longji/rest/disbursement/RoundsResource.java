package org.longji.rest.disbursement;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.disbursement.Checks;
import org.longji.disbursement.Finding;
import org.longji.disbursement.ItemFilter;
import org.longji.disbursement.ItemStatus;
import org.longji.disbursement.OwnMoney;
import org.longji.disbursement.PaymentRounds;
import org.longji.disbursement.Review;
import org.longji.disbursement.RoundDetails;
import org.longji.disbursement.RoundForm;
import org.longji.disbursement.RoundItem;
import org.longji.disbursement.RoundProof;
import org.longji.disbursement.RoundSummary;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Cursors;
import org.longji.rest.shared.Idempotency;
import org.longji.shared.Capability;
import org.longji.shared.FieldChecks;

/** Rounds of a tenant: opened, answered, reviewed, published, approved, paid. */
@Path("/tenants/{code}/rounds")
@Tag(name = "rounds")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class RoundsResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    PaymentRounds rounds;

    @Inject
    @SuppressWarnings("NullAway.Init")
    OwnMoney money;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Checks checks;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Idempotency idempotency;

    @PathParam("code")
    int tenant;

    /** One page of rounds. */
    public record RoundPage(
            List<RoundSummary> items, @Nullable String nextCursor) {}

    /** One page of a round's items. */
    public record ItemPage(List<RoundItem> items, @Nullable String nextCursor) {}

    /** The files of evidence of an item; never more than one page. */
    public record EvidencePage(
            List<OwnMoney.Evidence> items, @Nullable String nextCursor) {}

    /** One page of what the checks found. */
    public record FindingPage(List<Finding> items, @Nullable String nextCursor) {}

    /** How many items it was said of. */
    public record Reviewed(int items) {}

    /** Why. */
    public record Because(@Nullable String reason) {

        String given() {
            new FieldChecks()
                    .present(reason, "reason")
                    .atMost(reason, 2000, "reason")
                    .done();
            return Objects.requireNonNull(reason);
        }
    }

    /** Holds an item up, or lets it go on. */
    public record HoldForm(@Nullable Boolean held, @Nullable String reason) {}

    @GET
    public RoundPage list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Cursors.DEFAULT_LIMIT) int limit) {
        var page = rounds.list(callers.caller(), tenant, Cursors.read(cursor), Cursors.limit(limit));
        return new RoundPage(page.items(), Cursors.write(page.next()));
    }

    /** Opens a round; what is due is taken down in a moment. */
    @POST
    @APIResponse(
            responseCode = "201",
            description = "The round",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = RoundDetails.class)))
    public Response open(@HeaderParam("Idempotency-Key") @Nullable String key, RoundForm form, @Context UriInfo uri) {
        var caller = callers.caller();
        return idempotency.once(caller, tenant, key, form, () -> {
            var id = rounds.open(caller, tenant, form);
            return Response.created(
                            uri.getAbsolutePathBuilder().path(id.toString()).build())
                    .entity(rounds.details(caller, tenant, id))
                    .build();
        });
    }

    @GET
    @Path("/{id}")
    public RoundDetails details(@PathParam("id") UUID id) {
        return rounds.details(callers.caller(), tenant, id);
    }

    @GET
    @Path("/{id}/items")
    public ItemPage items(
            @PathParam("id") UUID id,
            @QueryParam("status") @Nullable String status,
            @QueryParam("held") @Nullable Boolean held,
            @QueryParam("differing") @DefaultValue("false") boolean differing,
            @QueryParam("text") @Nullable String text,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Cursors.DEFAULT_LIMIT) int limit) {
        var filter = new ItemFilter(Cursors.choice(ItemStatus.class, status, "status"), held, differing, text);
        var page = rounds.items(callers.caller(), tenant, id, filter, Cursors.read(cursor), Cursors.limit(limit));
        return new ItemPage(page.items(), Cursors.write(page.next()));
    }

    /** The decision an item was frozen with. */
    @GET
    @Path("/{id}/items/{item}/decision")
    @APIResponse(
            responseCode = "200",
            description = "The record of the decision",
            content = @Content(mediaType = "application/json", schema = @Schema(type = SchemaType.OBJECT)))
    public Response decision(@PathParam("id") UUID id, @PathParam("item") UUID item) {
        return Response.ok(rounds.frozenDecision(callers.caller(), tenant, id, item))
                .build();
    }

    /** Ends the time for answers. */
    @POST
    @Path("/{id}/answers/end")
    public RoundDetails endAnswers(@PathParam("id") UUID id) {
        return rounds.endAnswers(callers.caller(), tenant, id);
    }

    /** Lets claimed items pass, or excludes them. */
    @POST
    @Path("/{id}/review")
    public Reviewed review(@PathParam("id") UUID id, Review review) {
        return new Reviewed(rounds.review(callers.caller(), tenant, id, review));
    }

    /** What the passed items would get of what the budget has left now. */
    @GET
    @Path("/{id}/share-out")
    public RoundDetails.Standing shareOut(@PathParam("id") UUID id) {
        return rounds.shareOut(callers.caller(), tenant, id);
    }

    /** Shares out the budget and publishes the list. */
    @POST
    @Path("/{id}/notice")
    public RoundDetails publish(@PathParam("id") UUID id) {
        return rounds.publish(callers.caller(), tenant, id);
    }

    /** Brings it to approval once the notice has ended. */
    @POST
    @Path("/{id}/approval")
    public RoundDetails bring(@PathParam("id") UUID id) {
        return rounds.bring(callers.caller(), tenant, id);
    }

    /** Gives it up before it is approved. */
    @POST
    @Path("/{id}/cancellation")
    public RoundDetails cancel(@PathParam("id") UUID id, Because because) {
        return rounds.cancel(callers.caller(), tenant, id, because.given());
    }

    /** Ends it in payment: what could not be paid is due again in a later round. */
    @POST
    @Path("/{id}/closing")
    public RoundDetails close(@PathParam("id") UUID id, Because because) {
        return rounds.close(callers.caller(), tenant, id, because.given());
    }

    /** What the checks found, open findings first. */
    @GET
    @Path("/{id}/findings")
    public FindingPage findings(
            @PathParam("id") UUID id,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Cursors.DEFAULT_LIMIT) int limit) {
        var page = checks.list(
                callers.caller(),
                tenant,
                id,
                Cursors.choice(Finding.Kind.class, kind, "kind"),
                Cursors.read(cursor),
                Cursors.limit(limit));
        return new FindingPage(page.items(), Cursors.write(page.next()));
    }

    /** Runs the checks again, for what came to be known since. */
    @POST
    @Path("/{id}/checks")
    public Reviewed check(@PathParam("id") UUID id) {
        return new Reviewed(checks.run(callers.caller(), tenant, id));
    }

    /** Decides about a finding. */
    @POST
    @Path("/{id}/findings/{finding}/verdict")
    public void decide(@PathParam("id") UUID id, @PathParam("finding") UUID finding, Finding.Verdict verdict) {
        checks.decide(callers.caller(), tenant, id, finding, verdict);
    }

    /** Holds an item up, or lets it go on. */
    @PUT
    @Path("/{id}/items/{item}/hold")
    public void hold(@PathParam("id") UUID id, @PathParam("item") UUID item, HoldForm form) {
        new FieldChecks().present(form.held(), "held").done();
        rounds.hold(
                callers.caller(),
                tenant,
                id,
                item,
                Boolean.TRUE.equals(form.held()),
                new Because(form.reason()).given());
    }

    /** Whether what was paid is what was published. */
    @GET
    @Path("/{id}/proof")
    public RoundProof proof(@PathParam("id") UUID id) {
        return rounds.proof(callers.caller(), tenant, id);
    }

    /** The evidence of an item's claim. */
    @GET
    @Path("/{id}/items/{item}/evidence")
    public EvidencePage evidence(@PathParam("id") UUID id, @PathParam("item") UUID item) {
        return new EvidencePage(money.evidence(callers.caller(), tenant, item, Capability.DISBURSEMENT_READ), null);
    }

    /** A file of evidence, always as a file to save. */
    @GET
    @Path("/{id}/items/{item}/evidence/{file}")
    @Produces({MediaType.APPLICATION_OCTET_STREAM, MediaType.APPLICATION_JSON})
    @APIResponse(
            responseCode = "200",
            description = "The file",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response evidenceFile(@PathParam("id") UUID id, @PathParam("item") UUID item, @PathParam("file") UUID file) {
        return OwnMoneyResource.file(money, callers.caller(), tenant, item, file, Capability.DISBURSEMENT_READ);
    }
}
