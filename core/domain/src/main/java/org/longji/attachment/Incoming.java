package org.longji.attachment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that was taken in and waits, outside the database, for its record to be written. Closing removes it.
 *
 * @param name its name, cleaned
 */
public record Incoming(
        Path file,
        String name,
        FileType type,
        long size,
        String sha256,
        @Nullable String textHash) implements AutoCloseable {

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
