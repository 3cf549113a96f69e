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
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.longji.pluginhost.PluginArchive;
import org.longji.pluginhost.PluginHost;
import org.longji.pluginhost.PluginRefusedException;
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
    static final TenantScope EVERYWHERE = new TenantScope(100_000, 999_999, Optional.empty());
    private static final long MILLIS_BETWEEN = 1_000;

    @Inject
    Transactions transactions;

    @Inject
    PluginRecords records;

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
    @ConfigProperty(name = "longji.node", defaultValue = "node")
    String node;

    @Resource
    ManagedScheduledExecutorService schedule;

    @Resource
    ManagedExecutorService executor;

    /** What came with Longji, by plugin. */
    private final Map<String, String> bundled = new HashMap<>();

    private String followed = "";
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
                        EVERYWHERE,
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
        var stamp = transactions.within(EVERYWHERE, records::stamp);
        if (stamp.equals(followed)) {
            return;
        }
        for (var rollout : transactions.within(EVERYWHERE, records::rollouts)) {
            follow(rollout);
        }
        followed = stamp;
    }

    private void follow(PluginRecords.Rollout rollout) {
        var wanted = rollout.hash().or(() -> Optional.ofNullable(bundled.get(rollout.plugin())));
        Optional<String> failure = Optional.empty();
        if (wanted.isEmpty() || !rollout.running() || !trusted(wanted.get())) {
            host.pause(rollout.plugin());
        } else {
            try {
                run(wanted.get());
                host.leaveOthers(rollout.plugin(), wanted.get());
            } catch (PluginRefusedException e) {
                // The version that ran runs on.
                failure = Optional.of(e.getMessage());
                LOG.log(Level.ERROR, "Plugin " + rollout.plugin() + " was not upgraded: " + e.getMessage(), e);
            }
        }
        if (wanted.isPresent()) {
            boolean runs = failure.isEmpty() && rollout.running();
            var message = failure;
            transactions.within(EVERYWHERE, em -> {
                records.tell(em, node, wanted.get(), runs, message, clock.instant());
                return node;
            });
        }
    }

    /**
     * Runs an archive that is kept, and asks it from now on.
     *
     * @throws PluginRefusedException if it does not start; then what ran runs on
     */
    void run(String hash) {
        if (!host.runs(hash)) {
            host.run(fetch(hash).orElseThrow(() -> new IllegalStateException("No archive " + hash + " is kept")));
        } else {
            host.makeCurrent(hash);
        }
    }

    private boolean trusted(String hash) {
        return transactions
                .within(EVERYWHERE, em -> records.archive(em, hash))
                .filter(PluginRecords.Archive::trusted)
                .isPresent();
    }

    /** The archive as a file of this node, if it is kept and trusted. */
    private Optional<Path> fetch(String hash) {
        var content = transactions.within(
                EVERYWHERE,
                em -> records.archive(em, hash)
                        .filter(PluginRecords.Archive::trusted)
                        .flatMap(archive -> records.content(em, hash)));
        return content.map(bytes -> {
            try {
                var directory = Files.createDirectories(cacheDirectory
                        .map(Path::of)
                        .orElse(Path.of(System.getProperty("java.io.tmpdir"), "longji-plugins")));
                var file = directory.resolve(hash + ".jar");
                // Written anew each time: what lies in a cache is nobody's promise.
                var fresh = Files.createTempFile(directory, hash, ".tmp");
                Files.write(fresh, bytes);
                return Files.move(fresh, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
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
