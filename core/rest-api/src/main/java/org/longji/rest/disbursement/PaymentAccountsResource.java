package org.longji.rest.disbursement;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.disbursement.PaymentAccount;
import org.longji.disbursement.PaymentAccounts;
import org.longji.rest.shared.Callers;

/** Accounts that replace those of claims, entered by one officer and confirmed by another. */
@Path("/tenants/{code}/payee-accounts")
@Tag(name = "payments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class PaymentAccountsResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    PaymentAccounts accounts;

    @PathParam("code")
    int tenant;

    /** The accounts; never more than one page. */
    public record PayeeAccountPage(
            List<PaymentAccount> items, @Nullable String nextCursor) {}

    /** Whether it is confirmed. */
    public record PayeeAccountDecision(@Nullable Boolean confirmed) {}

    @GET
    public PayeeAccountPage list() {
        return new PayeeAccountPage(accounts.list(callers.caller(), tenant), null);
    }

    @POST
    public PaymentAccount enter(PaymentAccount.Form form) {
        return accounts.enter(callers.caller(), tenant, form);
    }

    /** Confirms an account or turns it down. */
    @POST
    @Path("/{id}/decision")
    public PaymentAccount decide(@PathParam("id") UUID id, PayeeAccountDecision decision) {
        return accounts.decide(callers.caller(), tenant, id, decision.confirmed());
    }
}
