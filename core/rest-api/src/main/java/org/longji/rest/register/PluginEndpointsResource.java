package org.longji.rest.register;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.longji.register.PluginEndpoints;
import org.longji.rest.shared.Callers;

/** Questions that a plugin answers, from a record to a record; its own OpenAPI document says from which to which. */
@Path("/tenants/{code}/plugins/{plugin}/endpoints")
@Tag(name = "plugins")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class PluginEndpointsResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    PluginEndpoints endpoints;

    @PathParam("code")
    int tenant;

    @PathParam("plugin")
    String plugin = "";

    /** The endpoints that the caller may ask. */
    public record Entries(List<PluginEndpoints.Entry> items) {}

    @GET
    public Entries list() {
        return new Entries(endpoints.entries(callers.caller(), tenant, plugin));
    }

    /** The endpoints that the caller may ask, as an OpenAPI document. */
    @GET
    @Path("/openapi")
    public Map<String, Object> described() {
        return endpoints.described(callers.caller(), tenant, plugin);
    }

    /** Asks; the body is the question and the answer as the plugin's document describes them. */
    @POST
    @Path("/{endpoint}")
    public Map<String, Object> ask(@PathParam("endpoint") String endpoint, Map<String, Object> question) {
        return endpoints.ask(callers.caller(), tenant, plugin, endpoint, question);
    }
}
