package org.longji.plugins.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.longji.plugin.testkit.MeasureCheck;

@DisplayName("clauses as other places write them")
class ClausesTest {

    private static final Path HOME = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
            .build());

    private static List<Path> clauses() throws IOException {
        try (Stream<Path> files = Files.list(HOME.resolve("src/test/resources/clauses"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @TestFactory
    @DisplayName("pay what was worked out by hand, to the fen")
    Stream<DynamicTest> pay() throws IOException {
        return clauses().stream().flatMap(ClausesTest::tests);
    }

    @Test
    @DisplayName("are patterns of many places, with their arithmetic")
    void arePatterns() throws IOException {
        assertThat(clauses()).hasSizeGreaterThanOrEqualTo(28).allSatisfy(file -> {
            JsonNode clause = YAML.readTree(file.toFile());
            assertThat(clause.path("pattern").asText()).contains("模式");
            assertThat(clause.path("clause").asText()).isNotBlank().doesNotContain("〔");
            assertThat(clause.path("cases").findValues("by")).as("arithmetic").isNotEmpty();
        });
    }

    private static Stream<DynamicTest> tests(Path file) {
        try {
            String name = file.getFileName().toString().replace(".yaml", "");
            JsonNode clause = YAML.readTree(file.toFile());
            Path folder = Files.createDirectories(HOME.resolve("target/clauses"));
            return MeasureCheck.tests(
                    written(folder.resolve(name + ".yaml"), line(name, clause)),
                    written(folder.resolve(name + ".cases.yaml"), cases(name, clause)),
                    new MeasureLanguage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The clause as a policy line: what every sample says alike is said here once. */
    private static ObjectNode line(String name, JsonNode clause) {
        ObjectNode line = YAML.createObjectNode();
        line.put("policy", name).put("plugin", "configurable-incentives").put("language", "measure");
        line.put("tenant", 230100);
        ObjectNode version = line.putArray("versions").addObject();
        version.put("version", "sample").put("document", "示例").put("article", "示例第一条");
        version.putObject("title")
                .put("zh", clause.path("pattern").asText() + "（示例）")
                .put("en", name + " (sample)");
        version.put("from", "2020-01-01").putNull("until");
        version.put("clock", "DECIDED").put("computable", true).put("exclusivity", "NONE");
        version.set("definition", clause.path("measure"));
        version.set("parameters", clause.path("values"));
        if (clause.has("terms")) {
            version.set("terms", clause.path("terms"));
        }
        return line;
    }

    private static ObjectNode cases(String name, JsonNode clause) {
        ObjectNode cases = YAML.createObjectNode();
        cases.put("policy", name);
        if (clause.has("unsupported")) {
            cases.set("unsupported", clause.path("unsupported"));
        }
        ObjectNode defaults = cases.putObject("defaults").put("year", 2024);
        clause.path("defaults").properties().forEach(fact -> defaults.set(fact.getKey(), fact.getValue()));
        cases.set("cases", clause.path("cases").deepCopy());
        cases.path("cases").forEach(ClausesTest::complete);
        return cases;
    }

    private static void complete(JsonNode one) {
        JsonNode by = ((ObjectNode) one).remove("by");
        if (by != null) {
            ((ObjectNode) one).put("case", one.path("case").asText() + "：" + by.asText());
        }
        one.path("given").path("figures").forEach(year -> {
            if (!year.has("year")) {
                ((ObjectNode) year).put("year", 2024);
            }
        });
        one.path("then").forEach(ClausesTest::complete);
    }

    // JSON is YAML.
    private static Path written(Path file, JsonNode tree) throws IOException {
        return Files.writeString(file, tree.toPrettyString());
    }
}
