package org.longji.rest.rollout;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
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
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.entitlement.ShadowReport;
import org.longji.entitlement.Shadows;
import org.longji.plugin.api.Text;
import org.longji.pluginhost.PluginArchive;
import org.longji.rest.job.JobView;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Cursors;
import org.longji.rest.shared.Versions;
import org.longji.rollout.EnablementForm;
import org.longji.rollout.PluginCatalogue;
import org.longji.rollout.PluginEntry;
import org.longji.rollout.Remains;
import org.longji.rollout.TenantPlugins;
import org.longji.rollout.TrustedKey;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;

/** The plugins of a province: what there is, what runs, who signed and approved it. */
@Path("/tenants/{code}/plugins")
@Tag(name = "plugins")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class PluginsResource {

    private static final int MOST_SIGNATURE_BYTES = 4_096;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    PluginCatalogue catalogue;

    @Inject
    @SuppressWarnings("NullAway.Init")
    TenantPlugins tenants;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Shadows shadows;

    @PathParam("code")
    int tenant;

    /** Every plugin. */
    public record PluginList(List<PluginEntry> items) {}

    /** Every key. */
    public record KeyList(List<TrustedKey> items) {}

    /**
     * Which version.
     *
     * @param hash absent for the one that came with Longji
     */
    public record RunForm(@Nullable String hash) {}

    /**
     * A key to accept.
     *
     * @param publicKey Ed25519, as PEM or its base64
     */
    public record KeyForm(@Nullable String name, @Nullable String publicKey) {}

    /** Why trust is taken back. */
    public record RevokeForm(@Nullable String reason) {}

    /**
     * To whom.
     *
     * @param subtree the division that may enable it, with everything below
     */
    public record OfferForm(@Nullable Integer subtree) {}

    /**
     * What a tried version is asked about.
     *
     * @param year of the decisions; absent for all
     * @param latest at most so many, the latest first
     */
    public record ShadowForm(
            @Nullable Integer year, @Nullable Integer latest) {}

    /**
     * What a tried version answered otherwise.
     *
     * @param hash the archive that was tried; absent where none is
     * @param nextCursor where the following page of differences begins; null on the last page
     */
    public record ShadowPage(
            String plugin,
            Optional<String> hash,
            List<ShadowReport.Tally> tallies,
            List<ShadowReport.Difference> items,
            @Nullable String nextCursor) {}

    @GET
    public PluginList list() {
        return new PluginList(catalogue.entries(callers.caller(), tenant));
    }

    /** Takes an archive ({@code archive}) and its signature ({@code signature}) in, for another administrator to approve. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            requiredProperties = "archive",
                                            properties = {
                                                @SchemaProperty(
                                                        name = "archive",
                                                        type = SchemaType.STRING,
                                                        format = "binary"),
                                                @SchemaProperty(
                                                        name = "signature",
                                                        type = SchemaType.STRING,
                                                        format = "binary")
                                            })))
    @APIResponse(
            responseCode = "201",
            description = "The plugin with its new version",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = PluginEntry.class)))
    public Response bring(List<EntityPart> parts) throws IOException {
        byte[] archive = part(parts, "archive", PluginArchive.MOST_BYTES)
                .orElseThrow(() -> new ProblemException(
                        Problem.MALFORMED_REQUEST,
                        Map.of("reason", new Text("缺少名为 archive 的部分", "there is no part named archive"))));
        var signature =
                part(parts, "signature", MOST_SIGNATURE_BYTES).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        return answer(Response.Status.CREATED, catalogue.bring(callers.caller(), tenant, archive, signature));
    }

    @GET
    @Path("/{plugin}")
    @APIResponse(
            responseCode = "200",
            description = "The plugin",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = PluginEntry.class)))
    public Response get(@PathParam("plugin") String plugin) {
        return answer(Response.Status.OK, catalogue.entry(callers.caller(), tenant, plugin));
    }

    /** Runs a version instead of the one that runs. */
    @POST
    @Path("/{plugin}/run")
    @APIResponse(
            responseCode = "200",
            description = "The plugin",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = PluginEntry.class)))
    public Response run(
            @PathParam("plugin") String plugin, @HeaderParam("If-Match") @Nullable String ifMatch, RunForm form) {
        return answer(
                Response.Status.OK,
                catalogue.run(
                        callers.caller(),
                        tenant,
                        plugin,
                        Optional.ofNullable(form.hash()),
                        Versions.required(ifMatch)));
    }

    /** Goes back to the version that ran before. */
    @POST
    @Path("/{plugin}/roll-back")
    @Consumes(MediaType.WILDCARD)
    @APIResponse(
            responseCode = "200",
            description = "The plugin",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = PluginEntry.class)))
    public Response rollBack(@PathParam("plugin") String plugin, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return answer(
                Response.Status.OK, catalogue.rollBack(callers.caller(), tenant, plugin, Versions.required(ifMatch)));
    }

    /** Asks a plugin no more. */
    @POST
    @Path("/{plugin}/stop")
    @Consumes(MediaType.WILDCARD)
    @APIResponse(
            responseCode = "200",
            description = "The plugin",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = PluginEntry.class)))
    public Response stop(@PathParam("plugin") String plugin, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return answer(Response.Status.OK, catalogue.stop(callers.caller(), tenant, plugin, Versions.required(ifMatch)));
    }

    /** Decides whether the tenant has the plugin, in which version, and which one is tried beside it. */
    @PUT
    @Path("/{plugin}/enablement")
    @APIResponse(
            responseCode = "200",
            description = "The plugin",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = PluginEntry.class)))
    public Response decide(
            @PathParam("plugin") String plugin,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            EnablementForm form) {
        return answer(
                Response.Status.OK,
                catalogue.decide(callers.caller(), tenant, plugin, form, Versions.required(ifMatch)));
    }

    /** Offers the plugin to a division and everything below it. */
    @POST
    @Path("/{plugin}/offers")
    @APIResponse(
            responseCode = "201",
            description = "The plugin",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = PluginEntry.class)))
    public Response offer(@PathParam("plugin") String plugin, OfferForm form) {
        int subtree = form.subtree() == null ? tenant : form.subtree();
        return answer(Response.Status.CREATED, catalogue.offer(callers.caller(), tenant, plugin, subtree));
    }

    /**
     * Takes an offer back.
     *
     * @param confirmed for how many tenants it is switched off thereby; with another number nothing happens
     */
    @DELETE
    @Path("/{plugin}/offers/{subtree}")
    @APIResponse(
            responseCode = "200",
            description = "The plugin",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = PluginEntry.class)))
    public Response withdraw(
            @PathParam("plugin") String plugin,
            @PathParam("subtree") int subtree,
            @QueryParam("confirmed") @DefaultValue("0") int confirmed) {
        return answer(Response.Status.OK, catalogue.withdraw(callers.caller(), tenant, plugin, subtree, confirmed));
    }

    /** What there is of the plugin in this tenant and those below. */
    @GET
    @Path("/{plugin}/remains")
    public Remains remains(@PathParam("plugin") String plugin) {
        return tenants.remains(callers.caller(), tenant, plugin);
    }

    /**
     * What a version answered otherwise that is, or was, tried beside the one that counts.
     *
     * @param hash the version; absent for the one that is tried now
     */
    @GET
    @Path("/{plugin}/shadow")
    public ShadowPage shadow(
            @PathParam("plugin") String plugin,
            @QueryParam("hash") @Nullable String hash,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Cursors.DEFAULT_LIMIT) int limit) {
        var report = shadows.report(
                callers.caller(),
                tenant,
                plugin,
                Optional.ofNullable(hash),
                Optional.ofNullable(Cursors.read(cursor)),
                Cursors.limit(limit));
        return new ShadowPage(
                report.plugin(),
                report.hash(),
                report.tallies(),
                report.differences().items(),
                Cursors.write(report.differences().next()));
    }

    /** Asks the tried version about what was decided already, in the background. */
    @POST
    @Path("/{plugin}/shadow/runs")
    @APIResponse(
            responseCode = "202",
            description = "The job",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = JobView.class)))
    public Response runShadow(@PathParam("plugin") String plugin, ShadowForm form) {
        var job = shadows.run(
                callers.caller(), tenant, plugin, Optional.ofNullable(form.year()), Optional.ofNullable(form.latest()));
        return Response.accepted(JobView.of(job))
                .location(JobView.location(job))
                .build();
    }

    /** Removes an archive that nobody uses and no decision is pinned to. */
    @DELETE
    @Path("/archives/{hash}")
    @APIResponse(responseCode = "204", description = "It is gone")
    public Response uninstall(@PathParam("hash") String hash) {
        catalogue.uninstall(callers.caller(), tenant, hash);
        return Response.noContent().build();
    }

    /** Approves an archive somebody else brought. */
    @POST
    @Path("/archives/{hash}/approval")
    @Consumes(MediaType.WILDCARD)
    @APIResponse(
            responseCode = "200",
            description = "The plugin",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = PluginEntry.class)))
    public Response approve(@PathParam("hash") String hash) {
        return answer(Response.Status.OK, catalogue.approve(callers.caller(), tenant, hash));
    }

    /** Takes the trust in an archive back; it runs nowhere from now on. */
    @POST
    @Path("/archives/{hash}/revocation")
    @APIResponse(
            responseCode = "200",
            description = "The plugin",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = PluginEntry.class)))
    public Response revoke(@PathParam("hash") String hash, RevokeForm form) {
        return answer(Response.Status.OK, catalogue.revoke(callers.caller(), tenant, hash, form.reason()));
    }

    @GET
    @Path("/keys")
    public KeyList keys() {
        return new KeyList(catalogue.keys(callers.caller(), tenant));
    }

    /** Accepts a key: what it signed may be brought from now on. */
    @POST
    @Path("/keys")
    @APIResponse(
            responseCode = "201",
            description = "The key",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = TrustedKey.class)))
    public Response accept(KeyForm form) {
        return Response.status(Response.Status.CREATED)
                .entity(catalogue.accept(callers.caller(), tenant, form.name(), form.publicKey()))
                .build();
    }

    /** Takes the trust in a key back; nothing it signed runs from now on. */
    @POST
    @Path("/keys/{fingerprint}/revocation")
    public TrustedKey revokeKey(@PathParam("fingerprint") String fingerprint, RevokeForm form) {
        return catalogue.revokeKey(callers.caller(), tenant, fingerprint, form.reason());
    }

    private static Response answer(Response.Status status, PluginEntry entry) {
        return Response.status(status)
                .tag(Versions.tag(entry.revision()))
                .entity(entry)
                .build();
    }

    private static Optional<byte[]> part(List<EntityPart> parts, String name, int most) throws IOException {
        for (var part : parts) {
            if (part.getName().equals(name)) {
                try (var content = part.getContent()) {
                    byte[] bytes = content.readNBytes(most + 1);
                    if (bytes.length > most) {
                        throw new ProblemException(Problem.FILE_TOO_LARGE, Map.of("limit", (most >> 10) + " KiB"));
                    }
                    return bytes.length == 0 ? Optional.empty() : Optional.of(bytes);
                }
            }
        }
        return Optional.empty();
    }
}
