package org.longji.document;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Sha256;

/**
 * Uploaded files waiting for their job, each named by the job's id. A file is on the disk for good before its job is
 * ordered, so that a crash in between loses neither, and it is removed when the job has ended.
 */
@Dependent
public class Uploads {

    /** The largest file taken. */
    public static final long MAX_BYTES = 200L * 1024 * 1024;

    private final Path directory;

    @Inject
    Uploads(@ConfigProperty(name = "longji.data.dir") String dataDirectory) {
        this(Path.of(dataDirectory));
    }

    Uploads(Path dataDirectory) {
        this.directory = dataDirectory.resolve("uploads");
    }

    /** Uploads kept below this data directory, outside a container. */
    public static Uploads in(Path dataDirectory) {
        return new Uploads(dataDirectory);
    }

    /**
     * A file that was taken in.
     *
     * @param id what its job will be called
     * @param name what the sender called it; only ever shown
     */
    public record Upload(UUID id, String name, long size, String sha256) {}

    /**
     * Streams a file to the disk.
     *
     * @throws ProblemException FILE_TOO_LARGE beyond {@link #MAX_BYTES}
     */
    public Upload receive(InputStream in, String name) {
        var id = UUID.randomUUID();
        try {
            Files.createDirectories(directory);
            var digest = Sha256.digest();
            long size = 0;
            boolean complete = false;
            try (var out = FileChannel.open(file(id), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                var buffer = new byte[1 << 16];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    size += read;
                    if (size > MAX_BYTES) {
                        throw new ProblemException(
                                Problem.FILE_TOO_LARGE, Map.of("limit", MAX_BYTES / 1024 / 1024 + " MiB"));
                    }
                    digest.update(buffer, 0, read);
                    var bytes = ByteBuffer.wrap(buffer, 0, read);
                    while (bytes.hasRemaining()) {
                        out.write(bytes);
                    }
                }
                out.force(true);
                complete = true;
            } finally {
                if (!complete) {
                    Files.deleteIfExists(file(id));
                }
            }
            return new Upload(id, name, size, HexFormat.of().formatHex(digest.digest()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file(UUID id) {
        return directory.resolve(id + ".upload");
    }

    /** Where the lines of a ledger wait between being read and being staged. */
    Path rows(UUID id) {
        return directory.resolve(id + ".rows");
    }

    /** The jobs that something is kept for. */
    Set<UUID> all() {
        if (!Files.isDirectory(directory)) {
            return Set.of();
        }
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[0-9a-f-]{36}\\.(upload|rows)"))
                    .map(name -> UUID.fromString(name.substring(0, 36)))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(UUID id) {
        return Files.isRegularFile(file(id));
    }

    /** Removes everything kept for this job. */
    void remove(UUID id) {
        try {
            Files.deleteIfExists(file(id));
            Files.deleteIfExists(rows(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
