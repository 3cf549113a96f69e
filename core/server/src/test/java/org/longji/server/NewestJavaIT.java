package org.longji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What Java 17 built also runs on the newest long-term release")
class NewestJavaIT {
    private static final Path INSTALLED = Path.of("/usr/lib/jvm");

    @TempDir
    Path folder;

    @Test
    @DisplayName("Java 25, where it is installed")
    void startsOnJava25() throws IOException {
        List<Path> homes = homes();
        assumeTrue(!homes.isEmpty(), "no Java 25 is installed here");
        Map<String, String> environment = Map.of("JAVA_HOME", homes.get(0).toString());
        try (Distribution longji = Distribution.start(folder, environment, "--port", "0", "--empty")) {
            assertThat(longji.awaitReady()).startsWith("http://127.0.0.1:");
        }
    }

    private static List<Path> homes() throws IOException {
        if (!Files.isDirectory(INSTALLED)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(INSTALLED)) {
            return found.filter(home -> home.getFileName().toString().matches(".*\\b25\\b.*"))
                    .filter(home -> Files.isExecutable(home.resolve("bin/java")))
                    .toList();
        }
    }
}
