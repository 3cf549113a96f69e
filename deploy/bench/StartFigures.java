import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Starts Longji twice on one fresh data directory and reports the second start. CPU time is that of the launcher, of the database
 * and of all helpers that ended before; memory is the proportional share (PSS) of every process, so that pages shared between the
 * database's processes count once.
 */
final class StartFigures {
    /** Ticks per second in /proc/PID/stat: USER_HZ, which is 100 on every Linux that Java runs on. */
    private static final long TICKS = 100;

    public static void main(String[] arguments) throws Exception {
        Path data = Files.createTempDirectory("longji-bench");
        stop(start(arguments[0], data));
        long begun = System.nanoTime();
        Process second = start(arguments[0], data);
        long nanoseconds = System.nanoTime() - begun;
        List<Long> group = Stream.concat(Stream.of(second.toHandle()), second.descendants())
                .map(ProcessHandle::pid)
                .toList();
        long ticks = group.stream().mapToLong(StartFigures::ticks).sum();
        long kibibytes = group.stream().mapToLong(StartFigures::pss).sum();
        stop(second);
        System.out.printf(Locale.ROOT, "ready_seconds: %d.%d s%n", nanoseconds / 1_000_000_000, nanoseconds / 100_000_000 % 10);
        System.out.printf(Locale.ROOT, "ready_cpu_seconds: %d.%d s%n", ticks / TICKS, ticks * 10 / TICKS % 10);
        System.out.printf(Locale.ROOT, "rss_mib: %d MiB%n", kibibytes / 1024);
    }

    private static Process start(String run, Path data) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(run, "--port", "0", "--data", data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("LONGJI_DEMO_PASSWORD", "bench-" + data.getFileName());
        Process process = builder.start();
        if (process.inputReader().readLine() == null) {
            throw new IOException("Longji did not become ready");
        }
        return process;
    }

    private static void stop(Process process) throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    private static long ticks(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // Behind the name, which may hold spaces: user, system and the waited-for children's user and system time.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Long.parseLong(fields[11]) + Long.parseLong(fields[12]) + Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long pss(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
