package org.longji.attachment;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.longji.shared.StartupStep;

/** Removes what a process that died left of its half-taken uploads: nobody waits for them any more. */
@Dependent
class IncomingFiles implements StartupStep {

    private final Path directory;

    @Inject
    IncomingFiles(@ConfigProperty(name = "longji.data.dir") String dataDirectory) {
        this.directory = Path.of(dataDirectory).resolve("incoming");
    }

    @Override
    public Stage stage() {
        return Stage.JOBS;
    }

    @Override
    public void run() {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (var files = Files.newDirectoryStream(directory, "*.incoming")) {
            for (var file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
