package org.longji.rollout;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.longji.pluginhost.PluginArchive;
import org.longji.pluginhost.PluginHost;
import org.longji.pluginhost.PluginRefusedException;
import org.longji.pluginhost.TenantChoices;
import org.longji.pluginhost.TenantChoices.Choice;
import org.longji.rollout.PluginRecords.Archive;
import org.longji.rollout.PluginRecords.Rollout;
import org.longji.rollout.TenantPluginRecords.Enablement;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.StartupStep;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/**
 * Keeps this node at what was decided: runs what should run, leaves what should not, and writes down what became of it. Every
 * node looks for itself, so that one that was away finds the same when it comes back.
 */
@ApplicationScoped
class NodePlugins implements StartupStep {

    private static final Logger LOG = System.getLogger(NodePlugins.class.getName());
    private static final String NOT_LAID_DOWN = "本节点无法存放该插件包，请查看其日志与磁盘空间。 / The archive could not be laid down on this"
            + " node: see its log and the room on its disk.";
    /** Often enough that a version runs everywhere within a second of being decided, the time it takes to load included. */
    private static final long MILLIS_BETWEEN = 250;

    private static final Duration BEFORE_TRYING_AGAIN = Duration.ofSeconds(5);

    @Inject
    Transactions transactions;

    @Inject
    PluginRecords records;

    @Inject
    TenantPluginRecords tenants;

