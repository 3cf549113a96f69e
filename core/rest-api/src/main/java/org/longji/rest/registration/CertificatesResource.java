package org.longji.rest.registration;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.longji.registration.Certificates;
import org.longji.rest.shared.Callers;

/** Documents about a contract, as PDF. */
@Path("/tenants/{code}/contracts")
@Tag(name = "registration")
// Beside the PDF a problem must be tellable.
@Produces({"application/pdf", MediaType.APPLICATION_JSON})
@RequestScoped
public class CertificatesResource {

    private static final String PDF = "application/pdf";

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Certificates certificates;

    @PathParam("code")
    int tenant;

    /** The certificate of registration (技术合同登记证明). */
    @GET
    @Path("/{id}/certificate")
    @APIResponse(
            responseCode = "200",
            description = "The certificate",
            content = @Content(mediaType = PDF, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response certificate(@PathParam("id") UUID id) {
        return answer(certificates.print(callers.caller(), tenant, id));
    }

    /** A letter about the contract (补正通知书、不予登记通知书). */
    @GET
    @Path("/{id}/letters/{round}")
    @APIResponse(
            responseCode = "200",
            description = "The letter",
            content = @Content(mediaType = PDF, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response letter(@PathParam("id") UUID id, @PathParam("round") int round) {
        return answer(certificates.printLetter(callers.caller(), tenant, id, round));
    }

    private static Response answer(Certificates.Printed printed) {
        return Response.ok(printed.pdf(), PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + printed.name() + "\"")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
