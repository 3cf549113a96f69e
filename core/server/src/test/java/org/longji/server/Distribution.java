package org.longji.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A process of the built distribution with what it said; it never outlives the JVM that started it. The cache of unpacked binaries
 * is shared by all of a JVM: two first starts at the same moment would unpack into each other's.
 */
public final class Distribution implements AutoCloseable {
    private static final Path HOME = Path.of(System.getProperty("longji.distribution", "target/longji"));
    private static final Path CACHE = Path.of(System.getProperty("longji.cache", "target/longji-cache"));

    private final Process process;
    private final Path out;
    private final Path err;

    private Distribution(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** The plugins it comes with. */
    static Path plugins() {
        return HOME.resolve("plugins");
    }

    /** Where it is unpacked, unless the arguments say otherwise. */
    static Path cache() {
        return CACHE;
    }

    public static Distribution start(Path data, String... arguments) {
        return start(data, Map.of(), arguments);
    }

    public static Distribution start(Path data, Map<String, String> environment, String... arguments) {
        try {
            List<String> command =
                    new ArrayList<>(List.of(HOME.resolve("longji").toString()));
            command.addAll(List.of("--data", data.toString(), "--cache", cache().toString()));
            command.addAll(List.of(arguments));
            Path out = Files.createTempFile("longji", ".out");
            Path err = Files.createTempFile("longji", ".err");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("LONGJI_"));
            builder.environment().putIfAbsent("JAVA_HOME", System.getProperty("java.home"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            // A JVM that is told to end in the middle of a test closes nothing.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "Longji ends"));
            return new Distribution(process, out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the ready line and returns the base address in it. */
    public String awaitReady() {
        long deadline = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            Optional<String> ready = out().lines()
                    .filter(line -> line.startsWith("Longji is ready: "))
                    .findFirst();
            if (ready.isPresent()) {
                return ready.get().substring("Longji is ready: ".length());
            }
            pause();
        }
        process.destroy();
        throw new IllegalStateException("Longji did not become ready: " + out() + err());
    }

    /** Waits for the process to end by itself and returns its exit status. */
    public int awaitExit() {
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                throw new IllegalStateException("Longji is still running: " + out() + err());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As the kernel does it when memory is short: no hook runs, the database is left an orphan. */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    public long pid() {
        return process.pid();
    }

    public String out() {
        return read(out);
    }

    public String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As Ctrl-C and a service manager do it. */
    @Override
    public void close() {
        process.destroy();
        awaitExit();
    }
}
