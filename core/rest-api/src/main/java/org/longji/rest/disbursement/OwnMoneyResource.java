package org.longji.rest.disbursement;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.attachment.FileName;
import org.longji.disbursement.Answer;
import org.longji.disbursement.OwnMoney;
import org.longji.disbursement.RoundItem;
import org.longji.rest.shared.Callers;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.FieldChecks;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;

/** What the caller's own organisation gets by rounds, wherever they are paid. */
@Path("/tenants/{code}/own-money")
@Tag(name = "rounds")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class OwnMoneyResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    OwnMoney money;

    @PathParam("code")
    int tenant;

    /** The own items; never more than one page. */
    public record OwnPage(List<RoundItem> items, @Nullable String nextCursor) {}

    @GET
    public OwnPage list() {
        return new OwnPage(money.list(callers.caller(), tenant), null);
    }

    /** Agrees to an item, or declines it. */
    @PUT
    @Path("/{item}/answer")
    public RoundItem answer(@PathParam("item") UUID item, Answer answer) {
        return money.answer(callers.caller(), tenant, item, answer);
    }

    @GET
    @Path("/{item}/evidence")
    public RoundsResource.EvidencePage evidence(@PathParam("item") UUID item) {
        return new RoundsResource.EvidencePage(money.evidence(callers.caller(), tenant, item, Capability.CLAIM), null);
    }

    /** Adds a file of evidence; the body is the file itself, its name stands in the address. */
    @POST
    @Path("/{item}/evidence")
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public RoundItem addEvidence(
            @PathParam("item") UUID item, @QueryParam("name") @Nullable String name, InputStream content) {
        var caller = callers.caller();
        caller.scope(tenant, Capability.CLAIM);
        new FieldChecks().present(name, "name").done();
        return money.addEvidence(caller, tenant, item, Objects.requireNonNull(name), content, -1);
    }

    @GET
    @Path("/{item}/evidence/{file}")
    @Produces({MediaType.APPLICATION_OCTET_STREAM, MediaType.APPLICATION_JSON})
    @APIResponse(
            responseCode = "200",
            description = "The file",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response evidenceFile(@PathParam("item") UUID item, @PathParam("file") UUID file) {
        return file(money, callers.caller(), tenant, item, file, Capability.CLAIM);
    }

    static Response file(OwnMoney money, Caller caller, int tenant, UUID item, UUID file, Capability as) {
        var details = money.evidence(caller, tenant, item, as).stream()
                .filter(one -> one.id().equals(file))
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", file)));
        return Response.ok(money.content(caller, tenant, item, file, as), MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_DISPOSITION, FileName.disposition(details.name()))
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
