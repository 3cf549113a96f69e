package org.longji.register;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.longji.plugin.api.register.Rows;
import org.longji.pluginhost.EndpointHandle;
import org.longji.pluginhost.PluginHost;
import org.longji.pluginhost.RegisterHandle;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;

/** Which registers a tenant has. */
@Dependent
public class RegisterCatalogue {

    private final PluginHost host;

    @Inject
    public RegisterCatalogue(PluginHost host) {
        this.host = host;
    }

    /** The registers a tenant has; the one place that says so. One that switched a plugin off has none of its. */
    public List<RegisterHandle> registersOf(int tenant) {
        return host.registers(tenant);
    }

    /** @throws ProblemException PLUGIN_SWITCHED_OFF when the tenant did so, NOT_FOUND when it has no such register otherwise */
    RegisterHandle get(int tenant, String plugin, String register) {
        return find(tenant, plugin, register).orElseThrow(() -> {
            boolean off = host.choices()
                    .of(tenant, plugin)
                    .filter(choice -> !choice.enabled())
                    .isPresent();
            return off
                    ? new ProblemException(Problem.PLUGIN_SWITCHED_OFF, Map.of("plugin", plugin))
                    : new ProblemException(Problem.NOT_FOUND, Map.of("what", plugin + "/" + register));
        });
    }

    Optional<RegisterHandle> find(int tenant, String plugin, String register) {
        return registersOf(tenant).stream()
                .filter(one -> one.pluginId().equals(plugin) && one.id().equals(register))
                .findFirst();
    }

    /** A register for whoever asks without a tenant: what it tells the public is the same everywhere. */
    Optional<RegisterHandle> anywhere(String plugin, String register) {
        return host.anyRegister(plugin, register);
    }

    /** The endpoints of a plugin that a tenant has; the one place that says so. */
    List<EndpointHandle> endpointsOf(int tenant, String plugin) {
        return host.endpoints(tenant, plugin);
    }

    /** The rows of an archive's registers that are a tenant's own; a reference may lead to those it inherits. */
    public static Rows ownRows(
            EntityManager em, String plugin, List<RegisterHandle> registers, int tenant, LocalDate day) {
        return new HostRows(em, plugin, registers, tenant, day, true);
    }

    /** The register with this record among those of an archive. */
    static Optional<RegisterHandle> sibling(List<RegisterHandle> registers, Class<?> type) {
        return registers.stream().filter(one -> one.definition().type() == type).findFirst();
    }
}
