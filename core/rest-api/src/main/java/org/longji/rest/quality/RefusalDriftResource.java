package org.longji.rest.quality;

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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.quality.RefusalDrift;
import org.longji.quality.RefusalReasons;
import org.longji.rest.shared.Callers;
import org.longji.shared.FieldChecks;

/** Whether the reasons of refusals move. */
@Path("/tenants/{code}/refusal-drift")
@Tag(name = "quality")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class RefusalDriftResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    RefusalReasons reasons;

    @PathParam("code")
    int tenant;

    /** The reasons of refusals in a period, both days inclusive, beside those of the period before it. */
    @GET
    public RefusalDrift drift(@QueryParam("from") @Nullable String from, @QueryParam("until") @Nullable String until) {
        var first = day(from, "from");
        return reasons.drift(callers.caller(), tenant, first, day(until, "until"));
    }

    private static LocalDate day(@Nullable String text, String field) {
        try {
            return LocalDate.parse(text == null ? "" : text);
        } catch (DateTimeParseException e) {
            new FieldChecks()
                    .require(false, field, "请填写日期，例如 2026-03-01。", "Give a date, for example 2026-03-01.")
                    .done();
            throw e;
        }
    }
}
