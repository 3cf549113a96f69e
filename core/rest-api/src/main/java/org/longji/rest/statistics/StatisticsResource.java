package org.longji.rest.statistics;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.document.StatisticsWorkbook;
import org.longji.rest.shared.Callers;
import org.longji.statistics.Period;
import org.longji.statistics.Statistics;
import org.longji.statistics.StatisticsReport;

/** Reports of registered contracts by month (2025-03), half-year (2025-H1) or year (2025). */
@Path("/tenants/{code}/statistics")
@Tag(name = "statistics")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class StatisticsResource {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Statistics statistics;

    @PathParam("code")
    int tenant;

    @GET
    public StatisticsReport report(@QueryParam("period") @Nullable String period) {
        return statistics.report(callers.caller(), tenant, Period.of(period));
    }

    /** The report as a workbook, a sheet per table. */
    @GET
    @Path("/workbook")
    @Produces({XLSX, MediaType.APPLICATION_JSON})
    public Response workbook(@QueryParam("period") @Nullable String period) {
        var report = statistics.report(callers.caller(), tenant, Period.of(period));
        StreamingOutput sheets = out -> StatisticsWorkbook.write(report, out);
        return Response.ok(sheets, XLSX)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"statistics-" + tenant + "-" + report.period() + ".xlsx\"")
                .build();
    }
}
