package org.longji.rest.disbursement;

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
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.disbursement.BankMismatch;
import org.longji.disbursement.BankReport;
import org.longji.disbursement.BankReports;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Cursors;

/** What the bank says, and what does not agree with it. */
@Path("/tenants/{code}/bank-reports")
@Tag(name = "payments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class BankReportsResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    BankReports reports;

    @PathParam("code")
    int tenant;

    /** One page of reports, the newest first. */
    public record BankReportPage(
            List<BankReport> items, @Nullable String nextCursor) {}

    /** One page of mismatches, the open ones first. */
    public record BankMismatchPage(
            List<BankMismatch> items, @Nullable String nextCursor) {}

    @GET
    public BankReportPage list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Cursors.DEFAULT_LIMIT) int limit) {
        var page = reports.list(callers.caller(), tenant, Cursors.read(cursor), Cursors.limit(limit));
        return new BankReportPage(page.items(), Cursors.write(page.next()));
    }

    /** Takes a report in ({@code file}: pain.002 or CSV); the same bytes again give the same report. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            requiredProperties = "file",
                                            properties =
                                                    @SchemaProperty(
                                                            name = "file",
                                                            type = SchemaType.STRING,
                                                            format = "binary"))))
    public BankReport take(List<EntityPart> parts) throws IOException {
        var caller = callers.caller();
        return SentFile.with(parts, (name, file) -> reports.take(caller, tenant, name, file));
    }

    @GET
    @Path("/{id}")
    public BankReport report(@PathParam("id") UUID id) {
        return reports.details(callers.caller(), tenant, id);
    }

    @GET
    @Path("/mismatches")
    public BankMismatchPage mismatches(
            @QueryParam("report") @Nullable UUID report,
            @QueryParam("open") @DefaultValue("false") boolean open,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Cursors.DEFAULT_LIMIT) int limit) {
        var page =
                reports.mismatches(callers.caller(), tenant, report, open, Cursors.read(cursor), Cursors.limit(limit));
        return new BankMismatchPage(page.items(), Cursors.write(page.next()));
    }

    /** Closes what did not agree, with a reason. */
    @POST
    @Path("/mismatches/{mismatch}/closing")
    public BankMismatch close(@PathParam("mismatch") UUID mismatch, BankMismatch.Closing closing) {
        return reports.close(callers.caller(), tenant, mismatch, closing);
    }
}
