package org.longji.rest.register;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.register.RegisterPapers;
import org.longji.register.Registers;
import org.longji.register.RowChanges;
import org.longji.register.RowDetails;
import org.longji.register.RowEvent;
import org.longji.register.RowFilter;
import org.longji.register.RowSummary;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Cursors;
import org.longji.rest.shared.Idempotency;
import org.longji.rest.shared.Versions;
import org.longji.shared.FieldChecks;

/** The rows of one register. */
@Path("/tenants/{code}/registers")
@Tag(name = "registers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class RowsResource {

    private static final String PDF = "application/pdf";

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Registers registers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    RowChanges changes;

    @Inject
    @SuppressWarnings("NullAway.Init")
    RegisterPapers papers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Idempotency idempotency;

    @PathParam("code")
    int tenant;

    @PathParam("plugin")
    @SuppressWarnings("NullAway.Init")
    String plugin;

    @PathParam("register")
    @SuppressWarnings("NullAway.Init")
    String register;

    /**
     * One page of rows.
     *
     * @param labels what the references in the values are called, by their values
     */
    public record RowList(
            List<RowSummary> items,
            Map<String, String> labels,
            @Nullable String nextCursor) {}

    /** The timeline of a row, the oldest first; never more than one page. */
    public record RowEvents(List<RowEvent> items, @Nullable String nextCursor) {}

    /** The fields of a row. */
    public record RowForm(Map<String, Object> data) {}

    /**
     * The latest first.
     *
     * @param state any of these states
     * @param filter each {@code field:value}, or {@code field:least..most} for days and numbers
     */
    @GET
    @Path("/{plugin}/{register}/rows")
    public RowList list(
            @QueryParam("state") List<String> state,
            @QueryParam("q") @Nullable String search,
            @QueryParam("filter") List<String> filter,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Cursors.DEFAULT_LIMIT) int limit) {
        var found = registers.list(
                callers.caller(),
                tenant,
                plugin,
                register,
                new RowFilter(state, search, filter),
                Cursors.read(cursor),
                Cursors.limit(limit));
        return new RowList(
                found.page().items(), found.labels(), Cursors.write(found.page().next()));
    }

    @POST
    @Path("/{plugin}/{register}/rows")
    @APIResponse(
            responseCode = "201",
            description = "The row",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = RowDetails.class)))
    public Response create(RowForm form, @HeaderParam("Idempotency-Key") @Nullable String key, @Context UriInfo uri) {
        new FieldChecks().present(form.data(), "data").done();
        return idempotency.once(callers.caller(), tenant, key, form, () -> {
            var row = changes.create(callers.caller(), tenant, plugin, register, form.data());
            return Response.created(uri.getAbsolutePathBuilder()
                            .path(row.id().toString())
                            .build())
                    .tag(Versions.tag(row.version()))
                    .entity(row)
                    .build();
        });
    }

    /**
     * One row with everything on record.
     *
     * @param personal whether a reader from above asks for personal values in clear, which leaves a trace at the row's tenant
     */
    @GET
    @Path("/{plugin}/{register}/rows/{id}")
    @APIResponse(
            responseCode = "200",
            description = "The row",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = RowDetails.class)))
    public Response details(@PathParam("id") UUID id, @QueryParam("personal") @DefaultValue("false") boolean personal) {
        return answer(registers.details(callers.caller(), tenant, plugin, register, id, personal));
    }

    @PUT
    @Path("/{plugin}/{register}/rows/{id}")
    @APIResponse(
            responseCode = "200",
            description = "The revised row",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = RowDetails.class)))
    public Response revise(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, RowForm form) {
        new FieldChecks().present(form.data(), "data").done();
        return answer(changes.revise(
                callers.caller(), tenant, plugin, register, id, Versions.required(ifMatch), form.data()));
    }

    /** Takes a step: a transition to another state, or an action. */
    @POST
    @Path("/{plugin}/{register}/rows/{id}/steps/{step}")
    @APIResponse(
            responseCode = "200",
            description = "The row after the step",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = RowDetails.class)))
    public Response take(
            @PathParam("id") UUID id,
            @PathParam("step") String step,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            RowChanges.@Nullable StepForm form) {
        return answer(changes.take(
                callers.caller(),
                tenant,
                plugin,
                register,
                id,
                step,
                Versions.required(ifMatch),
                form == null ? new RowChanges.StepForm(null, null) : form));
    }

    @GET
    @Path("/{plugin}/{register}/rows/{id}/events")
    public RowEvents events(@PathParam("id") UUID id) {
        return new RowEvents(registers.events(callers.caller(), tenant, plugin, register, id), null);
    }

    /** The document of a row. */
    @GET
    @Path("/{plugin}/{register}/rows/{id}/document")
    @Produces({PDF, MediaType.APPLICATION_JSON})
    @APIResponse(
            responseCode = "200",
            description = "The document",
            content = @Content(mediaType = PDF, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response document(@PathParam("id") UUID id) {
        var paper = papers.print(callers.caller(), tenant, plugin, register, id);
        return Response.ok(paper.pdf(), PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + paper.name() + "\"")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    private static Response answer(RowDetails row) {
        return Response.ok(row).tag(Versions.tag(row.version())).build();
    }
}
