package org.longji.rest.registration;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.ContractType;
import org.longji.registration.FilingForm;
import org.longji.registration.Regime;
import org.longji.registration.Regimes;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Cursors;
import org.longji.shared.FieldChecks;

/** The rules filings of a tenant are examined by. */
@Path("/tenants/{code}/registration-regimes")
@Tag(name = "registration")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class RegimesResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Regimes regimes;

    @PathParam("code")
    int tenant;

    /** The regimes of a tenant, the latest first; never more than one page. */
    public record RegimePage(List<Regime> items, @Nullable String nextCursor) {}

    @GET
    public RegimePage list() {
        return new RegimePage(regimes.list(callers.caller(), tenant), null);
    }

    /** What a filing of a type is filled in with when it is submitted on a day, today unless another is asked for. */
    @GET
    @Path("/form")
    public FilingForm form(
            @QueryParam("type") @Nullable String type,
            @QueryParam("subtype") @Nullable String subtype,
            @QueryParam("on") @Nullable String on) {
        return regimes.form(
                callers.caller(), tenant, Cursors.choice(ContractType.class, type, "type"), subtype, day(on));
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            new FieldChecks()
                    .require(false, "on", "请填写日期，例如 2026-03-01。", "Give a date, for example 2026-03-01.")
                    .done();
            throw e;
        }
    }
}
