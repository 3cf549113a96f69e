package org.longji.rest.register;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.register.FieldKind;
import org.longji.pluginhost.Label;
import org.longji.register.RegisterDescription;
import org.longji.register.Registers;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Cursors;
import org.longji.rest.shared.Days;
import org.longji.shared.Json;

/** Which registers a tenant has, and what they are. */
@Path("/tenants/{code}/registers")
@Tag(name = "registers")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class RegistersResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Registers registers;

    @PathParam("code")
    int tenant;

    /** The registers the caller may look into; never more than one page. */
    public record RegisterPage(
            List<RegisterDescription> items, @Nullable String nextCursor) {}

    /** What a reference can point to; never more than one page. */
    public record PickPage(
            List<Registers.Pick> items, @Nullable String nextCursor) {}

    /**
     * A figure.
     *
     * @param group value of the field it is broken down by; absent for the whole
     */
    public record FigureView(
            String figure, @Nullable String group, @Nullable Label groupLabel, BigDecimal value) {}

    /** The figures of a register; never more than one page. */
    public record FigurePage(
            List<FigureView> items, @Nullable String nextCursor) {}

    @GET
    public RegisterPage list() {
        return new RegisterPage(registers.all(callers.caller(), tenant), null);
    }

    @GET
    @Path("/{plugin}/{register}")
    public RegisterDescription describe(@PathParam("plugin") String plugin, @PathParam("register") String register) {
        return registers.describe(callers.caller(), tenant, plugin, register);
    }

    /** The JSON Schema (2020-12) of a row's data. */
    @GET
    @Path("/{plugin}/{register}/schema")
    public Map<String, Object> schema(@PathParam("plugin") String plugin, @PathParam("register") String register) {
        return Json.readMap(registers.schema(callers.caller(), tenant, plugin, register));
    }

    /**
     * What a reference in a row of the plugin's registers can point to: rows of one of them, parties, registered contracts.
     *
     * @param target the register a ROW points into
     * @param states states of the rows that are offered; all when there is none
     * @param same {@code field:value} that the rows must have, of a reference
     */
    @GET
    @Path("/{plugin}/options")
    public PickPage options(
            @PathParam("plugin") String plugin,
            @QueryParam("kind") @DefaultValue("PARTY") String kind,
            @QueryParam("register") @Nullable String target,
            @QueryParam("state") List<String> states,
            @QueryParam("same") @Nullable String same,
            @QueryParam("q") @Nullable String search) {
        var chosen = Cursors.choice(FieldKind.class, kind, "kind");
        return new PickPage(
                registers.options(
                        callers.caller(),
                        tenant,
                        plugin,
                        chosen == null ? FieldKind.PARTY : chosen,
                        target,
                        states,
                        same,
                        search),
                null);
    }

    /** The register's figures over the tenant and what lies below it, in a period. */
    @GET
    @Path("/{plugin}/{register}/figures")
    public FigurePage figures(
            @PathParam("plugin") String plugin,
            @PathParam("register") String register,
            @QueryParam("from") @Nullable String from,
            @QueryParam("until") @Nullable String until) {
        return new FigurePage(
                registers
                        .figures(
                                callers.caller(),
                                tenant,
                                plugin,
                                register,
                                Days.optional(from, "from"),
                                Days.optional(until, "until"))
                        .stream()
                        .map(one -> new FigureView(one.figure(), one.group(), one.groupLabel(), one.value()))
                        .toList(),
                null);
    }
}
