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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.DefinitionException;
import org.longji.plugin.api.Finding;
import org.longji.plugin.api.IncentivePolicy;
import org.longji.plugin.api.ParameterBinder;
import org.longji.plugin.api.PolicyHeading;
import org.longji.plugin.api.PolicyLanguage;
import org.longji.plugin.api.Text;
import org.longji.plugin.api.register.Register;
import org.longji.shared.Sha256;
import org.pf4j.PluginManager;
import org.pf4j.PluginState;
import org.pf4j.PluginWrapper;

/** The plugins that are loaded, and the policies they bring. A plugin that does not start is left out and named in the log. */
@ApplicationScoped
public class PluginHost {

    private static final Logger LOG = System.getLogger(PluginHost.class.getName());

    /** Drafts compile as they are written; beyond this the oldest are simply compiled again. */
    private static final int MOST_COMPILED = 500;

    private volatile List<PolicyHandle> policies = List.of();
    private volatile List<LanguageHandle> languages = List.of();
    private volatile List<RegisterHandle> registers = List.of();
    private final Map<String, PolicyHandle> compiled = new ConcurrentHashMap<>();
    private @Nullable PluginManager manager;

    /** A host of exactly these policies, without archives: for trying a policy outside the server. */
    public static PluginHost of(List<PolicyHandle> policies) {
        var host = new PluginHost();
        host.policies = List.copyOf(policies);
        return host;
    }

    /** A host of one language without an archive: for trying a measure outside the server. */
    public static PluginHost of(String pluginId, String pluginHash, PolicyLanguage language) {
        var host = new PluginHost();
        host.languages = List.of(new LanguageHandle(pluginId, "1.0", pluginHash, language));
        return host;
    }

    /** A host of exactly these registers, without archives. */
    public static PluginHost ofRegisters(List<RegisterHandle> registers) {
        var host = new PluginHost();
        host.registers = List.copyOf(registers);
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
        var spoken = new ArrayList<LanguageHandle>();
        var kept = new ArrayList<RegisterHandle>();
        for (var plugin : started.getPlugins()) {
            if (plugin.getPluginState() == PluginState.STARTED) {
                found.addAll(policiesOf(started, plugin));
                spoken.addAll(languagesOf(started, plugin));
                kept.addAll(registersOf(started, plugin));
            } else {
                LOG.log(Level.ERROR, "Plugin {0} did not start", plugin.getPluginId());
            }
        }
        policies = List.copyOf(found);
        languages = List.copyOf(spoken);
        registers = List.copyOf(kept);
        manager = started;
        LOG.log(Level.INFO, "Plugins bring {0} policies", found.size());
    }

    /** Every policy that is loaded. */
    public List<PolicyHandle> policies() {
        return policies;
    }

    /** Every register that is loaded. */
    public List<RegisterHandle> registers() {
        return registers;
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

    /**
     * The policy that a plugin's language makes of a definition, if the plugin is loaded; compiled once.
     *
     * @throws DefinitionException if the definition has faults
     */
    public Optional<PolicyHandle> composed(String pluginId, PolicyDefinition definition, PolicyHeading heading) {
        return language(pluginId, definition.language()).map(language -> compiled(language, definition, heading));
    }

    /** The same by the very archive that made a decision, if that archive is loaded. */
    public Optional<PolicyHandle> pinnedComposed(
            String pluginId, String pluginHash, PolicyDefinition definition, PolicyHeading heading) {
        return language(pluginId, definition.language())
                .filter(language -> language.pluginHash().equals(pluginHash))
                .map(language -> compiled(language, definition, heading));
    }

    /** Everything wrong with a definition; a language that nobody brings is the first thing wrong. */
    public List<Finding> check(String pluginId, PolicyDefinition definition, PolicyHeading heading) {
        return language(pluginId, definition.language())
                .map(found -> found.language().check(heading, definition.tree()))
                .orElseGet(() -> List.of(new Finding(
                        "",
                        new Text(
                                "插件 " + pluginId + " 没有提供措施语言“" + definition.language() + "”。",
                                "the plugin " + pluginId + " brings no language '" + definition.language() + "'"))));
    }

    /** The plugin that brings a language, if one does. */
    public Optional<String> speaking(String language) {
        return languages.stream()
                .filter(found -> found.language().id().equals(language))
                .map(LanguageHandle::pluginId)
                .findFirst();
    }

    /** The JSON Schema of a language's definitions, if it is loaded. */
    public Optional<String> schema(String pluginId, String language) {
        return language(pluginId, language).map(found -> found.language().schema());
    }

    private Optional<LanguageHandle> language(String pluginId, String id) {
        return languages.stream()
                .filter(found -> found.pluginId().equals(pluginId)
                        && found.language().id().equals(id))
                .findFirst();
    }

    private PolicyHandle compiled(LanguageHandle language, PolicyDefinition definition, PolicyHeading heading) {
        if (compiled.size() > MOST_COMPILED) {
            compiled.clear();
        }
        return compiled.computeIfAbsent(
                Sha256.hex(language.pluginHash() + heading + definition.hash()),
                key -> PolicyHandle.of(
                        language.pluginId(),
                        language.pluginVersion(),
                        language.pluginHash(),
                        language.language().compile(heading, definition.tree())));
    }

    /** A language of a loaded plugin. */
    private record LanguageHandle(String pluginId, String pluginVersion, String pluginHash, PolicyLanguage language) {}

    @PreDestroy
    synchronized void stop() {
        policies = List.of();
        languages = List.of();
        registers = List.of();
        compiled.clear();
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

    private static List<LanguageHandle> languagesOf(PluginManager manager, PluginWrapper plugin) {
        var found = new ArrayList<LanguageHandle>();
        try {
            for (var language : manager.getExtensions(PolicyLanguage.class, plugin.getPluginId())) {
                found.add(new LanguageHandle(
                        plugin.getPluginId(),
                        plugin.getDescriptor().getVersion(),
                        hash(plugin.getPluginPath()),
                        language));
            }
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.ERROR, "Plugin " + plugin.getPluginId() + " brings no language", e);
        }
        return found;
    }

    private static List<RegisterHandle> registersOf(PluginManager manager, PluginWrapper plugin) {
        var found = new ArrayList<RegisterHandle>();
        try {
            for (Register<?> register : manager.getExtensions(Register.class, plugin.getPluginId())) {
                found.add(new RegisterHandle(
                        plugin.getPluginId(),
                        plugin.getDescriptor().getVersion(),
                        hash(plugin.getPluginPath()),
                        register));
            }
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.ERROR, "Plugin " + plugin.getPluginId() + " brings no register", e);
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
