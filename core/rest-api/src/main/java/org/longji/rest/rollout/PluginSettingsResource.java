package org.longji.rest.rollout;

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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Days;
import org.longji.rest.shared.Idempotency;
import org.longji.rest.shared.Versions;
import org.longji.setting.PluginSettings;
import org.longji.setting.SettingRailForm;
import org.longji.setting.SettingsForm;
import org.longji.setting.SettingsView;

/** What a tenant chooses about the plugins, and lays down for those below it. */
@Path("/tenants/{code}/plugin-settings")
@Tag(name = "plugins")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class PluginSettingsResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    PluginSettings settings;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Idempotency idempotency;

    @PathParam("code")
    int tenant;

    /** The plugins that have settings. */
    public record Entries(List<PluginSettings.Entry> items) {}

    @GET
    public Entries list() {
        return new Entries(settings.entries(callers.caller(), tenant));
    }

    /** What holds on a day, today unless said otherwise, with the schema of the form. */
    @GET
    @Path("/{plugin}")
    @APIResponse(
            responseCode = "200",
            description = "The settings; the tag counts what the tenant chose",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = SettingsView.class)))
    public Response get(@PathParam("plugin") String plugin, @QueryParam("on") @Nullable String on) {
        return tagged(settings.view(callers.caller(), tenant, plugin, Days.optional(on, "on")));
    }

    /** Chooses some of them from a day on; the others stay as they are. */
    @POST
    @Path("/{plugin}/choices")
    @APIResponse(
            responseCode = "200",
            description = "The settings as they hold from that day",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = SettingsView.class)))
    public Response choose(
            @PathParam("plugin") String plugin, @HeaderParam("If-Match") @Nullable String ifMatch, SettingsForm form) {
        return tagged(settings.choose(callers.caller(), tenant, plugin, Versions.required(ifMatch), form));
    }

    /** Locks a field for those below, or gives it a range. */
    @POST
    @Path("/{plugin}/rails")
    @APIResponse(
            responseCode = "201",
            description = "The settings with the rail",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = SettingsView.class)))
    public Response layDown(
            @PathParam("plugin") String plugin,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            SettingRailForm form) {
        return idempotency.once(
                callers.caller(),
                tenant,
                key,
                form,
                () -> Response.status(Response.Status.CREATED)
                        .entity(settings.layDown(callers.caller(), tenant, plugin, form))
                        .build());
    }

    @DELETE
    @Path("/{plugin}/rails/{settingRail}")
    public SettingsView takeAway(@PathParam("plugin") String plugin, @PathParam("settingRail") UUID rail) {
        return settings.takeAway(callers.caller(), tenant, plugin, rail);
    }

    private static Response tagged(SettingsView view) {
        return Response.ok(view)
                .tag(Versions.tag(Math.toIntExact(view.revision())))
                .build();
    }
}
