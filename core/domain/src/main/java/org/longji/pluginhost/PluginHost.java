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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.longji.plugin.api.DefinitionException;
import org.longji.plugin.api.Finding;
import org.longji.plugin.api.PluginApi;
import org.longji.plugin.api.PolicyHeading;
import org.longji.plugin.api.Text;
import org.longji.shared.TenantScope;
import org.pf4j.DefaultVersionManager;

/**
 * The plugins that run here, and what they bring. What runs is one immutable picture, replaced as a whole: a request that
 * began with the old one ends with it, the next finds the new one, and none finds anything between.
 */
@ApplicationScoped
public class PluginHost {

    /** Of the plugin API; an archive's {@code Plugin-Requires} is held against it. */
    public static final String API_VERSION = PluginApi.VERSION;

    private static final Logger LOG = System.getLogger(PluginHost.class.getName());

    private volatile Running running = Running.NOTHING;
    private volatile Function<String, Optional<Path>> missing = hash -> Optional.empty();

    /**
     * @param byHash every archive that runs
     * @param current of each plugin the one that is asked unless a tenant or a decision names another
     * @param everyones plugins that a tenant has without having decided so
     */
    private record Running(
            Map<String, RunningPlugin> byHash,
            Map<String, RunningPlugin> current,
            Set<String> everyones,
            TenantChoices choices) {
        static final Running NOTHING = new Running(Map.of(), Map.of(), Set.of(), TenantChoices.NONE);

        Running with(RunningPlugin plugin) {
            var all = new LinkedHashMap<>(byHash);
            all.put(plugin.identity().hash(), plugin);
            return new Running(all, current, everyones, choices);
        }

        Running current(RunningPlugin plugin) {
            var now = new LinkedHashMap<>(current);
            now.put(plugin.identity().id(), plugin);
            return new Running(byHash, now, everyones, choices);
        }

        Running everyones(RunningPlugin plugin) {
            var all = new HashSet<>(everyones);
            all.add(plugin.identity().id());
            return new Running(byHash, current, Set.copyOf(all), choices);
        }

        Running chosen(TenantChoices now) {
            return new Running(byHash, current, everyones, now);
        }

        Running without(String hash) {
            var all = new LinkedHashMap<>(byHash);
            all.remove(hash);
            var now = new LinkedHashMap<>(current);
            now.values().removeIf(plugin -> plugin.identity().hash().equals(hash));
            return new Running(all, now, everyones, choices);
        }

        /**
         * What answers a tenant for a plugin; the one place that decides it. A version the tenant chose and that does not run is
         * not replaced by another: that would be another law.
         */
        Optional<RunningPlugin> of(int tenant, String plugin) {
            if (choices.stopped().contains(plugin)) {
                return Optional.empty();
            }
            var asked = Optional.ofNullable(current.get(plugin));
            var choice = choices.of(tenant, plugin);
            if (choice.isEmpty()) {
                return asked.filter(any -> everyones.contains(plugin));
            }
            return choice.filter(TenantChoices.Choice::enabled)
                    .flatMap(enabled ->
                            enabled.hash().isPresent() ? enabled.hash().map(byHash::get) : asked);
        }

        /**
         * The plugin whose settings a tenant chooses for itself and those below: as it has it, as somebody below does, or as it runs
         * for all where all have it or the tenant is the province that lets it run.
         */
        Optional<RunningPlugin> over(int tenant, String plugin) {
            var own = of(tenant, plugin);
            if (own.isPresent() || choices.stopped().contains(plugin)) {
                return own;
            }
            var below = TenantScope.subtree(tenant);
            return choices.byPlugin().getOrDefault(plugin, Map.of()).keySet().stream()
                    .sorted()
                    .filter(below::contains)
                    .flatMap(at -> of(at, plugin).stream())
                    .findFirst()
                    .or(() -> everyones.contains(plugin) || tenant % 10_000 == 0
                            ? Optional.ofNullable(current.get(plugin))
                            : Optional.empty());
        }

        /** Everything that answers a tenant. */
        Stream<RunningPlugin> of(int tenant) {
            return plugins().flatMap(plugin -> of(tenant, plugin).stream());
        }

        Stream<String> plugins() {
            return Stream.concat(
                            current.keySet().stream(),
                            choices.byPlugin().keySet().stream().sorted())
                    .distinct();
        }
    }

    /** A host of what one plugin brings, without an archive: for trying it outside the server. */
    public static PluginHost of(PluginIdentity plugin, Extensions brings) {
        var host = new PluginHost();
        host.run(new RunningPlugin(plugin, new PluginCalls(plugin.id(), CallBudget.USUAL), brings));
        return host;
    }

