package org.longji.rest.entitlement;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.entitlement.Calculator;
import org.longji.entitlement.CaseForm;
import org.longji.entitlement.Questionnaire;
import org.longji.plugin.api.StatedFacts;
import org.longji.policy.DraftForm;
import org.longji.rest.shared.Callers;
import org.longji.shared.FieldChecks;

/** What a case would get under a form as it stands, saved or not, for the officers who write it. Nothing is kept. */
@Path("/tenants/{code}/policies/{policy}/trial")
@Tag(name = "calculator")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class TrialResource {

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

    /**
     * A case and what it is tried on.
     *
     * @param form the draft as it stands in the form
     * @param on the day it happens, as in the calculator
     * @param given what is stated of it
     */
    public record TrialForm(
            @Nullable DraftForm form,
            @Nullable LocalDate on,
            @Nullable StatedFacts given) {}

    /** What the form asks of a case. */
    @POST
    @Path("/form")
    public Questionnaire asked(DraftForm form) {
        return calculator.questionnaire(callers.caller(), tenant, policy, form);
    }

    /** Calculates a case on the form. */
    @POST
    public CalculatedCase calculate(TrialForm trial) {
        var form = trial.form();
        if (form == null) {
            new FieldChecks().present(form, "form").done();
            throw new IllegalStateException();
        }
        return CalculatedCase.of(
                calculator.calculate(callers.caller(), tenant, policy, form, new CaseForm(trial.on(), trial.given())));
    }
}
