package org.longji.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.longji.plugin.api.LegalBasis;
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
    @DisplayName("a cap that names no parameter is refused")
    void capWithoutParameter() throws IOException {
        replace("      parameter: cap\n", "      parameter: ceiling\n");
        refused("names no parameter of this version: ceiling");
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
