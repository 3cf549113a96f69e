package org.longji.plugins.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.longji.plugin.testkit.MeasureCheck;

@DisplayName("the cities' sample packs")
class SamplePacksTest {

    private static final Path CONFIG =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("../../tenants-config");

    private static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.walk(CONFIG)) {
            return files.filter(file -> file.getParent().endsWith("samples"))
                    .filter(file -> file.toString().endsWith(".yaml")
                            && !file.toString().endsWith(".cases.yaml"))
                    .sorted()
                    .toList();
        }
    }

    private static Path casesOf(Path sample) {
        return sample.resolveSibling(sample.getFileName().toString().replace(".yaml", ".cases.yaml"));
    }

    @TestFactory
    @DisplayName("pay what their cases say, to the fen")
    Stream<DynamicTest> pay() throws IOException {
        return samples().stream().flatMap(sample -> MeasureCheck.tests(sample, casesOf(sample), new MeasureLanguage()));
    }

    @Test
    @DisplayName("say that they are samples and claim no document")
    void areLabelled() throws IOException {
        assertThat(samples()).hasSizeGreaterThanOrEqualTo(15).allSatisfy(sample -> {
            String text = Files.readString(sample);
            assertThat(text)
                    .startsWith("# 示例")
                    .contains("document: 示例\n", "（示例）")
                    .doesNotContain("〔");
        });
    }
}
