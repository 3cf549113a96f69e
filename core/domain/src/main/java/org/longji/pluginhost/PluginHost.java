package org.longji.pluginhost;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.IncentivePolicy;
import org.longji.plugin.api.ParameterBinder;
import org.longji.shared.Sha256;
import org.pf4j.PluginManager;
import org.pf4j.PluginState;
import org.pf4j.PluginWrapper;

/** The plugins that are loaded, and the policies they bring. A plugin that does not start is left out and named in the log. */
@ApplicationScoped
public class PluginHost {

    private static final Logger LOG = System.getLogger(PluginHost.class.getName());

    private volatile List<PolicyHandle> policies = List.of();
    private @Nullable PluginManager manager;

    /** A host of exactly these policies, without archives: for trying a policy outside the server. */
    public static PluginHost of(List<PolicyHandle> policies) {
        var host = new PluginHost();
        host.policies = List.copyOf(policies);
        return host;
    }

    /** Loads and starts every plugin archive of a directory. */
    public synchronized void start(Path directory) {
        if (manager != null) {
            return;
        }
        var started = new PluginJars(directory);
        started.loadPlugins();
        started.startPlugins();
        var found = new ArrayList<PolicyHandle>();
        for (var plugin : started.getPlugins()) {
            if (plugin.getPluginState() == PluginState.STARTED) {
                found.addAll(policiesOf(started, plugin));
            } else {
                LOG.log(Level.ERROR, "Plugin {0} did not start", plugin.getPluginId());
            }
        }
        policies = List.copyOf(found);
        manager = started;
        LOG.log(Level.INFO, "Plugins bring {0} policies", found.size());
    }

    /** Every policy that is loaded. */
    public List<PolicyHandle> policies() {
        return policies;
    }

    /** The policy of that id from that plugin, if it is loaded. */
    public Optional<PolicyHandle> policy(String pluginId, String policyId) {
        return policies.stream()
                .filter(p ->
                        p.pluginId().equals(pluginId) && p.descriptor().id().equals(policyId))
                .findFirst();
    }

    /** The policy as the very archive that made a decision brings it, if that archive is loaded. */
    public Optional<PolicyHandle> pinned(String pluginId, String policyId, String pluginHash) {
        return policy(pluginId, policyId).filter(p -> p.pluginHash().equals(pluginHash));
    }

    @PreDestroy
    synchronized void stop() {
        policies = List.of();
        if (manager != null) {
            manager.stopPlugins();
            manager.unloadPlugins();
            manager = null;
        }
    }

    private static List<PolicyHandle> policiesOf(PluginManager manager, PluginWrapper plugin) {
        var found = new ArrayList<PolicyHandle>();
        try {
            var hash = hash(plugin.getPluginPath());
            for (IncentivePolicy<?> policy : extensions(manager, plugin)) {
                found.add(new PolicyHandle(
                        plugin.getPluginId(),
                        plugin.getDescriptor().getVersion(),
                        hash,
                        policy.descriptor(),
                        ParameterBinder.describe(policy.parametersType()),
                        policy));
            }
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.ERROR, "Plugin " + plugin.getPluginId() + " brings no policy", e);
        }
        return found;
    }

    @SuppressWarnings("rawtypes")
    private static List<IncentivePolicy<?>> extensions(PluginManager manager, PluginWrapper plugin) {
        var found = new ArrayList<IncentivePolicy<?>>();
        for (IncentivePolicy extension : manager.getExtensions(IncentivePolicy.class, plugin.getPluginId())) {
            found.add(extension);
        }
        return found;
    }

    private static String hash(Path archive) {
        try (var in = Files.newInputStream(archive)) {
            return Sha256.hex(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
