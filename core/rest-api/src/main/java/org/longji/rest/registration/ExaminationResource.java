package org.longji.rest.registration;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.registration.AnswerForm;
import org.longji.registration.Examination;
import org.longji.registration.Examinations;
import org.longji.registration.Letter;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Versions;
import org.longji.shared.FieldChecks;

/** The examination of one contract. */
@Path("/tenants/{code}/contracts")
@Tag(name = "registration")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class ExaminationResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Examinations examinations;

    @PathParam("code")
    int tenant;

    /** Answers to some or all questions. */
    public record Answers(List<AnswerForm> answers) {}

    /** Whom to ask; {@code dispute} where the contract is disputed. */
    public record Referral(List<UUID> experts, @Nullable String dispute) {}

    /** The letters about a contract, the latest first; never more than one page. */
    public record LetterPage(List<Letter> items, @Nullable String nextCursor) {}

    @GET
    @Path("/{id}/examination")
    @APIResponse(
            responseCode = "200",
            description = "The latest examination",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Examination.class)))
    public Response examination(@PathParam("id") UUID id) {
        return answer(examinations.latest(callers.caller(), tenant, id));
    }

    /** Answers questions; those not named keep their answers. */
    @PUT
    @Path("/{id}/examination")
    @APIResponse(
            responseCode = "200",
            description = "The examination with the answers in it",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Examination.class)))
    public Response answer(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, Answers body) {
        new FieldChecks().present(body.answers(), "answers").done();
        return answer(examinations.answer(callers.caller(), tenant, id, Versions.optional(ifMatch), body.answers()));
    }

    /** Asks experts for their opinion. */
    @POST
    @Path("/{id}/expert-review")
    @APIResponse(
            responseCode = "200",
            description = "The examination with the experts asked",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Examination.class)))
    public Response refer(@PathParam("id") UUID id, Referral referral) {
        new FieldChecks().present(referral.experts(), "experts").done();
        return answer(examinations.refer(callers.caller(), tenant, id, referral.experts(), referral.dispute()));
    }

    @GET
    @Path("/{id}/letters")
    public LetterPage letters(@PathParam("id") UUID id) {
        return new LetterPage(examinations.letters(callers.caller(), tenant, id), null);
    }

    private static Response answer(Examination examination) {
        return Response.ok(examination).tag(Versions.tag(examination.version())).build();
    }
}
