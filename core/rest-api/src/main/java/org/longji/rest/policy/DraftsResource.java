package org.longji.rest.policy;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.policy.DraftForm;
import org.longji.policy.Enactments;
import org.longji.policy.Measures;
import org.longji.policy.PolicyDraft;
import org.longji.policy.PolicyDrafts;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Idempotency;
import org.longji.rest.shared.Versions;
import org.longji.shared.FieldChecks;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;

/** Drafts of a policy's next version. */
@Path("/tenants/{code}/policies/{policy}/drafts")
@Tag(name = "policies")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class DraftsResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    PolicyDrafts drafts;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Measures measures;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Enactments enactments;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Idempotency idempotency;

    @PathParam("code")
    int tenant;

    @PathParam("policy")
    String policy = "";

    /** A draft from nothing, from a version, or from a file. */
    public record NewDraft(
            @Nullable DraftForm form,
            PolicyDrafts.@Nullable Copy copy,
            @Nullable PolicyText file) {}

    /**
     * A policy file as {@code deploy/policy check} and tenants-config read it.
     *
     * @param text YAML or JSON
     * @param version which of its versions, where it holds several
     * @param cases the worked cases that belong to it
     */
    public record PolicyText(
            @Nullable String text,
            @Nullable String version,
            @Nullable String cases) {}

    @POST
    @APIResponse(
            responseCode = "201",
            description = "The draft",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = PolicyDraft.class)))
    public Response create(
            NewDraft request, @HeaderParam("Idempotency-Key") @Nullable String key, @Context UriInfo uri) {
        return idempotency.once(callers.caller(), tenant, key, request, () -> {
            var file = request.file();
            var text = file == null ? null : file.text();
            var copy = request.copy();
            new FieldChecks()
                    .require(
                            Stream.of(request.form(), copy, text)
                                            .filter(Objects::nonNull)
                                            .count()
                                    == 1,
                            "form",
                            "请填写草案，或指明所复制的版本，或给出文件。",
                            "Give a draft, or the version to copy, or a file.")
                    .done();
            var form = text == null ? request.form() : measures.read(text, file.version(), file.cases());
            var draft = form != null
                    ? drafts.create(callers.caller(), tenant, policy, form)
                    : drafts.copy(callers.caller(), tenant, policy, Objects.requireNonNull(copy));
            return Response.created(uri.getAbsolutePathBuilder()
                            .path(draft.id().toString())
                            .build())
                    .tag(Versions.tag(draft.revision()))
                    .entity(draft)
                    .build();
        });
    }

    @GET
    @Path("/{draft}")
    @APIResponse(
            responseCode = "200",
            description = "The draft",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = PolicyDraft.class)))
    public Response get(@PathParam("draft") UUID id) {
        return answer(here(id));
    }

    /**
     * The draft as a file, for review outside and for {@code deploy/policy check}.
     *
     * @param part {@code CASES} for its worked cases, which are a file beside it
     */
    @GET
    @Path("/{draft}/file")
    @Produces({PoliciesResource.YAML, MediaType.APPLICATION_JSON})
    @APIResponse(
            responseCode = "200",
            description = "The policy file",
            content = @Content(mediaType = PoliciesResource.YAML, schema = @Schema(implementation = String.class)))
    public Response file(
            @PathParam("draft") UUID id, @QueryParam("part") @DefaultValue("MEASURE") PoliciesResource.Part part) {
        here(id);
        return PoliciesResource.file(
                policy,
                part,
                part == PoliciesResource.Part.CASES
                        ? measures.cases(callers.caller(), tenant, id)
                        : measures.file(callers.caller(), tenant, id));
    }

    @PUT
    @Path("/{draft}")
    @APIResponse(
            responseCode = "200",
            description = "The changed draft",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = PolicyDraft.class)))
    public Response change(
            @PathParam("draft") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, DraftForm form) {
        here(id);
        return answer(drafts.change(callers.caller(), tenant, id, Versions.required(ifMatch), form));
    }

    @DELETE
    @Path("/{draft}")
    public void discard(@PathParam("draft") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        here(id);
        drafts.discard(callers.caller(), tenant, id, Versions.required(ifMatch));
    }

    /** What enacting the draft would do, and what stands against it. */
    @GET
    @Path("/{draft}/enactment")
    public Enactments.Preview preview(@PathParam("draft") UUID id) {
        here(id);
        return enactments.preview(callers.caller(), tenant, id);
    }

    /**
     * Makes the draft law, exactly as it stands at the version of If-Match. A draft that the register cannot try asks for
     * {@code acceptUntried}.
     */
    @POST
    @Path("/{draft}/enactment")
    public Enactments.Enacted enact(
            @PathParam("draft") UUID id,
            @QueryParam("acceptUntried") @DefaultValue("false") boolean acceptUntried,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        here(id);
        return enactments.enact(callers.caller(), tenant, id, Versions.required(ifMatch), acceptUntried);
    }

    private PolicyDraft here(UUID id) {
        var draft = drafts.get(callers.caller(), tenant, id);
        if (!draft.policyId().equals(policy)) {
            throw new ProblemException(Problem.NOT_FOUND, Map.of("what", id));
        }
        return draft;
    }

    private static Response answer(PolicyDraft draft) {
        return Response.ok(draft).tag(Versions.tag(draft.revision())).build();
    }
}
