package org.longji.plugins.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.longji.plugin.testkit.PolicyTool;

@DisplayName("deploy/policy")
class PolicyToolTest {

    private static final Path MODULE =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final Path SAMPLES = MODULE.resolve("../../tenants-config/heilongjiang/daqing/samples");

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void packThePlugin() throws IOException {
        Path classes = MODULE.resolve("target/classes");
        Files.createDirectories(folder.resolve("plugins"));
        try (var jar = new JarOutputStream(Files.newOutputStream(folder.resolve("plugins/plugin.jar")));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                jar.write(Files.readAllBytes(file));
            }
        }
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--plugins", folder.resolve("plugins").toString()));
        return PolicyTool.run(
                all.toArray(String[]::new),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private Path copy(String name, String from, String to) throws IOException {
        String text = Files.readString(SAMPLES.resolve(name));
        assertThat(text).contains(from);
        return Files.writeString(folder.resolve(name), text.replace(from, to));
    }

    private static String sample(String name) {
        return SAMPLES.resolve(name).toString();
    }

    @Test
    @DisplayName("ends with 0 where everything is as expected, conformance included")
    void asExpected() {
        assertThat(run(
                        "check",
                        sample("daqing-pool.yaml"),
                        sample("daqing-pool.cases.yaml"),
                        "--conformance",
                        "--explain"))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("9 cases: 9 as expected, 0 different")
                .contains("conformance: 16 of 16 checks passed")
                .contains("3 × 10,000.00 = 30,000.00");
    }

    @Test
    @DisplayName("ends with 1 and prints what was expected, what came and how")
    void difference() throws IOException {
        Path cases = copy("daqing-pool.cases.yaml", "expect: {amount: 20000.00}", "expect: {amount: 20000.01}");
        assertThat(run("check", sample("daqing-pool.yaml"), cases.toString())).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("✗ 后来的得余下2万元")
                .contains("expected amount 20000.01, got 20000.00")
                .contains("POOL_SHARE")
                .contains("9 cases: 8 as expected, 1 different");
    }

    @Test
    @DisplayName("ends with 2 and the line of a fault in the measure, the values or the cases")
    void fault() throws IOException {
        Path measure = copy("daqing-pool.yaml", "floor(contract.technologyAmount", "floor(contract.technologyAmuont");
        assertThat(run("check", measure.toString(), sample("daqing-pool.cases.yaml")))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("daqing-pool.yaml:24: /versions/0/definition/amount/0/count");
        err.reset();
        Path values = copy("daqing-pool.yaml", "cap: \"100000.00\"", "cap: \"many\"");
        assertThat(run("check", values.toString(), sample("daqing-pool.cases.yaml")))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("daqing-pool.yaml:29: /versions/0/parameters/cap");
        err.reset();
        Path cases = copy("daqing-pool.cases.yaml", "expect: {refused: [POOL_USED_UP]}", "expects: {}");
        assertThat(run("check", sample("daqing-pool.yaml"), cases.toString())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("daqing-pool.cases.yaml:")
                .contains("expects");
        err.reset();
        assertThat(run("check", sample("nowhere.yaml"), cases.toString())).isEqualTo(2);
        assertThat(run("examine")).isEqualTo(2);
    }

    @Test
    @DisplayName("the guide's own measure pays what the guide's own cases say")
    void guide() throws IOException {
        List<String> blocks = new ArrayList<>();
        String[] parts =
                Files.readString(MODULE.resolve("../../core/docs/measures.md")).split("```yaml\n");
        for (int i = 1; i < parts.length; i++) {
            blocks.add(parts[i].substring(0, parts[i].indexOf("```")));
        }
        Path measure = Files.writeString(folder.resolve("guide.yaml"), blocks.get(0));
        Path cases = Files.writeString(folder.resolve("guide.cases.yaml"), blocks.get(1));
        assertThat(run("check", measure.toString(), cases.toString()))
                .as(out + "\n" + err)
                .isZero();
    }

    @Test
    @DisplayName("prints the schema")
    void schema() {
        assertThat(run("schema")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("measure.schema.json");
    }
}
