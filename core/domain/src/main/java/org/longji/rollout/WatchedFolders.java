package org.longji.rollout;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.longji.pluginhost.PluginHost;
import org.longji.pluginhost.PluginRefusedException;
import org.longji.shared.ProblemException;
import org.longji.shared.StartupStep;

/**
 * Looks for archives that are laid into this node's folder: each is taken in as if it were uploaded and waits for approval. In
 * development it looks at what the build makes as well, and runs that at once. A file {@code NAME.remove} that holds the hash of an
 * archive uninstalls it.
 */
@ApplicationScoped
class WatchedFolders implements StartupStep {

    private static final Logger LOG = System.getLogger(WatchedFolders.class.getName());
    private static final long MILLIS_BETWEEN = 300;

    @Inject
    PluginCatalogue catalogue;

    @Inject
    PluginHost host;

    @Inject
    @ConfigProperty(name = "longji.plugins.watched")
    Optional<String> folder;

    @Inject
    @ConfigProperty(name = "longji.dev", defaultValue = "false")
    boolean development;

    @Inject
    @ConfigProperty(name = "longji.dev.sources")
    Optional<String> sources;

    @Resource
    ManagedScheduledExecutorService schedule;

    private record Seen(long changed, long size) {}

    /** As they were when last looked at, and when something was last done with them. */
    private final Map<Path, Seen> seen = new HashMap<>();

    private final Map<Path, Seen> done = new HashMap<>();
    private @Nullable Future<?> running;

    @Override
    public Stage stage() {
        return Stage.JOBS;
    }

    @Override
    public void run() {
        if (development) {
            // What is there already came with the start.
            builds().forEach(file -> done.put(file, now(file)));
        }
        running = schedule.scheduleWithFixedDelay(this::look, MILLIS_BETWEEN, MILLIS_BETWEEN, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            for (var file : jars(folder.map(Path::of).stream())) {
                if (!changed(file)) {
                    continue;
                }
                if (development) {
                    reload(file);
                } else {
                    take(file);
                }
            }
            for (var file : files(folder.map(Path::of).stream(), ".remove")) {
                if (changed(file)) {
                    remove(file);
                }
            }
            if (development) {
                builds().stream().filter(this::changed).forEach(this::reload);
            }
        } catch (RuntimeException e) {
            // A schedule ends with the first exception.
            LOG.log(Level.WARNING, "The folders of plugins could not be read", e);
        }
    }

    /** Whether a file is new or another than it was, and nobody writes it any more: it is the same at two looks. */
    private boolean changed(Path file) {
        var now = now(file);
        boolean settled = now.equals(seen.put(file, now));
        if (!settled || now.equals(done.get(file))) {
            return false;
        }
        done.put(file, now);
        return true;
    }

    private void reload(Path file) {
        try {
            var plugin = host.run(file);
            host.leaveOthers(plugin.id(), plugin.hash());
            LOG.log(Level.INFO, "Plugin {0} reloaded from {1}", plugin.id(), file);
        } catch (PluginRefusedException e) {
            LOG.log(Level.ERROR, "Plugin " + file.getFileName() + " is refused: " + e.getMessage());
        }
    }

    private void take(Path file) {
        var signature = file.resolveSibling(file.getFileName() + ".sig");
        String outcome;
        try {
            catalogue.bring(
                    Files.readAllBytes(file),
                    Files.exists(signature) ? Optional.of(Files.readString(signature)) : Optional.empty());
            outcome = "taken";
        } catch (ProblemException e) {
            outcome = "refused";
            LOG.log(Level.ERROR, "Plugin " + file.getFileName() + " is refused: " + said(e));
        } catch (IOException e) {
            LOG.log(Level.ERROR, "Plugin " + file.getFileName() + " cannot be read", e);
            return;
        }
        move(file, outcome);
        move(signature, outcome);
    }

    /** A file that names an archive by its hash: whoever runs the node wants it uninstalled. */
    private void remove(Path file) {
        String outcome;
        try {
            catalogue.uninstall(Files.readString(file).strip());
            outcome = "taken";
        } catch (ProblemException e) {
            outcome = "refused";
            LOG.log(Level.ERROR, file.getFileName() + " removes nothing: " + said(e));
        } catch (IOException e) {
            LOG.log(Level.ERROR, file.getFileName() + " cannot be read", e);
            return;
        }
        move(file, outcome);
    }

    private static String said(ProblemException e) {
        return e.problem() + " " + e.parameters()
                + e.errors().stream().map(error -> " " + error.messageEn()).toList();
    }

    private static void move(Path file, String outcome) {
        if (!Files.exists(file)) {
            return;
        }
        try {
            var directory = Files.createDirectories(file.resolveSibling(outcome));
            Files.move(file, directory.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "Plugin " + file.getFileName() + " could not be moved", e);
        }
    }

    /** What the build makes of the plugins of a checkout. */
    private List<Path> builds() {
        return sources.map(Path::of).stream()
                .flatMap(root -> list(root).stream())
                .flatMap(module -> jars(Stream.of(module.resolve("target"))).stream())
                .toList();
    }

    private static List<Path> jars(Stream<Path> directories) {
        return files(directories, ".jar");
    }

    private static List<Path> files(Stream<Path> directories, String ending) {
        return directories
                .flatMap(directory -> list(directory).stream())
                .filter(file -> file.toString().endsWith(ending))
                .toList();
    }

    private static List<Path> list(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return new ArrayList<>(files.sorted().toList());
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Seen now(Path file) {
        try {
            return new Seen(Files.getLastModifiedTime(file).toMillis(), Files.size(file));
        } catch (IOException e) {
            return new Seen(0, -1);
        }
    }

    @PreDestroy
    void stop() {
        if (running != null) {
            running.cancel(false);
        }
    }
}
