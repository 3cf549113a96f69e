package org.longji.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The example registers, settings, endpoint, indicator, screening and channel of the conformance kit, packed as a plugin the way an author packs one. */
final class ExamplePlugin {

    static final String ID = "example";

    private static final Path CLASSES = Path.of("../plugin-testkit/target/classes");
    private static final String PACKAGE = "org/longji/plugin/testkit/example";

    private ExamplePlugin() {}

    /** A folder with the plugins of the distribution and the example beside them. */
    static Path besides(Path distributed) throws IOException {
        var folder = Files.createTempDirectory("longji-plugins");
        try (var jars = Files.newDirectoryStream(distributed, "*.jar")) {
            for (var jar : jars) {
                Files.copy(jar, folder.resolve(jar.getFileName()));
            }
        }
        pack(folder.resolve("example.jar"), ID, "1.0.0");
        return folder;
    }

    /** The same registers under another name and version. */
    static void pack(Path jar, String id, String version) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Plugin-Id", id);
        manifest.getMainAttributes().putValue("Plugin-Version", version);
        manifest.getMainAttributes()
                .putValue(
                        "Plugin-Needs",
                        "registers, registered-contracts, endpoints, settings, indicators, screenings, channels");
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var files = Files.list(CLASSES.resolve(PACKAGE))) {
            out.putNextEntry(new JarEntry("META-INF/extensions.idx"));
            out.write(("org.longji.plugin.testkit.example.Courses\norg.longji.plugin.testkit.example.Certificates\n"
                            + "org.longji.plugin.testkit.example.TrainingSettings\norg.longji.plugin.testkit.example.OpenCourses\n"
                            + "org.longji.plugin.testkit.example.Offers\norg.longji.plugin.testkit.example.FarEast\n"
                            + "org.longji.plugin.testkit.example.PersonsCertified\norg.longji.plugin.testkit.example.ListedNames\n")
                    .getBytes(StandardCharsets.UTF_8));
            files.forEach(file -> {
                try {
                    out.putNextEntry(new JarEntry(PACKAGE + "/" + file.getFileName()));
                    Files.copy(file, out);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