    @Inject
    PluginHost host;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "longji.plugins.dir")
    Optional<String> bundledDirectory;

    @Inject
    @ConfigProperty(name = "longji.plugins.cache")
    Optional<String> cacheDirectory;

    @Inject
    @ConfigProperty(name = "longji.node.id", defaultValue = "node")
    String node;

    @Resource
    ManagedScheduledExecutorService schedule;

    @Resource
    ManagedExecutorService executor;

    /** What came with Longji, by plugin. */
    private final Map<String, String> bundled = new HashMap<>();

    private String followed = "";
    /** When to look again at what this node could not lay down; absent where everything was. */
    private Optional<Instant> again = Optional.empty();

    private @Nullable Future<?> running;

    @Override
    public Stage stage() {
        return Stage.PLUGINS;
    }

    @Override
    public void run() {
        bundledDirectory.map(Path::of).ifPresent(this::startBundled);
        host.askForMissing(hash ->
                CompletableFuture.supplyAsync(() -> fetch(hash), executor).join());
        follow();
        running = schedule.scheduleWithFixedDelay(this::look, MILLIS_BETWEEN, MILLIS_BETWEEN, TimeUnit.MILLISECONDS);
    }

    /** Runs what came with Longji, and keeps it: what it decides is computed again years later, whatever comes with Longji then. */
    private void startBundled(Path directory) {
        for (var file : host.start(directory)) {
            try {
                byte[] content = Files.readAllBytes(file);
                var archive = PluginArchive.read(content);
                bundled.put(archive.id(), archive.hash());
                transactions.within(
                        TenantScope.EVERYWHERE,
                        em -> records.archive(em, archive.hash()).isPresent()
                                || records.keep(
                                        em,
                                        archive,
                                        host.brings(archive.hash()),
                                        content,
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        clock.instant()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void look() {
        try {
            follow();
        } catch (RuntimeException e) {
            // A schedule ends with the first exception; the next look may find the database again.
            LOG.log(Level.WARNING, "What plugins should run could not be read", e);
        }
    }

    /** Brings this node to what was decided, if anything was since it last did. */
    synchronized void follow() {
        var stamp = transactions.within(TenantScope.EVERYWHERE, records::stamp);
        if (stamp.equals(followed)
                && again.filter(at -> !clock.instant().isBefore(at)).isEmpty()) {
            return;
        }
        again = Optional.empty();
        var kept = transactions.within(TenantScope.EVERYWHERE, records::archives).stream()
                .collect(Collectors.toMap(Archive::hash, archive -> archive));
        // Wherever they were fetched for: the one that is asked, or for the sake of an old decision.
        host.states().stream()
                .map(state -> kept.get(state.plugin().hash()))
                .filter(archive -> archive != null && !archive.trusted())
                .forEach(archive -> host.leave(archive.hash()));
        var rollouts = transactions.within(TenantScope.EVERYWHERE, records::rollouts);
        follow(transactions.within(TenantScope.EVERYWHERE, tenants::enablements), rollouts, kept);
        for (var rollout : rollouts) {
            follow(rollout, kept);
        }
        leaveUnwanted(rollouts);
        followed = stamp;
    }

    /** Runs what tenants chose or try, and only then asks it. A version that does not start changes nothing for its tenant. */
    private void follow(List<Enablement> decided, List<Rollout> rollouts, Map<String, Archive> kept) {
        var byPlugin = new HashMap<String, Map<Integer, Choice>>();
        var started = new HashMap<String, Boolean>();
        for (var one : decided) {
            var choice = one.choice();
            boolean ready = Stream.concat(choice.hash().stream(), choice.shadow().stream())
                    .filter(hash -> one.enabled())
                    .allMatch(hash -> started.computeIfAbsent(hash, h -> starts(one.plugin(), h, kept)));
            byPlugin.computeIfAbsent(one.plugin(), plugin -> new HashMap<>())
                    .put(
                            one.tenant(),
                            ready
                                    ? choice
                                    : host.choices()
                                            .of(one.tenant(), one.plugin())
                                            .orElse(choice));
        }
        host.choose(new TenantChoices(
                byPlugin,
                rollouts.stream()
                        .filter(rollout -> !rollout.running())
                        .map(Rollout::plugin)
                        .collect(Collectors.toSet())));
    }

    private boolean starts(String plugin, String hash, Map<String, Archive> kept) {
        if (!kept.containsKey(hash) || !kept.get(hash).trusted()) {
            // What is trusted no more answers nobody; its tenant is told so.
            return true;
        }
        try {
            prepare(hash);
            tell(hash, true, Optional.empty());
            return true;
        } catch (PluginRefusedException e) {
            LOG.log(Level.ERROR, "Plugin " + plugin + " does not start: " + e.getMessage(), e);
            tell(hash, false, Optional.of(e.getMessage()));
            return false;
        } catch (UncheckedIOException e) {
            notLaidDown(plugin, hash, e);
            return false;
        }
    }

    /** Leaves what neither runs for all nor was chosen by anybody any more. */
    private void leaveUnwanted(List<Rollout> rollouts) {
        var followed = rollouts.stream().map(Rollout::plugin).collect(Collectors.toSet());
        host.states().stream()
                .map(state -> state.plugin().id())
                .distinct()
                .filter(plugin -> !followed.contains(plugin))
                .forEach(plugin ->
                        host.leaveAllBut(plugin, bundled(plugin).stream().collect(Collectors.toSet())));
    }

    private void follow(Rollout rollout, Map<String, Archive> kept) {
        var wanted = rollout.hash().or(() -> bundled(rollout.plugin())).map(kept::get);
        if (!rollout.running() || wanted.filter(Archive::trusted).isEmpty()) {
            host.pause(rollout.plugin());
            wanted.ifPresent(archive -> tell(archive.hash(), false, Optional.empty()));
            return;
        }
        var hash = wanted.get().hash();
        try {
            prepare(hash);
            host.makeCurrent(hash);
            host.leaveOthers(rollout.plugin(), hash);
            tell(hash, true, Optional.empty());
        } catch (PluginRefusedException e) {
            // The version that ran runs on.
            LOG.log(Level.ERROR, "Plugin " + rollout.plugin() + " was not upgraded: " + e.getMessage(), e);
            tell(hash, false, Optional.of(e.getMessage()));
        } catch (UncheckedIOException e) {
            notLaidDown(rollout.plugin(), hash, e);
        }
    }

    /** A disk that is full today has room tomorrow. */
    private void notLaidDown(String plugin, String hash, UncheckedIOException e) {
        LOG.log(Level.ERROR, "The archive of plugin " + plugin + " could not be laid down on this node", e);
        tell(hash, false, Optional.of(NOT_LAID_DOWN));
        again = Optional.of(clock.instant().plus(BEFORE_TRYING_AGAIN));
    }

    private void tell(String hash, boolean runs, Optional<String> message) {
        transactions.within(TenantScope.EVERYWHERE, em -> {
            records.tell(em, node, hash, runs, message, clock.instant());
            return node;
        });
    }

    /**
     * Starts an archive that is kept, beside what is asked.
     *
     * @throws PluginRefusedException if it does not start
     * @throws UncheckedIOException if this node cannot lay it down
     */
    void prepare(String hash) {
        if (!host.runs(hash)) {
            host.runBeside(fetch(hash).orElseThrow(() -> new IllegalStateException("No archive " + hash + " is kept")));
        }
    }

    /**
     * The same for somebody who asked for it.
     *
     * @throws ProblemException PLUGIN_DID_NOT_START with the reason
     */
    void prepare(String plugin, String version, String hash) {
        try {
            prepare(hash);
        } catch (PluginRefusedException e) {
            throw didNotStart(plugin, version, e.getMessage());
        } catch (UncheckedIOException e) {
            LOG.log(Level.ERROR, "The archive of plugin " + plugin + " could not be laid down on this node", e);
            throw didNotStart(plugin, version, NOT_LAID_DOWN);
        }
    }

    private static ProblemException didNotStart(String plugin, String version, String reason) {
        return new ProblemException(
                Problem.PLUGIN_DID_NOT_START, Map.of("plugin", plugin, "version", version, "reason", reason));
    }

    /** The archive of a plugin that came with this Longji. */
    Optional<String> bundled(String plugin) {
        return Optional.ofNullable(bundled.get(plugin));
    }

    /** The archive as a file of this node, if it is kept and trusted. */
    private Optional<Path> fetch(String hash) {
        var content = transactions.within(
                TenantScope.EVERYWHERE,
                em -> records.archive(em, hash).filter(Archive::trusted).flatMap(archive -> records.content(em, hash)));
        return content.map(bytes -> {
            try {
                var directory = Files.createDirectories(cacheDirectory
                        .map(Path::of)
                        .orElse(Path.of(System.getProperty("java.io.tmpdir"), "longji-plugins")));
                var file = directory.resolve(hash + ".jar");
                // Written anew each time: what lies in a cache is nobody's promise.
                var fresh = Files.createTempFile(directory, hash, ".tmp");
                Files.write(fresh, bytes);
                return Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @PreDestroy
    void stop() {
        if (running != null) {
            running.cancel(false);
        }
    }
}
