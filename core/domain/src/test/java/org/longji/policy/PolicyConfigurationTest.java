package org.longji.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.longji.plugin.api.Finding;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Text;
import org.longji.shared.ConfigurationException;

/** Policy lines as the repository has them, and copies of one with a single thing wrong. */
class PolicyConfigurationTest {

    private static final Path REAL = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolve("../../tenants-config")
            .normalize();
    private static final String LINE = "heilongjiang/policies/plan-buyer-subsidy.yaml";

    @TempDir
    Path copy;

    @BeforeEach
    void copyOneLine() throws IOException {
        Files.createDirectories(copy.resolve(LINE).getParent());
        Files.createDirectories(copy.resolve("schema"));
        for (var schema : java.util.List.of(
                "schema/policy.schema.json", "schema/rails.schema.json", "schema/enactment.schema.json")) {
            Files.copy(REAL.resolve(schema), copy.resolve(schema));
        }
        Files.copy(REAL.resolve(LINE), copy.resolve(LINE));
    }

    @Test
    @DisplayName("what is kept apart in the real lines says by which clause")
    void realLines() {
        var versions = PolicyConfiguration.read(REAL).versions();
        assertThat(versions)
                .hasSizeGreaterThanOrEqualTo(6)
                .allSatisfy(version -> assertThat(version.exclusivityBasis().isPresent())
                        .isEqualTo(version.exclusivity() != Exclusivity.NONE));
        assertThat(versions)
                .filteredOn(v ->
                        v.policyId().equals("plan-buyer-subsidy") && v.version().equals("2017"))
                .singleElement()
                .satisfies(version ->
                        assertThat(version.exclusivityBasis()).contains(LegalBasis.of("黑政发〔2017〕16号", "二(四)3")));
    }

    @Test
    @DisplayName("an exclusivity without its clause is refused")
    void exclusivityWithoutClause() throws IOException {
        replace("    exclusivityBasis: {document: 黑政发〔2017〕16号, article: \"二(四)3\"}\n", "");
        refused("exclusivityBasis");
    }

    @Test
    @DisplayName("a gap between two versions is refused at the line of the later one's beginning")
    void gap() throws IOException {
        replace("    from: 2022-05-30\n", "    from: 2022-06-01\n");
        refused("the earlier version ends 2022-05-29, so this one must begin 2022-05-30, not 2022-06-01");
    }

    @Test
    @DisplayName("the rules of 2016, of 2022 and of 2024 are one chain, whose middle says that it cannot be computed")
    void chains() {
        var versions = PolicyConfiguration.read(REAL).versions();
        assertThat(versions)
                .filteredOn(v -> v.policyId().equals("demonstration-institution-award"))
                .extracting(PolicyVersion::version, PolicyVersion::from, PolicyVersion::computable)
                .containsExactly(
                        tuple("2017", LocalDate.of(2016, 1, 1), true),
                        tuple("2022", LocalDate.of(2022, 5, 30), false),
                        tuple("2024", LocalDate.of(2024, 1, 1), true));
        assertThat(versions)
                .filteredOn(v -> !v.computable())
                .hasSizeGreaterThanOrEqualTo(9)
                .allSatisfy(v -> assertThat(v.note())
                        .hasValueSatisfying(note -> assertThat(note).contains("不能计算")));
    }

    @Test
    @DisplayName("a chain that goes on in another policy goes on the next day, in a policy there is")
    void succession() throws IOException {
        refused("names no policy of this tenant: buyer-subsidy-2024");
        var later = copy.resolve("heilongjiang/policies/buyer-subsidy-2024.yaml");
        Files.copy(REAL.resolve("heilongjiang/policies/buyer-subsidy-2024.yaml"), later);
        assertThat(PolicyConfiguration.read(copy).versions()).hasSize(3);
        Files.writeString(later, Files.readString(later).replace("from: 2024-01-01", "from: 2024-02-01"));
        refused("the earlier policy ends 2023-12-31, so this one must begin 2024-01-01, not 2024-02-01");
    }

    @Test
    @DisplayName("a cap that names no parameter is refused")
    void capWithoutParameter() throws IOException {
        replace("      parameter: cap\n", "      parameter: ceiling\n");
        refused("names no parameter of this version: ceiling");
    }

