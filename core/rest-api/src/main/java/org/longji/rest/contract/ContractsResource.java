package org.longji.rest.contract;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.contract.ContractDetails;
import org.longji.contract.ContractForm;
import org.longji.contract.ContractSummary;
import org.longji.contract.Contracts;
import org.longji.contract.ReceiptDetails;
import org.longji.contract.ReceiptForm;
import org.longji.contract.Receipts;
import org.longji.contract.RefusalReason;
import org.longji.contract.SideElection;
import org.longji.document.ContractWorkbook;
import org.longji.document.NationalWorkbook;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Side;
import org.longji.registration.Registrations;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Cursors;
import org.longji.rest.shared.Idempotency;
import org.longji.rest.shared.Versions;
import org.longji.shared.FieldChecks;

/** Technology contracts of a tenant. */
@Path("/tenants/{code}/contracts")
@Tag(name = "contracts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class ContractsResource {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Contracts contracts;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Receipts receipts;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Registrations registrations;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Idempotency idempotency;

    @PathParam("code")
    int tenant;

    /** One page of contracts. */
    public record ContractPage(
            List<ContractSummary> items, @Nullable String nextCursor) {}

    /** The receipts of a contract; never more than one page. */
    public record ReceiptPage(
            List<ReceiptDetails> items, @Nullable String nextCursor) {}

    /** What the registrar assessed; absent amounts are taken as declared. */
    public record RegistrationDecision(
            @Nullable Money assessedTechnologyAmount,
            @Nullable Money approvedTechnologyIncome,
            @Nullable String deviation) {}

    /**
     * Why the contract is handed back or not registered; without reasons the answers of the examination give them.
     *
     * @param words the registrar's own words
     */
    public record Reasons(
            @Nullable List<RefusalReason> reasons, @Nullable String words) {

        List<RefusalReason> given() {
            return reasons == null ? List.of() : reasons;
        }

        static Reasons of(@Nullable Reasons body) {
            return body == null ? new Reasons(null, null) : body;
        }
    }

    /** Which side of the project takes the year's support. */
    public record SideElectionForm(int year, Side side) {}

    /** The latest signed first; the latest registered first when a period of registration is asked for. */
    @GET
    public ContractPage list(
            @BeanParam ContractQuery query,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Cursors.DEFAULT_LIMIT) int limit) {
        var page = contracts.list(callers.caller(), tenant, query.filter(), Cursors.read(cursor), Cursors.limit(limit));
        return new ContractPage(page.items(), Cursors.write(page.next()));
    }

    /** The whole list as a workbook, streamed; the same filters. */
    @GET
    @Path("/workbook")
    @Produces({XLSX, MediaType.APPLICATION_JSON})
    public Response workbook(@BeanParam ContractQuery query) {
        var caller = callers.caller();
        var filter = query.filter();
        // What would be refused is refused before the first byte.
        contracts.list(caller, tenant, filter, null, 1);
        StreamingOutput rows = out -> ContractWorkbook.write(contracts, caller, tenant, filter, out);
        return workbook(rows, "contracts-");
    }

    /** The registered contracts of the list under the national system's headings, streamed; for officers. */
    @GET
    @Path("/national-workbook")
    @Produces({XLSX, MediaType.APPLICATION_JSON})
    public Response nationalWorkbook(@BeanParam ContractQuery query) {
        var caller = callers.caller();
        var filter = query.filter();
        contracts.eachReported(caller, tenant, filter, 1, first -> {});
        StreamingOutput rows = out -> NationalWorkbook.write(contracts, caller, tenant, filter, out);
        return workbook(rows, "national-");
    }

    private Response workbook(StreamingOutput rows, String name) {
        return Response.ok(rows, XLSX)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + tenant + ".xlsx\"")
                .build();
    }

    @POST
    @APIResponse(
            responseCode = "201",
            description = "The draft",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = ContractDetails.class)))
    public Response draft(
            ContractForm form, @HeaderParam("Idempotency-Key") @Nullable String key, @Context UriInfo uri) {
        return idempotency.once(callers.caller(), tenant, key, form, () -> {
            var contract = contracts.draft(callers.caller(), tenant, form);
            return Response.created(uri.getAbsolutePathBuilder()
                            .path(contract.id().toString())
                            .build())
                    .tag(Versions.tag(contract.version()))
                    .entity(contract)
                    .build();
        });
    }

    @GET
    @Path("/{id}")
    @APIResponse(
            responseCode = "200",
            description = "The contract",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = ContractDetails.class)))
    public Response details(@PathParam("id") UUID id) {
        return answer(contracts.details(callers.caller(), tenant, id));
    }

    @PUT
    @Path("/{id}")
    @APIResponse(
            responseCode = "200",
            description = "The rewritten draft",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = ContractDetails.class)))
    public Response revise(
            @PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, ContractForm form) {
        return answer(contracts.revise(callers.caller(), tenant, id, Versions.required(ifMatch), form));
    }

    /** Throws a draft away; what was ever submitted stays. */
    @DELETE
    @Path("/{id}")
    @APIResponse(responseCode = "204", description = "The draft is gone")
    public void discard(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        registrations.discard(callers.caller(), tenant, id, Versions.required(ifMatch));
    }

    /** The registrar finds an item of the price to be of another class than declared. */
    @PUT
    @Path("/{id}/items/{number}/assessment")
    @APIResponse(
            responseCode = "200",
            description = "The contract with the item assessed",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = ContractDetails.class)))
    public Response assess(
            @PathParam("id") UUID id,
            @PathParam("number") int number,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            Registrations.ItemAssessment assessment) {
        return answer(
                registrations.assess(callers.caller(), tenant, id, Versions.required(ifMatch), number, assessment));
    }

    @POST
    @Path("/{id}/submission")
    @APIResponse(
            responseCode = "200",
            description = "The submitted contract",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = ContractDetails.class)))
    public Response submit(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return answer(registrations.submit(callers.caller(), tenant, id, Versions.optional(ifMatch)));
    }

    @POST
    @Path("/{id}/acceptance")
    @APIResponse(
            responseCode = "200",
            description = "The accepted contract",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = ContractDetails.class)))
    public Response accept(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return answer(registrations.accept(callers.caller(), tenant, id, Versions.optional(ifMatch)));
    }

    /** Registers it, or brings the decision to its approval where a chain asks for one. */
    @POST
    @Path("/{id}/registration")
    @APIResponse(
            responseCode = "200",
            description =
                    "The registered contract with its number; or, in the state IN_APPROVAL, with the id of its approval",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = ContractDetails.class)))
    public Response register(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Nullable RegistrationDecision decision) {
        return answer(registrations.register(
                callers.caller(),
                tenant,
                id,
                Versions.optional(ifMatch),
                decision == null
                        ? new Registrations.Decision(null, null, null)
                        : new Registrations.Decision(
                                decision.assessedTechnologyAmount(),
                                decision.approvedTechnologyIncome(),
                                decision.deviation())));
    }

    @POST
    @Path("/{id}/refusal")
    @APIResponse(
            responseCode = "200",
            description = "The refused contract",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = ContractDetails.class)))
    public Response refuse(
            @PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, @Nullable Reasons body) {
        var reasons = Reasons.of(body);
        return answer(registrations.refuse(
                callers.caller(), tenant, id, Versions.optional(ifMatch), reasons.given(), reasons.words()));
    }

    /** Hands the filing back with what is to be corrected. */
    @POST
    @Path("/{id}/correction")
    @APIResponse(
            responseCode = "200",
            description = "The returned contract",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = ContractDetails.class)))
    public Response returnForCorrection(
            @PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, @Nullable Reasons body) {
        var reasons = Reasons.of(body);
        return answer(registrations.returnForCorrection(
                callers.caller(), tenant, id, Versions.optional(ifMatch), reasons.given(), reasons.words()));
    }

    @GET
    @Path("/{id}/receipts")
    public ReceiptPage receipts(@PathParam("id") UUID id) {
        return new ReceiptPage(receipts.list(callers.caller(), tenant, id), null);
    }

    @POST
    @Path("/{id}/receipts")
    @APIResponse(
            responseCode = "201",
            description = "The receipt",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ReceiptDetails.class)))
    public Response record(
            @PathParam("id") UUID id,
            ReceiptForm form,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Context UriInfo uri) {
        return idempotency.once(callers.caller(), tenant, key, form, () -> {
            var receipt = receipts.record(callers.caller(), tenant, id, form);
            return Response.created(uri.getAbsolutePath()).entity(receipt).build();
        });
    }

    @PUT
    @Path("/{id}/side-election")
    public SideElection elect(@PathParam("id") UUID id, SideElectionForm form) {
        new FieldChecks().present(form.side(), "side").done();
        return receipts.elect(callers.caller(), tenant, id, form.year(), form.side());
    }

    private static Response answer(ContractDetails contract) {
        return Response.ok(contract).tag(Versions.tag(contract.version())).build();
    }
}
