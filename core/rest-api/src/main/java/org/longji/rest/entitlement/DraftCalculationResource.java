package org.longji.rest.entitlement;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.longji.entitlement.Calculator;
import org.longji.entitlement.CaseForm;
import org.longji.entitlement.Questionnaire;
import org.longji.rest.shared.Callers;

/** What a case would get under a draft, for the officers who write it. */
@Path("/tenants/{code}/policies/{policy}/drafts/{draft}/calculation")
@Tag(name = "calculator")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class DraftCalculationResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Calculator calculator;

    @PathParam("code")
    int tenant;

    @PathParam("policy")
    String policy = "";

    @PathParam("draft")
    @SuppressWarnings("NullAway.Init")
    UUID draft;

    /** What the draft asks. */
    @GET
    public Questionnaire form() {
        return calculator.questionnaire(callers.caller(), tenant, policy, draft);
    }

    /** Calculates a case on the draft as it stands; nothing is stored. */
    @POST
    public CalculatedCase calculate(CaseForm form) {
        return CalculatedCase.of(calculator.calculate(callers.caller(), tenant, policy, draft, form));
    }
}
