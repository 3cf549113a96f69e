package org.longji.rest.tenant;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.longji.rest.shared.Callers;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.tenant.DivisionLevel;
import org.longji.tenant.Tenant;
import org.longji.tenant.Tenants;

/** The divisions the caller may enter. */
@Path("/tenants")
@Tag(name = "tenants")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class TenantsResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Tenants tenants;

    /** A division with what lies below it. */
    public record TenantNode(
            int code,
            DivisionLevel level,
            String nameZh,
            String nameEn,
            @Nullable Integer parent,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validUntil,
            List<Integer> successors,
            boolean standard,
            Set<Capability> capabilities,
            List<TenantNode> children) {}

    /** The roots of what the caller may enter. */
    public record TenantTree(List<TenantNode> items) {}

    /** A division above another. */
    public record Ancestor(int code, String nameZh, String nameEn) {}

    /** A division with the line above it. */
    public record TenantView(
            int code,
            DivisionLevel level,
            String nameZh,
            String nameEn,
            @Nullable Integer parent,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validUntil,
            List<Integer> successors,
            boolean standard,
            Set<Capability> capabilities,
            List<Ancestor> ancestors) {}

    @GET
    public TenantTree tree() {
        var caller = callers.caller();
        var roots = new ArrayList<TenantNode>();
        // In the order of the codes a parent comes before its children, so each finds its node already there.
        Map<Integer, TenantNode> nodes = new LinkedHashMap<>();
        for (var tenant : tenants.enterable(caller)) {
            var node = node(caller, tenant);
            nodes.put(tenant.code(), node);
            var above = tenant.parent().map(nodes::get);
            above.map(TenantNode::children).orElse(roots).add(node);
        }
        return new TenantTree(roots);
    }

    @GET
    @Path("/{code}")
    public TenantView details(@PathParam("code") int code) {
        var caller = callers.caller();
        var tenant = tenants.get(caller, code);
        return new TenantView(
                tenant.code(),
                tenant.level(),
                tenant.nameZh(),
                tenant.nameEn(),
                tenant.parent().orElse(null),
                tenant.validFrom().orElse(null),
                tenant.validUntil().orElse(null),
                tenant.successors(),
                tenant.standard(),
                caller.capabilities(code),
                tenants.ancestors(caller, code).stream()
                        .map(above -> new Ancestor(above.code(), above.nameZh(), above.nameEn()))
                        .toList());
    }

    private static TenantNode node(Caller caller, Tenant tenant) {
        return new TenantNode(
                tenant.code(),
                tenant.level(),
                tenant.nameZh(),
                tenant.nameEn(),
                tenant.parent().orElse(null),
                tenant.validFrom().orElse(null),
                tenant.validUntil().orElse(null),
                tenant.successors(),
                tenant.standard(),
                caller.capabilities(tenant.code()),
                new ArrayList<>());
    }
}
