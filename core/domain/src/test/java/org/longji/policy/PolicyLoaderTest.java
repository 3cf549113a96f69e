package org.longji.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.longji.pluginhost.Extensions;
import org.longji.pluginhost.PluginHost;
import org.longji.pluginhost.PluginIdentity;
import org.longji.plugins.measure.MeasureLanguage;
import org.longji.shared.ConfigurationException;
import org.longji.shared.ConfigurationProblem;
import org.longji.shared.TenantScope;
import org.longji.shared.TestDatabase;

/** Files whose levels contradict each other stop the start, on a real database, before anything of them is law. */
class PolicyLoaderTest {

    private static final Path SCHEMAS = Path.of("../../tenants-config/schema");
    private static final String UPPER = "province/policies/upper-award.yaml";
    private static final String LOWER = "province/city/policies/lower-award.yaml";

    private static final String RELATIONS = "relations:";

    private final TestDatabase database = TestDatabase.fresh().withTenants(230100, 230600);

    @TempDir
    Path directory;

    private PolicyLoader loader;

    @BeforeEach
    void schemas() throws IOException {
        loader = new PolicyLoader(
                database.transactions(),
                new Policies(),
                new RailRecords(),
                PluginHost.of(
                        new PluginIdentity("configurable-incentives", "1.0", "archive"),
                        Extensions.NONE.languages(List.of(new MeasureLanguage()))),
                Optional.empty());
        Files.createDirectories(directory.resolve("schema"));
        for (var schema : List.of("policy.schema.json", "rails.schema.json", "enactment.schema.json")) {
            Files.copy(SCHEMAS.resolve(schema), directory.resolve("schema").resolve(schema));
        }
    }

