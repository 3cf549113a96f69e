package org.longji.server.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.longji.server.launch.StartupFailure;

/** The PostgreSQL programs that travel as an archive on the class path, unpacked once into the cache. */
final class PostgresBinaries {
    private final Path folder;

    private PostgresBinaries(Path folder) {
        this.folder = folder;
    }

    static PostgresBinaries unpackedInto(Path cache) throws IOException, StartupFailure {
        String architecture = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String archive = "/postgres-linux-" + (architecture.equals("aarch64") ? "arm_64" : "x86_64") + ".txz";
        try (InputStream packed = PostgresBinaries.class.getResourceAsStream(archive)) {
            if (packed == null) {
                throw new StartupFailure("There is no embedded PostgreSQL for " + System.getProperty("os.name") + " on "
                        + architecture + " in this distribution; name a server with --database.");
            }
            // The size tells two releases of the archive apart without reading it whole on every start.
            Path folder = cache.resolve("postgres-" + packed.available());
            if (!Files.isDirectory(folder)) {
                Path half = Files.createDirectories(cache).resolve(folder.getFileName() + ".half");
                deleteTree(half);
                unpack(packed, half);
                Files.move(half, folder);
            }
            return new PostgresBinaries(folder);
        }
    }

    private static void unpack(InputStream packed, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed, 1 << 16)))) {
            for (@Nullable TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("The archive reaches outside its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(file.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, file);
                    Files.setPosixFilePermissions(file, permissions((entry.getMode() & 0100) != 0));
                }
            }
        }
    }

    private static Set<PosixFilePermission> permissions(boolean executable) {
        return PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--");
    }

    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(root)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }

    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    /** The major version, which must be that of the data. */
    String majorVersion() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(program("postgres").toString(), "--version").start();
        String answer = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        process.waitFor();
        return answer.replaceFirst("^\\D*(\\d+)[\\s\\S]*$", "$1");
    }
}
