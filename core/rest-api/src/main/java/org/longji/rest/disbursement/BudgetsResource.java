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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.disbursement.AppropriationForm;
import org.longji.disbursement.Budget;
import org.longji.disbursement.BudgetEntry;
import org.longji.disbursement.Budgets;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Cursors;
import org.longji.rest.shared.Idempotency;

/** The budgets of a tenant and their books. */
@Path("/tenants/{code}/budgets")
@Tag(name = "budgets")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class BudgetsResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Budgets budgets;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Idempotency idempotency;

    @PathParam("code")
    int tenant;

    /** The budgets of a tenant; never more than one page. */
    public record BudgetPage(List<Budget> items, @Nullable String nextCursor) {}

    /** One page of a budget's book. */
    public record EntryPage(
            List<BudgetEntry> items, @Nullable String nextCursor) {}

    @GET
    public BudgetPage list(@QueryParam("year") @Nullable Integer year) {
        return new BudgetPage(budgets.list(callers.caller(), tenant, year), null);
    }

    /** Puts money into a budget, or takes it out again. */
    @POST
    @Path("/appropriations")
    @APIResponse(
            responseCode = "201",
            description = "The budget",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Budget.class)))
    public Response appropriate(@HeaderParam("Idempotency-Key") @Nullable String key, AppropriationForm form) {
        var caller = callers.caller();
        return idempotency.once(
                caller,
                tenant,
                key,
                form,
                () -> Response.status(Response.Status.CREATED)
                        .entity(budgets.appropriate(caller, tenant, form))
                        .build());
    }

    /** The book of one budget, the latest entry first. */
    @GET
    @Path("/{policy}/{year}/entries")
    public EntryPage entries(
            @PathParam("policy") String policy,
            @PathParam("year") int year,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Cursors.DEFAULT_LIMIT) int limit) {
        var page = budgets.entries(callers.caller(), tenant, policy, year, Cursors.read(cursor), Cursors.limit(limit));
        return new EntryPage(page.items(), Cursors.write(page.next()));
    }
}
