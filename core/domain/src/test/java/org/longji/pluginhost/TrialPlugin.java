package org.longji.pluginhost;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A plugin written in a test: compiled from source and packed as its author's build would. */
public final class TrialPlugin {

    private static final String IMPORTS = """
            package trial;

            import java.math.*;
            import java.time.*;
            import java.util.*;
            import java.util.function.*;
            import java.util.stream.*;
            import org.longji.plugin.api.*;
            import org.pf4j.Extension;

            """;

    /** A policy called {@code trial} whose answer is the body given. */
    private static final String POLICY = IMPORTS + """
            @Extension
            public class Trial implements IncentivePolicy<Trial.Parameters> {
                public record Parameters(@Parameter(zh = "金额", en = "Amount", unit = "CNY") Money amount) {}

                static final LegalBasis BASIS = LegalBasis.of("示例〔2020〕1号", "一");

                @Override
                public PolicyDescriptor descriptor() {
                    return new PolicyDescriptor(
                        "trial", new Text("示例", "Trial"), Side.RECIPIENT, Kind.SUBSIDY, 230000, List.of(BASIS));
                }

                @Override
                public Class<Parameters> parametersType() {
                    return Parameters.class;
                }

                static Entitled pay(Money amount) {
                    return new Entitled(amount, List.of(step(amount)), List.of(), List.of());
                }

                static CalculationStep step(Money amount) {
                    return new CalculationStep("FIXED", new Text("定额", "Fixed"), Map.of(), amount.toString(), amount, BASIS);
                }

                @Override
                public Assessment assess(Facts facts, Parameters parameters) {
                    //BODY
                }
                //MEMBERS
            }
            """;

    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, String> manifest = new LinkedHashMap<>();
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    private final Set<String> absent = new HashSet<>();

    private TrialPlugin() {
        manifest.put("Plugin-Id", "trial");
        manifest.put("Plugin-Version", "1.0.0");
        manifest.put("Plugin-Requires", ">=0.1.0 & <0.2.0");
        manifest.put("Plugin-Provider", "Test");
        manifest.put("Plugin-Needs", "policies");
    }

    /** One policy that answers with that body. */
    public static TrialPlugin answering(String body) {
        return answering(body, "");
    }

    /** One policy that answers with that body, with further members. */
    static TrialPlugin answering(String body, String members) {
        return new TrialPlugin().source("Trial", POLICY.replace("//BODY", body).replace("//MEMBERS", members));
    }

    /** One policy that pays that much. */
    public static TrialPlugin paying(String yuan) {
        return answering("return pay(Money.of(\"" + yuan + "\"));");
    }

    /** One extension, written out; what every source of a trial imports stands before it. */
    public static TrialPlugin of(String type, String text) {
        return new TrialPlugin().source(type, IMPORTS + text);
    }

    public TrialPlugin version(String version) {
        return manifest("Plugin-Version", version);
    }

    public TrialPlugin manifest(String name, String value) {
        manifest.put(name, value);
        return this;
    }

    public TrialPlugin source(String type, String text) {
        sources.put(type, text);
        return this;
    }

    public TrialPlugin file(String name, byte[] content) {
        files.put(name, content);
        return this;
    }

    /** A class that is there when the plugin is compiled and missing when it runs. */
    TrialPlugin absent(String type, String members) {
        int end = type.lastIndexOf('.');
        absent.add(type.replace('.', '/') + ".class");
        return source(
                type.substring(end + 1),
                "package " + type.substring(0, end) + "; public class " + type.substring(end + 1) + " { " + members
                        + " }");
    }

    /** Packs it into the directory. */
    public Path in(Path directory) {
        var jar = directory.resolve(manifest.get("Plugin-Id") + "-" + manifest.get("Plugin-Version") + ".jar");
        var header = new Manifest();
        header.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.forEach(header.getMainAttributes()::putValue);
        try (var out = new JarOutputStream(Files.newOutputStream(jar), header)) {
            for (var file : compiled(directory).entrySet()) {
                out.putNextEntry(new JarEntry(file.getKey()));
                out.write(file.getValue());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return jar;
    }

    private Map<String, byte[]> compiled(Path directory) throws IOException {
        var classes = Files.createTempDirectory(directory, "classes");
        var compiler = ToolProvider.getSystemJavaCompiler();
        var complaints = new StringWriter();
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach((type, text) -> units.add(
                new SimpleJavaFileObject(URI.create("string:///" + type + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return text;
                    }
                }));
        boolean fine = compiler.getTask(
                        complaints,
                        null,
                        null,
                        List.of("-d", classes.toString(), "--release", "17", "-proc:none", "-Xlint:none"),
                        null,
                        units)
                .call();
        if (!fine) {
            throw new IllegalStateException(complaints.toString());
        }
        var all = new LinkedHashMap<String, byte[]>();
        try (var found = Files.walk(classes)) {
            for (var path : found.filter(Files::isRegularFile).toList()) {
                all.put(classes.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
            }
        }
        all.keySet().removeAll(absent);
        all.put("META-INF/extensions.idx", "trial.Trial\n".getBytes(StandardCharsets.UTF_8));
        all.putAll(files);
        return all;
    }
}