    /** A measure that pays the buyer a share of what arrived. */
    private void file(String name, int tenant, String from, String clock, String terms) throws IOException {
        var policy = name.substring(name.lastIndexOf('/') + 1).replace(".yaml", "");
        var file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                policy: %s
                plugin: configurable-incentives
                language: measure
                tenant: %d
                versions:
                  - version: "1"
                    title: {zh: 示例, en: sample}
                    document: 示例〔%d〕
                    article: 第一条
                    from: %s
                    until: null
                    clock: %s
                    computable: true
                    exclusivity: NONE
                    definition:
                      pays: RECIPIENT
                      parameters: {rate: "1"}
                      who: {inside: ANYWHERE}
                      amount:
                        - {rate: $rate, of: received.year}
                    terms:
                      %s
                    parameters:
                      rate: "0.10"
                """.formatted(policy, tenant, tenant, from, clock, terms));
    }

    private List<ConfigurationProblem> refused() {
        var refused = catchThrowableOfType(ConfigurationException.class, () -> loader.load(directory));
        assertThat(refused).isNotNull();
        var law = database.transactions().within(TenantScope.subtree(230000), em -> new Policies().enacted(em));
        assertThat(law).isEmpty();
        return refused.problems();
    }

    private int lineOf(String name, String text) throws IOException {
        return Files.readAllLines(directory.resolve(name)).stream()
                        .map(String::strip)
                        .toList()
                        .indexOf(text)
                + 1;
    }

    private static String relation(String rule, String with, String clause) {
        return "relations:\n        - {rule: " + rule + ", with: [" + with + "], basis: {article: " + clause + "}}";
    }

    @Test
    @DisplayName(
            "highest-only above and cumulative below: file, line, both clauses and what to do; mended, the files load")
    void contradict() throws IOException {
        file(UPPER, 230000, "2024-01-01", "RECEIVED", relation("HIGHEST", "lower-award", "第八条"));
        file(LOWER, 230100, "2024-01-01", "RECEIVED", relation("CUMULATIVE", "upper-award", "第九条"));
        assertThat(refused()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isIn(UPPER, LOWER);
            var rule =
                    problem.file().equals(UPPER) ? "HIGHEST, with: [lower-award]" : "CUMULATIVE, with: [upper-award]";
            var clause = problem.file().equals(UPPER) ? "第八条" : "第九条";
            assertThat(problem.line())
                    .isEqualTo(lineOf(problem.file(), "- {rule: " + rule + ", basis: {article: " + clause + "}}"));
            assertThat(problem.message())
                    .contains("230000 的 upper-award“1”（示例〔230000〕 第八条）", "230100 的 lower-award“1”（示例〔230100〕 第九条）")
                    .contains("就高不重复", "可叠加", "highest only", "cumulative")
                    .contains("请使两者规定一致", "Let both say the same");
        });
        file(LOWER, 230100, "2024-01-01", "RECEIVED", relation("HIGHEST", "upper-award", "第九条"));
        assertThat(loader.load(directory)).isEqualTo(2);
    }

    @Test
    @DisplayName("another clock and a circle of levels are named at the relation that says so")
    void clocksAndCircles() throws IOException {
        file(UPPER, 230000, "2024-01-01", "SIGNED", "groups: [award]");
        file(LOWER, 230100, "2024-01-01", "RECEIVED", relation("TOP_UP", "upper-award", "第九条"));
        assertThat(refused()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo(LOWER);
            assertThat(problem.line()).isEqualTo(lineOf(LOWER, RELATIONS) + 1);
            assertThat(problem.message()).contains("RECEIVED 与 SIGNED", "different dates");
        });
        file(UPPER, 230000, "2024-01-01", "RECEIVED", relation("TOP_UP", "lower-award", "第八条"));
        assertThat(refused())
                .anySatisfy(problem -> {
                    assertThat(problem.file()).isEqualTo(UPPER);
                    assertThat(problem.line()).isEqualTo(lineOf(UPPER, RELATIONS) + 1);
                    assertThat(problem.message()).contains("上级政策不能以下级政策的结果为前提");
                })
                .anySatisfy(problem -> assertThat(problem.message()).contains("形成循环"));
    }

    @Test
    @DisplayName("every child that contradicts is named at once; one whose time does not meet is left alone")
    void everyChild() throws IOException {
        var other = "province/other/policies/other-award.yaml";
        file(UPPER, 230000, "2024-01-01", "RECEIVED", relation("HIGHEST", "lower-award, other-award", "第八条"));
        file(LOWER, 230100, "2024-01-01", "RECEIVED", relation("CUMULATIVE", "upper-award", "第九条"));
        file(other, 230600, "2024-01-01", "RECEIVED", relation("NOT_BESIDE", "upper-award", "第十条"));
        assertThat(refused())
                .extracting(ConfigurationProblem::message)
                .hasSize(2)
                .anyMatch(message -> message.contains("lower-award"))
                .anyMatch(message -> message.contains("other-award"));
        Files.delete(directory.resolve(other));
        Files.writeString(
                directory.resolve(UPPER),
                Files.readString(directory.resolve(UPPER))
                        .replace("from: 2024-01-01", "from: 2022-01-01")
                        .replace("until: null", "until: 2023-12-31"));
        assertThatCode(() -> loader.load(directory)).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("files that contradict what was enacted in the console are refused at the file's own relation")
    void console() throws IOException {
        file(UPPER, 230000, "2024-01-01", "RECEIVED", relation("HIGHEST", "lower-award", "第八条"));
        assertThat(loader.load(directory)).isEqualTo(1);
        file(LOWER, 230100, "2024-01-01", "RECEIVED", "groups: [award]");
        assertThat(loader.load(directory)).isEqualTo(1);
        // As if an officer had enacted the lower one.
        database.asOwner(
                "update policy_version set origin = 'CONSOLE', drafted_by = '甲', enacted_by = '乙', enacted_at = now()"
                        + " where policy_id = 'lower-award'");
        Files.delete(directory.resolve(LOWER));
        file(UPPER, 230000, "2024-01-01", "SIGNED", relation("HIGHEST", "lower-award", "第八条"));
        var refused = catchThrowableOfType(ConfigurationException.class, () -> loader.load(directory));
        assertThat(refused.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo(UPPER);
            assertThat(problem.line()).isEqualTo(lineOf(UPPER, RELATIONS) + 1);
            assertThat(problem.message()).contains("different dates");
        });
        file(LOWER, 230100, "2024-01-01", "RECEIVED", "groups: [award]");
        var overlap = catchThrowableOfType(ConfigurationException.class, () -> loader.load(directory));
        assertThat(overlap.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo(LOWER);
            assertThat(problem.line()).isEqualTo(6);
            assertThat(problem.message()).contains("enacted in the console", "from 2024-01-01", "take it out");
        });
    }
}
