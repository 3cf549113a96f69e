package org.longji.rest.entitlement;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.entitlement.Calculator;
import org.longji.entitlement.CaseForm;
import org.longji.entitlement.Questionnaire;
import org.longji.rest.shared.Days;
import org.longji.rest.shared.PublicAccess;

/** What a case would get, for anybody who asks before there is one. Only what was enacted answers here. */
@Path("/public/calculator/tenants")
@Tag(name = "calculator")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class CalculatorResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Calculator calculator;

    /** Places that can be chosen. */
    public record Places(List<Calculator.Place> items) {}

    /** Policies in force. */
    public record Offers(List<Calculator.Offer> items) {}

    @GET
    @PublicAccess
    public Places places() {
        return new Places(calculator.places());
    }

    /** The policies in force at a place on a day, inherited ones among them. */
    @GET
    @PublicAccess
    @Path("/{place}/policies")
    public Offers policies(@PathParam("place") int place, @QueryParam("on") @Nullable String on) {
        return new Offers(calculator.offers(place, Days.required(on, "on")));
    }

    /** What the version in force on the day asks. */
    @GET
    @PublicAccess
    @Path("/{place}/policies/{policy}/form")
    public Questionnaire form(
            @PathParam("place") int place, @PathParam("policy") String policy, @QueryParam("on") @Nullable String on) {
        return calculator.questionnaire(place, policy, Days.required(on, "on"));
    }

    /** Calculates a case on the version that governs it; nothing is stored. */
    @POST
    @PublicAccess
    @Path("/{place}/policies/{policy}/calculation")
    public CalculatedCase calculate(@PathParam("place") int place, @PathParam("policy") String policy, CaseForm form) {
        return CalculatedCase.of(calculator.calculate(place, policy, form));
    }
}