    @Test
    @DisplayName("a measure's plain values take dates, unit and source from its version and its declaration")
    void plainValues() throws IOException {
        write(MEASURE);
        assertThat(PolicyConfiguration.read(copy).versions()).singleElement().satisfies(version -> {
            assertThat(version.definition()).hasValueSatisfying(definition -> {
                assertThat(definition.language()).isEqualTo("measure");
                assertThat(definition.text()).startsWith("{\"pays\":\"PROVIDER\"");
            });
            assertThat(version.parameters().get("rate"))
                    .containsExactly(new DatedValue(
                            LocalDate.of(2024, 1, 1),
                            Optional.of(LocalDate.of(2025, 12, 31)),
                            "0.0001",
                            "1",
                            LegalBasis.of("示例", "第三条"),
                            Optional.empty()));
            assertThat(version.valuesOn(LocalDate.of(2025, 6, 1)).get("cap")).satisfies(cap -> {
                assertThat(cap.value()).isEqualTo("300000.00");
                assertThat(cap.basis()).isEqualTo(LegalBasis.of("示例", "第三条之一"));
            });
        });
    }

    @Test
    @DisplayName("what the language finds in a definition is refused at its line")
    void faultyDefinition() throws IOException {
        write(MEASURE);
        var finding = new Finding("/amount/0/of", new Text("读不懂", "cannot be read"));
        assertThatThrownBy(() -> PolicyConfiguration.read(copy, (plugin, definition, heading) -> List.of(finding)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageMatching("(?s).*" + LINE + ":18: .*cannot be read.*");
    }

    @Test
    @DisplayName(
            "a definition without a language, a language without a definition and a value without a unit are refused")
    void halfAMeasure() throws IOException {
        write(MEASURE.replace("language: measure\n", ""));
        refused("a definition needs the line's language");
        write(MEASURE.replaceAll("(?s)    definition:.*(?=    parameters:\n      rate: \")", ""));
        refused("definition is missing");
        write(MEASURE.replace("        rate: \"1\"\n", ""));
        refused("the value has no unit");
    }

    @Test
    @DisplayName("terms are read as they are written; shares that do not add up to one are refused at their line")
    void terms() throws IOException {
        var terms = """
                    terms:
                      groups: [contract-awards]
                      relations:
                        - {rule: HIGHEST, group: contract-awards, basis: {article: 第八条}}
                      sharedCost:
                        parts: [{level: PROVINCE, share: "0.5"}, {level: PREFECTURE, share: "0.5"}]
                        basis: {article: 第九条}
                    definition:
                """.indent(0);
        write(MEASURE.replace("    definition:\n", terms));
        assertThat(PolicyConfiguration.read(copy).versions()).singleElement().satisfies(version -> {
            assertThat(version.relations()).hasSize(1);
            assertThat(version.terms())
                    .hasValueSatisfying(read -> assertThat(read.groups()).containsExactly("contract-awards"));
        });
        write(MEASURE.replace(
                "    definition:\n", terms.replace("PREFECTURE, share: \"0.5\"", "PREFECTURE, share: \"0.4\"")));
        refused("the shares add up to 0.9, not to 1");
    }

    private static final String MEASURE = """
            policy: plan-buyer-subsidy
            plugin: configurable-incentives
            language: measure
            tenant: 230000
            versions:
              - version: "1"
                title: {zh: 示例, en: sample}
                document: 示例
                article: 第三条
                from: 2024-01-01
                until: 2025-12-31
                clock: REGISTERED
                computable: true
                exclusivity: NONE
                definition:
                  pays: PROVIDER
                  amount:
                    - {rate: $rate, of: contract.technologyAmount, cap: $cap}
                  parameters:
                    rate: "1"
                    cap: {unit: CNY, label: 封顶}
                parameters:
                  rate: "0.0001"
                  cap:
                    - {until: 2024-12-31, value: "200000.00"}
                    - {from: 2025-01-01, value: "300000.00", basis: 第三条之一}
            """;

    private void write(String line) throws IOException {
        Files.writeString(copy.resolve(LINE), line);
    }

    private void replace(String text, String by) throws IOException {
        var before = Files.readString(copy.resolve(LINE));
        assertThat(before).contains(text);
        Files.writeString(copy.resolve(LINE), before.replace(text, by));
    }

    private void refused(String because) {
        assertThatThrownBy(() -> PolicyConfiguration.read(copy))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageMatching("(?s).*" + LINE + ":\\d+: .*")
                .hasMessageContaining(because);
    }
}
