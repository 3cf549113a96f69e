package org.longji.rest.policy;

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
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.entitlement.Backtest;
import org.longji.entitlement.BacktestForm;
import org.longji.entitlement.Backtests;
import org.longji.rest.job.JobView;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Cursors;
import org.longji.rest.shared.Idempotency;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;

/** Drafts of a policy tried on the registered contracts, beside the versions in force. */
@Path("/tenants/{code}/policies/{policy}/backtests")
@Tag(name = "policies")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class BacktestsResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Backtests backtests;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Idempotency idempotency;

    @PathParam("code")
    int tenant;

    @PathParam("policy")
    String policy = "";

    /** The latest back-tests of a policy; never more than one page. */
    public record BacktestPage(
            List<Backtest> items, @Nullable String nextCursor) {}

    /** One page of cases, the largest difference first. */
    public record ChangePage(
            List<Backtest.Change> items, @Nullable String nextCursor) {}

    @GET
    public BacktestPage list() {
        return new BacktestPage(backtests.list(callers.caller(), tenant, policy), null);
    }

    @POST
    @APIResponse(
            responseCode = "202",
            description = "The job that runs it; the back-test has the job's id",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = JobView.class)))
    public Response order(BacktestForm form, @HeaderParam("Idempotency-Key") @Nullable String key) {
        return idempotency.once(callers.caller(), tenant, key, form, () -> {
            var job = backtests.order(callers.caller(), tenant, policy, form);
            return Response.accepted(JobView.of(job))
                    .location(JobView.location(job))
                    .build();
        });
    }

    @GET
    @Path("/{backtest}")
    public Backtest get(@PathParam("backtest") UUID id) {
        return here(id);
    }

    /** Whom a scenario gives more (WINNER) or less (LOSER) than the versions in force. */
    @GET
    @Path("/{backtest}/changes")
    public ChangePage changes(
            @PathParam("backtest") UUID id,
            @QueryParam("scenario") @DefaultValue("1") int scenario,
            @QueryParam("direction") @Nullable String direction,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Cursors.DEFAULT_LIMIT) int limit) {
        here(id);
        var chosen = Cursors.choice(Backtest.Direction.class, direction, "direction");
        var page = backtests.changes(
                callers.caller(),
                tenant,
                id,
                scenario,
                chosen == null ? Backtest.Direction.WINNER : chosen,
                Cursors.read(cursor),
                Cursors.limit(limit));
        return new ChangePage(page.items(), Cursors.write(page.next()));
    }

    private Backtest here(UUID id) {
        var backtest = backtests.get(callers.caller(), tenant, id);
        if (!backtest.policyId().equals(policy)) {
            throw new ProblemException(Problem.NOT_FOUND, Map.of("what", id));
        }
        return backtest;
    }
}
