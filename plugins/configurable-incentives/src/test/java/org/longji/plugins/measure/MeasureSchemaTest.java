package org.longji.plugins.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the published schema of measures")
class MeasureSchemaTest {

    private static final Path MODULE =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();

    @Test
    @DisplayName("holds for every measure of the repository, and not for a misspelt one")
    void holds() throws IOException {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(new ObjectMapper().readTree(new MeasureLanguage().schema()));
        var yaml = new ObjectMapper(new YAMLFactory());
        List<Path> measures;
        try (Stream<Path> samples = Files.walk(MODULE.resolve("../../tenants-config"));
                Stream<Path> own = Files.walk(MODULE.resolve("src/test/resources/measures"))) {
            measures = Stream.concat(samples.filter(file -> file.getParent().endsWith("samples")), own)
                    .filter(file -> file.toString().endsWith(".yaml")
                            && !file.toString().endsWith(".cases.yaml"))
                    .toList();
        }
        assertThat(measures).hasSizeGreaterThan(15);
        for (Path measure : measures) {
            JsonNode definition = yaml.readTree(measure.toFile()).at("/versions/0/definition");
            assertThat(schema.validate(definition)).as(measure.toString()).isEmpty();
        }
        try (Stream<Path> clauses = Files.list(MODULE.resolve("src/test/resources/clauses"))) {
            for (Path clause :
                    clauses.filter(file -> file.toString().endsWith(".yaml")).toList()) {
                assertThat(schema.validate(yaml.readTree(clause.toFile()).path("measure")))
                        .as(clause.toString())
                        .isEmpty();
            }
        }
        assertThat(schema.validate(yaml.readTree("{pays: APPLICANT, kind: CHECK, conditions: [{require: x > y}]}")))
                .isEmpty();
        assertThat(schema.validate(yaml.readTree("{pays: APPLICANT, conditions: [{require: x > y}]}")))
                .as("only a check may do without amounts")
                .isNotEmpty();
        assertThat(schema.validate(yaml.readTree("{pays: PROVIDER, amount: [{rate: $r, on: received.year}]}")))
                .isNotEmpty();
    }
}
