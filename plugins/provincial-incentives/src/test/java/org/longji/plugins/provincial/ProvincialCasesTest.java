package org.longji.plugins.provincial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.longji.plugin.testkit.PolicyTool;

@DisplayName("deploy/policy check finds every case of the province's classes as expected")
class ProvincialCasesTest {

    private static final Path MODULE =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();

    @TempDir
    Path plugins;

    @BeforeEach
    void packThePlugin() throws IOException {
        Path classes = MODULE.resolve("target/classes");
        try (var jar = new JarOutputStream(Files.newOutputStream(plugins.resolve("plugin.jar")));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                jar.write(Files.readAllBytes(file));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plan-buyer-subsidy",
                "plan-seller-award",
                "buyer-subsidy-2024",
                "institution-award-2024",
                "demonstration-institution-award",
                "inventor-equity-check",
                "reward-share-check",
                "conversion-agreement-check"
            })
    void policy(String id) {
        check(id, MODULE.resolve("src/main/resources/META-INF/longji/scenarios/" + id + ".yaml"));
    }

    @Test
    @DisplayName("one side of a project in a year, over the policies of both sides")
    void oneSide() {
        check("plan-buyer-subsidy", MODULE.resolve("src/test/resources/cases/one-side.yaml"));
    }

    private void check(String id, Path cases) {
        var said = new ByteArrayOutputStream();
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        Path line = MODULE.resolve("../../tenants-config/heilongjiang/policies/" + id + ".yaml");
        int end = PolicyTool.run(
                new String[] {"check", line.toString(), cases.toString(), "--plugins", plugins.toString()}, out, out);
        assertThat(end).as(said.toString(StandardCharsets.UTF_8)).isZero();
    }
}