    /** A host of exactly these policies, each of the plugin it names. */
    public static PluginHost of(List<PolicyHandle> policies) {
        var host = new PluginHost();
        for (var policy : policies) {
            var identity = new PluginIdentity(policy.pluginId(), policy.pluginVersion(), policy.pluginHash());
            var others = policies.stream()
                    .filter(each -> each.pluginId().equals(identity.id()))
                    .toList();
            host.run(new RunningPlugin(identity, policy.calls(), Extensions.NONE.policies(others)));
        }
        return host;
    }

    /**
     * Loads and starts every archive of a directory; one that does not start is left out and named in the log.
     *
     * @return those that run
     */
    public List<Path> start(Path directory) {
        var started = new ArrayList<Path>();
        try (Stream<Path> files = Files.list(directory)) {
            for (var file : files.filter(each -> each.toString().endsWith(".jar"))
                    .sorted()
                    .toList()) {
                try {
                    run(file);
                    started.add(file);
                } catch (PluginRefusedException e) {
                    LOG.log(Level.ERROR, "Plugin " + file.getFileName() + " is refused: " + e.getMessage(), e);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return started;
    }

    /**
     * Loads and starts an archive of everybody's: what comes with Longji, or is tried on this node, every tenant has that did not
     * decide otherwise. It is asked from now on instead of any other version of the same plugin; the other goes on running until
     * it is left: until then a decision, or a tenant, may be pinned to it.
     *
     * @return which archive that was
     * @throws PluginRefusedException if it is unsound; then everything is as before
     */
    public PluginIdentity run(Path file) {
        var started = load(file);
        change(all -> all.current(started).everyones(started));
        return started.identity();
    }

    /**
     * Loads and starts an archive beside the others, without asking it unless it is named.
     *
     * @throws PluginRefusedException if it is unsound
     */
    public PluginIdentity runBeside(Path file) {
        return load(file).identity();
    }

    /**
     * What an archive would bring, tried and left again at once.
     *
     * @throws PluginRefusedException if it is unsound
     */
    public Brings tryOut(Path file) {
        var archive = PluginArchive.read(file);
        return RunningPlugin.start(file, archive).brings().brings();
    }

    /** What an archive that runs brings. */
    public Brings brings(String hash) {
        return Objects.requireNonNull(running.byHash().get(hash), hash).brings().brings();
    }

    /**
     * What an archive brings, by the ids of it.
     *
     * @param settings names of the fields that tenants choose
     */
    public record Brings(
            List<String> policies,
            List<String> languages,
            List<String> registers,
            List<String> settings,
            List<String> endpoints,
            List<String> indicators,
            List<String> screenings,
            List<String> channels) {}

    public boolean runs(String hash) {
        return running.byHash().containsKey(hash);
    }

    /** Who is asked for an archive that a decision is pinned to and that does not run. */
    public void askForMissing(Function<String, Optional<Path>> source) {
        missing = source;
    }

    /** Which of two versions is the later, as {@link java.util.Comparator} says it. */
    public static int compareVersions(String one, String other) {
        return new DefaultVersionManager().compareVersions(one, other);
    }

    private RunningPlugin load(Path file) {
        var archive = PluginArchive.read(file);
        var already = running.byHash().get(archive.hash());
        if (already != null) {
            return already;
        }
        var started = RunningPlugin.start(file, archive);
        change(all -> all.with(started));
        LOG.log(
                Level.INFO,
                "Plugin {0} {1} runs; it brings {2} policies",
                archive.id(),
                archive.version(),
                started.brings().policies().size());
        return started;
    }

    private void run(RunningPlugin plugin) {
        change(all -> all.with(plugin).current(plugin).everyones(plugin));
    }

    /** Asks another archive that runs already, from now on. */
    public void makeCurrent(String hash) {
        change(all -> {
            var plugin = all.byHash().get(hash);
            return plugin == null ? all : all.current(plugin);
        });
    }

    /** Leaves an archive: nobody who asks from now on is answered by it. Calls that began end, and then it is gone. */
    public void leave(String hash) {
        change(all -> all.without(hash));
    }

    /** Leaves every archive of a plugin but one, and those that a tenant chose. */
    public void leaveOthers(String pluginId, String hash) {
        leaveAllBut(pluginId, Set.of(hash));
    }

    /** Leaves every archive of a plugin but these, the one that is asked, and those that a tenant chose or tries. */
    public void leaveAllBut(String pluginId, Set<String> hashes) {
        change(all -> {
            var kept = new HashSet<>(hashes);
            Optional.ofNullable(all.current().get(pluginId))
                    .ifPresent(asked -> kept.add(asked.identity().hash()));
            all.choices().byPlugin().getOrDefault(pluginId, Map.of()).values().stream()
                    .filter(TenantChoices.Choice::enabled)
                    .flatMap(choice -> Stream.concat(choice.hash().stream(), choice.shadow().stream()))
                    .forEach(kept::add);
            var next = all;
            for (var plugin : all.byHash().values()) {
                if (plugin.identity().id().equals(pluginId)
                        && !kept.contains(plugin.identity().hash())) {
                    next = next.without(plugin.identity().hash());
                }
            }
            return next;
        });
    }

    /** Stops asking a plugin without leaving it: what is pinned to it is still answered. */
    public void pause(String pluginId) {
        change(all -> {
            var now = new LinkedHashMap<>(all.current());
            now.remove(pluginId);
            return new Running(all.byHash(), now, all.everyones(), all.choices());
        });
    }

    /** Follows what tenants decided, from the next question on. */
    public void choose(TenantChoices choices) {
        change(all -> all.chosen(choices));
    }

    /** What tenants decided, as it is followed. */
    public TenantChoices choices() {
        return running.choices();
    }

    /** Whether a tenant has a plugin without having decided so. */
    public boolean isEveryones(String pluginId) {
        return running.everyones().contains(pluginId);
    }

    /** The archive that answers a tenant for a plugin; absent where it has none, or where its version does not run. */
    public Optional<PluginIdentity> answering(int tenant, String pluginId) {
        return running.of(tenant, pluginId).map(RunningPlugin::identity);
    }

    /** The class loaders of what runs, to see that they go. */
    List<ClassLoader> loaders() {
        return running.byHash().values().stream()
                .flatMap(plugin -> plugin.loader().stream())
                .toList();
    }

    /** Which archives run, and how they do. */
    public List<State> states() {
        var now = running;
        return now.byHash().values().stream()
                .map(plugin -> new State(
                        plugin.identity(),
                        now.current().get(plugin.identity().id()) == plugin,
                        plugin.brings().brings(),
                        plugin.calls().health()))
                .toList();
    }

    /**
     * An archive that runs here.
     *
     * @param current whether it is the one asked unless another is named
     */
    public record State(PluginIdentity plugin, boolean current, Brings brings, PluginCalls.Health health) {}

    /** Every policy a tenant has. */
    public List<PolicyHandle> policies(int tenant) {
        return running.of(tenant)
                .flatMap(plugin -> plugin.brings().policies().stream())
                .toList();
    }

    /** Every register a tenant has. */
    public List<RegisterHandle> registers(int tenant) {
        return running.of(tenant)
                .flatMap(plugin -> plugin.brings().registers().stream())
                .toList();
    }

    /** A register that any tenant has, of the version that is asked where none is named; for whoever asks without a tenant. */
    public Optional<RegisterHandle> anyRegister(String pluginId, String registerId) {
        var now = running;
        return Stream.concat(now.current().values().stream(), now.byHash().values().stream())
                .filter(plugin -> plugin.identity().id().equals(pluginId)
                        && !now.choices().stopped().contains(pluginId))
                .flatMap(plugin -> plugin.brings().registers().stream())
                .filter(register -> register.id().equals(registerId))
                .findFirst();
    }

    /** The endpoints of a plugin as a tenant has it. */
    public List<EndpointHandle> endpoints(int tenant, String pluginId) {
        return running.of(tenant, pluginId)
                .map(plugin -> plugin.brings().endpoints())
                .orElse(List.of());
    }

    /** Every indicator a tenant has. */
    public List<IndicatorHandle> indicators(int tenant) {
        return running.of(tenant)
                .flatMap(plugin -> plugin.brings().indicators().stream())
                .toList();
    }

    /** Every screening a tenant has. */
    public List<ScreeningHandle> screenings(int tenant) {
        return running.of(tenant)
                .flatMap(plugin -> plugin.brings().screenings().stream())
                .toList();
    }

    /** Every channel a tenant has. */
    public List<ChannelHandle> channels(int tenant) {
        return running.of(tenant)
                .flatMap(plugin -> plugin.brings().channels().stream())
                .toList();
    }

    /** Whether anything that runs has settings. */
    public boolean anySettings() {
        return running.byHash().values().stream()
                .anyMatch(plugin -> plugin.brings().settings().isPresent());
    }

    /** The settings of every plugin that has some and that a tenant, or somebody below it, has. */
    public List<SettingsHandle> settings(int tenant) {
        var now = running;
        return now.plugins()
                .flatMap(plugin -> now.over(tenant, plugin).stream())
                .flatMap(plugin -> plugin.brings().settings().stream())
                .toList();
    }

    /** The settings of such a plugin, if it has some. */
    public Optional<SettingsHandle> settings(int tenant, String pluginId) {
        return running.over(tenant, pluginId).flatMap(plugin -> plugin.brings().settings());
    }

    /** The policy of that id from that plugin as a tenant has it. */
    public Optional<PolicyHandle> policy(int tenant, String pluginId, String policyId) {
        return running.of(tenant, pluginId).flatMap(plugin -> plugin.policy(policyId));
    }

    /** The version of a plugin that a tenant tries beside the one it has, if it runs. */
    public Optional<String> shadow(int tenant, String pluginId) {
        var now = running;
        return now.of(tenant, pluginId)
                .flatMap(asked -> now.choices()
                        .of(tenant, pluginId)
                        .flatMap(TenantChoices.Choice::shadow)
                        .filter(hash -> now.byHash().containsKey(hash)));
    }

    /** The policy as the very archive that made a decision brings it, if that archive is loaded. */
    public Optional<PolicyHandle> pinned(String pluginId, String policyId, String pluginHash) {
        return archive(pluginId, pluginHash).flatMap(plugin -> plugin.policy(policyId));
    }

    /**
     * The policy that a plugin's language makes of a definition, if the tenant of the heading has the plugin; compiled once.
     *
     * @throws DefinitionException if the definition has faults
     */
    public Optional<PolicyHandle> composed(String pluginId, PolicyDefinition definition, PolicyHeading heading) {
        return running.of(heading.jurisdiction(), pluginId).flatMap(plugin -> composed(plugin, definition, heading));
    }

    /** The same by the very archive that made a decision, if that archive is loaded. */
    public Optional<PolicyHandle> pinnedComposed(
            String pluginId, String pluginHash, PolicyDefinition definition, PolicyHeading heading) {
        return archive(pluginId, pluginHash).flatMap(plugin -> composed(plugin, definition, heading));
    }

    /** Everything wrong with a definition; a language that the tenant of the heading has not is the first thing wrong. */
    public List<Finding> check(String pluginId, PolicyDefinition definition, PolicyHeading heading) {
        return check(running.of(heading.jurisdiction(), pluginId), pluginId, definition, heading);
    }

    /** The same for what is configured, whether the tenant has the plugin switched on or not. */
    public List<Finding> checkConfigured(String pluginId, PolicyDefinition definition, PolicyHeading heading) {
        return check(Optional.ofNullable(running.current().get(pluginId)), pluginId, definition, heading);
    }

    private static List<Finding> check(
            Optional<RunningPlugin> by, String pluginId, PolicyDefinition definition, PolicyHeading heading) {
        return by.flatMap(plugin -> plugin.language(definition.language())
                        .map(language -> plugin.check(language, definition, heading)))
                .orElseGet(() -> List.of(new Finding(
                        "",
                        new Text(
                                "本单位没有启用提供措施语言“" + definition.language() + "”的插件“" + pluginId
                                        + "”;请在“插件”页面启用,或改用已启用的语言。",
                                "this tenant has no plugin '" + pluginId + "' with the language '"
                                        + definition.language()
                                        + "': enable it on the page of plugins, or use a language that is enabled"))));
    }

    /** The plugin that brings a language to a tenant, if one does. */
    public Optional<String> speaking(int tenant, String language) {
        return running.of(tenant)
                .filter(plugin -> plugin.language(language).isPresent())
                .map(plugin -> plugin.identity().id())
                .findFirst();
    }

    /** The JSON Schema of a language's definitions, if the tenant has it. */
    public Optional<String> schema(int tenant, String pluginId, String language) {
        return running.of(tenant, pluginId)
                .flatMap(plugin ->
                        plugin.language(language).map(found -> plugin.calls().call(language, found::schema)));
    }

    private static Optional<PolicyHandle> composed(
            RunningPlugin plugin, PolicyDefinition definition, PolicyHeading heading) {
        return plugin.language(definition.language()).map(language -> plugin.compiled(language, definition, heading));
    }

    private Optional<RunningPlugin> archive(String pluginId, String hash) {
        if (!runs(hash)) {
            missing.apply(hash).ifPresent(this::runBeside);
        }
        return Optional.ofNullable(running.byHash().get(hash))
                .filter(plugin -> plugin.identity().id().equals(pluginId));
    }

    private synchronized void change(UnaryOperator<Running> to) {
        running = to.apply(running);
    }

    @PreDestroy
    void stop() {
        change(all -> Running.NOTHING);
    }
}
