package org.longji.rest.approval;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.approval.Absence;
import org.longji.approval.Absences;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Idempotency;

/** When officers are away, and who signs in their place. */
@Path("/tenants/{code}/absences")
@Tag(name = "approvals")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class AbsencesResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Absences absences;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Idempotency idempotency;

    @PathParam("code")
    int tenant;

    /** What runs or is to come. */
    public record AbsenceList(List<Absence> items) {}

    @GET
    public AbsenceList list() {
        return new AbsenceList(absences.list(callers.caller(), tenant));
    }

    /** Announces an absence of the caller. */
    @POST
    @APIResponse(
            responseCode = "201",
            description = "The absence",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Absence.class)))
    public Response announce(
            Absences.Form form, @HeaderParam("Idempotency-Key") @Nullable String key, @Context UriInfo uri) {
        return idempotency.once(callers.caller(), tenant, key, form, () -> {
            var absence = absences.announce(callers.caller(), tenant, form);
            return Response.created(uri.getAbsolutePathBuilder()
                            .path(absence.id().toString())
                            .build())
                    .entity(absence)
                    .build();
        });
    }

    /** Takes an absence of the caller back. */
    @DELETE
    @Path("/{absence}")
    public void end(@PathParam("absence") UUID id) {
        absences.end(callers.caller(), tenant, id);
    }
}
