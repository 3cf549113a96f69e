package org.longji.server;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** An archive compiled and packed as its author's build would. */
final class PackedPlugin {

    private PackedPlugin() {}

    /**
     * @param type the one class in the source; the classes nested in it that carry {@code @Extension} are extensions as well
     */
    static byte[] of(String id, String version, String needs, String type, String source) throws IOException {
        var directory = Files.createTempDirectory("packed-plugin");
        var complaints = new StringWriter();
        var unit =
                new SimpleJavaFileObject(
                        URI.create("string:///" + type.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        // PF4J's own processor writes the list of extensions, as it does for every author.
        boolean compiled = ToolProvider.getSystemJavaCompiler()
                .getTask(
                        complaints,
                        null,
                        null,
                        List.of(
                                "-d",
                                directory.toString(),
                                "--release",
                                "17",
                                "-processor",
                                "org.pf4j.processor.ExtensionAnnotationProcessor",
                                "-classpath",
                                System.getProperty("java.class.path")),
                        null,
                        List.of(unit))
                .call();
        if (!compiled) {
            throw new IllegalStateException(complaints.toString());
        }
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Plugin-Id", id);
        manifest.getMainAttributes().putValue("Plugin-Version", version);
        manifest.getMainAttributes().putValue("Plugin-Requires", ">=0.1.0 & <0.2.0");
        manifest.getMainAttributes().putValue("Plugin-Provider", "示例");
        manifest.getMainAttributes().putValue("Plugin-Description", "集成测试的示例插件");
        manifest.getMainAttributes().putValue("Plugin-Needs", needs);
        var jar = Files.createTempFile("packed-plugin", ".jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(new JarEntry(directory.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
        return Files.readAllBytes(jar);
    }
}
