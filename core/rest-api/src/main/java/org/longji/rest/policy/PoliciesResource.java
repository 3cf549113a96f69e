package org.longji.rest.policy;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.policy.Enactments;
import org.longji.policy.Measures;
import org.longji.policy.PolicyLines;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Versions;
import org.longji.shared.FieldChecks;

/** The policies that are law in a tenant, its own and those it inherits. */
@Path("/tenants/{code}/policies")
@Tag(name = "policies")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class PoliciesResource {

    static final String YAML = "application/yaml;charset=UTF-8";

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    PolicyLines lines;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Measures measures;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Enactments enactments;

    @PathParam("code")
    int tenant;

    /** Every policy known here; never more than one page. */
    public record PolicyPage(
            List<PolicyLines.Line> items, @Nullable String nextCursor) {}

    /** The last day of a version. */
    public record End(@Nullable LocalDate until) {}

    @GET
    public PolicyPage list() {
        return new PolicyPage(lines.list(callers.caller(), tenant), null);
    }

    /** One policy: the versions that apply here, drafts, parameters and rails. */
    @GET
    @Path("/{policy}")
    public PolicyLines.Details details(@PathParam("policy") String policy) {
        return lines.details(callers.caller(), tenant, policy);
    }

    /**
     * What is law as a file: the chain of versions of the nearest tenant that has one.
     *
     * @param owner the tenant whose versions are meant
     * @param version one version of it
     * @param part {@code CASES} for the worked cases that were enacted with that version, which are a file beside it
     */
    @GET
    @Path("/{policy}/file")
    @Produces({YAML, MediaType.APPLICATION_JSON})
    @APIResponse(
            responseCode = "200",
            description = "The policy file",
            content = @Content(mediaType = YAML, schema = @Schema(implementation = String.class)))
    public Response file(
            @PathParam("policy") String policy,
            @QueryParam("owner") @Nullable Integer owner,
            @QueryParam("version") @Nullable String version,
            @QueryParam("part") @DefaultValue("MEASURE") Part part) {
        return file(
                policy,
                part,
                part == Part.CASES
                        ? measures.cases(
                                callers.caller(),
                                tenant,
                                policy,
                                owner == null ? tenant : owner,
                                String.valueOf(version))
                        : measures.file(callers.caller(), tenant, policy, owner, version));
    }

    /** The two files of a policy. */
    public enum Part {
        MEASURE,
        CASES
    }

    static Response file(String policy, Part part, String text) {
        var name = policy + (part == Part.CASES ? ".cases" : "");
        return Response.ok(text.getBytes(StandardCharsets.UTF_8), YAML)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + ".yaml\"")
                .build();
    }

    /** Sets the last day of the tenant's latest version. */
    @PUT
    @Path("/{policy}/versions/{version}/end")
    public PolicyLines.Details end(
            @PathParam("policy") String policy,
            @PathParam("version") String version,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            End end) {
        new FieldChecks().present(end.until(), "until").done();
        enactments.end(
                callers.caller(),
                tenant,
                policy,
                version,
                Versions.required(ifMatch),
                Objects.requireNonNull(end.until()));
        return lines.details(callers.caller(), tenant, policy);
    }
}
