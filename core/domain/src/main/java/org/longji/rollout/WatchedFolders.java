package org.longji.rollout;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.File;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.longji.pluginhost.PluginHost;
import org.longji.pluginhost.PluginRefusedException;
import org.longji.shared.ProblemException;
import org.longji.shared.StartupStep;

/**
 * Looks for archives that are laid into this node's folder: each is taken in as if it were uploaded and waits for approval. In
 * development it looks at what the build makes as well, and runs that at once: archives, and classes that were compiled since.
 * A file {@code NAME.remove} that holds the hash of an archive uninstalls it.
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

    /** Folders of plugins in development, and folders of such folders. */
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
            modules().forEach(this::settle);
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
                    reload(file, file);
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
                modules().forEach(this::reload);
            }
        } catch (RuntimeException e) {
            // A schedule ends with the first exception.
            LOG.log(Level.WARNING, "The folders of plugins could not be read", e);
        }
    }

    /** Those of the checkout came with the start; one that was named is run now. */
    private void settle(Module module) {
        if (!module.named()) {
            module.archives().forEach(file -> done.put(file, now(file)));
        }
        done.put(module.classes(), now(module.classes()));
    }

    private void reload(Module module) {
        module.archives().stream().filter(this::changed).forEach(file -> reload(file, file));
        var classes = module.classes();
        // What was packed after it was compiled is taken from the archive.
        if (changed(classes)
                && module.archives().stream()
                        .noneMatch(file -> now(file).changed() >= now(classes).changed())) {
            packed(module).ifPresent(file -> {
                reload(file, classes);
                delete(file);
            });
        }
    }

    /** What was compiled, packed with the manifest of the last archive; the build alone knows the plugin's name and version. */
    private static Optional<Path> packed(Module module) {
        var latest = module.archives().stream()
                .max(Comparator.comparing(file -> now(file).changed()));
        if (latest.isEmpty()) {
            return Optional.empty();
        }
        try (var archive = new JarFile(latest.get().toFile())) {
            var file = Files.createTempFile(latest.get().getFileName().toString(), ".jar");
            try (var out = new JarOutputStream(Files.newOutputStream(file), archive.getManifest())) {
                for (var compiled : files(module.classes())) {
                    out.putNextEntry(new JarEntry(
                            module.classes().relativize(compiled).toString().replace('\\', '/')));
                    Files.copy(compiled, out);
                }
            }
            return Optional.of(file);
        } catch (IOException e) {
            // Compiled again meanwhile: the next look finds it changed once more.
            LOG.log(Level.WARNING, "What was compiled in {0} could not be packed: {1}", module.folder(), e);
            return Optional.empty();
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The file {0} stays behind: {1}", file, e);
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

    private void reload(Path file, Path source) {
        try {
            var plugin = host.run(file);
            host.leaveOthers(plugin.id(), plugin.hash());
            LOG.log(Level.INFO, "Plugin {0} reloaded from {1}", plugin.id(), source);
        } catch (PluginRefusedException e) {
            LOG.log(Level.ERROR, "Plugin " + source + " is refused: " + e.getMessage());
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

    /**
     * A plugin in development.
     *
     * @param named whether it was named by itself and is no part of the checkout
     */
    private record Module(Path folder, boolean named) {

        /** Archives that the build made, none of them its sources or tests. */
        List<Path> archives() {
            return jars(Stream.of(folder.resolve("target")));
        }

        Path classes() {
            return folder.resolve("target/classes");
        }
    }

    private List<Module> modules() {
        return sources.stream()
                .flatMap(paths -> Stream.of(paths.split(File.pathSeparator)))
                .map(Path::of)
                .flatMap(source -> Files.isDirectory(source.resolve("src"))
                        ? Stream.of(new Module(source, true))
                        : list(source).stream().map(folder -> new Module(folder, false)))
                .toList();
    }

    private static List<Path> jars(Stream<Path> directories) {
        return files(directories, ".jar");
    }

    private static List<Path> files(Stream<Path> directories, String ending) {
        return directories
                .flatMap(directory -> list(directory).stream())
                .filter(file -> file.toString().endsWith(ending))
                .filter(file -> !file.toString().matches(".*-(sources|tests|javadoc)\\.jar"))
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

    /** A folder is as new as the newest file in it. */
    private static Seen now(Path file) {
        try {
            if (!Files.isDirectory(file)) {
                return new Seen(Files.getLastModifiedTime(file).toMillis(), Files.size(file));
            }
            long changed = 0;
            long size = 0;
            for (var each : files(file)) {
                var inside = now(each);
                changed = Math.max(changed, inside.changed());
                size += inside.size();
            }
            return new Seen(changed, size);
        } catch (IOException e) {
            return new Seen(0, -1);
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @PreDestroy
    void stop() {
        if (running != null) {
            running.cancel(false);
        }
    }
}
