package org.longji.rest.entitlement;

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
import org.longji.entitlement.EntitlementFilter;
import org.longji.entitlement.EntitlementStatus;
import org.longji.entitlement.EntitlementSummary;
import org.longji.entitlement.Entitlements;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Cursors;

/** Entitlements of a tenant and the explanation of each. */
@Path("/tenants/{code}/entitlements")
@Tag(name = "entitlements")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class EntitlementsResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Entitlements entitlements;

    @PathParam("code")
    int tenant;

    /** One page of entitlements. */
    public record EntitlementPage(
            List<EntitlementSummary> items, @Nullable String nextCursor) {}

    @GET
    public EntitlementPage list(
            @QueryParam("year") @Nullable Integer year,
            @QueryParam("status") @Nullable String status,
            @QueryParam("contract") @Nullable UUID contract,
            @QueryParam("policy") @Nullable String policy,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Cursors.DEFAULT_LIMIT) int limit) {
        var filter = new EntitlementFilter(
                year, Cursors.choice(EntitlementStatus.class, status, "status"), contract, policy);
        var page = entitlements.list(callers.caller(), tenant, filter, Cursors.read(cursor), Cursors.limit(limit));
        return new EntitlementPage(page.items(), Cursors.write(page.next()));
    }

    @GET
    @Path("/{id}")
    public ExplainedEntitlement details(@PathParam("id") UUID id) {
        return ExplainedEntitlement.of(entitlements.details(callers.caller(), tenant, id));
    }

    @POST
    @Path("/{id}/recomputation")
    public Entitlements.Recomputation recompute(@PathParam("id") UUID id) {
        return entitlements.recompute(callers.caller(), tenant, id);
    }
}
