package org.longji.rest.policy;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.policy.Enactments;
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

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    PolicyLines lines;

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
                java.util.Objects.requireNonNull(end.until()));
        return lines.details(callers.caller(), tenant, policy);
    }
}
