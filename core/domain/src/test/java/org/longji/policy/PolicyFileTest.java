package org.longji.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.longji.shared.Json;
import org.longji.shared.YamlSchema;

/** A policy as a file and as a form: the one is the other. */
class PolicyFileTest {

    private static final Path CONFIG =
            Path.of("../../tenants-config").toAbsolutePath().normalize();
    private static final YamlSchema SCHEMA = PolicyFile.schemaOfDrafts(CONFIG);

    static Stream<Path> files() throws IOException {
        return Files.walk(CONFIG)
                .filter(file -> file.toString().endsWith(".yaml")
                        && !file.toString().endsWith(".cases.yaml")
                        && (file.getParent().endsWith("samples")
                                || file.getParent().endsWith("policies")));
    }

    private static PolicyFile read(String text) {
        var faults = new ArrayList<PolicyFile.Fault>();
        var file = PolicyFile.read(text, SCHEMA, faults);
        assertThat(faults).isEmpty();
        return Objects.requireNonNull(file);
    }

    private static List<DraftForm> forms(PolicyFile file) {
        return IntStream.range(0, file.names().size()).mapToObj(file::form).toList();
    }

    @ParameterizedTest
    @MethodSource("files")
    @DisplayName("every line of tenants-config goes through the forms and comes back as the same file")
    void roundTrip(Path path) throws IOException {
        var text = Files.readString(path);
        var forms = forms(read(text));
        var pluginId = text.lines()
                .filter(line -> line.startsWith("plugin:"))
                .map(line -> line.substring(7).strip())
                .findFirst()
                .orElseThrow();
        var written = PolicyFile.write(
                read(text).policyId(),
                pluginId,
                Objects.requireNonNull(read(text).tenant()),
                forms);
        assertThat(forms(read(written))).isEqualTo(forms);
        assertThat(PolicyFile.write(
                        read(text).policyId(),
                        pluginId,
                        Objects.requireNonNull(read(text).tenant()),
                        forms(read(written))))
                .isEqualTo(written);
        // A measure that is written without further ado comes back as it was, but for layout and comments.
        if (path.getParent().endsWith("samples")) {
            assertThat(Json.write(plainly(written))).isEqualTo(Json.write(plainly(text)));
        }
    }

    @Test
    @DisplayName("what the host applies goes through the form and back")
    void terms() {
        var text = """
                policy: my-award
                language: measure
                tenant: 230100
                versions:
                  - version: '1'
                    from: 2024-01-01
                    clock: REGISTERED
                    computable: true
                    exclusivity: NONE
                    document: 甲
                    definition: {pays: PROVIDER, parameters: {a: CNY}, amount: [{fixed: $a}]}
                    terms:
                      relations:
                        - {rule: TOP_UP, with: [plan-award], rate: '0.5', basis: {article: 第五条}}
                      pool: {allocation: PRO_RATA, amount: '1000000', basis: {article: 第六条}}
                      instalments:
                        - {share: '0.6', yearsLater: 0}
                        - {share: '0.4', on: 2026-06-30}
                    parameters:
                      a: 1.5
                """;
        var forms = forms(read(text));
        var terms = Objects.requireNonNull(forms.get(0).terms());
        assertThat(terms.relations()).hasSize(1);
        assertThat(terms.instalments()).hasSize(2);
        var written = PolicyFile.write("my-award", "configurable-incentives", 230100, forms);
        assertThat(forms(read(written))).isEqualTo(forms);
    }

    private static JsonNode plainly(String text) {
        return org.longji.shared.YamlDocument.of("file", text, new ArrayList<>())
                .orElseThrow()
                .root();
    }

    @Test
    @DisplayName("a draft that lacks its document is a file too, and a source that is the version's goes with it")
    void unfinished() {
        var file = read("""
                policy: my-award
                language: measure
                versions:
                  - version: '1'
                    from: 2024-01-01
                    clock: REGISTERED
                    computable: true
                    exclusivity: NONE
                    document: 甲
                    definition: {pays: PROVIDER, parameters: {a: CNY}, amount: [{fixed: $a}]}
                    parameters:
                      a: {value: 1.5, basis: {document: 甲, article: 二}}
                """);
        var value = Objects.requireNonNull(file.form(0).parameters()).get("a").get(0);
        assertThat(value.value()).isEqualTo("1.5");
        assertThat(value.unit()).isEqualTo("CNY");
        assertThat(value.document()).isNull();
        assertThat(value.article()).isEqualTo("二");
        var written = PolicyFile.write("my-award", "configurable-incentives", 230100, List.of(file.form(0)));
        assertThat(forms(read(written))).containsExactly(file.form(0));
        assertThat(written).contains("from: 2024-01-01\n", "{value: \"1.5\", basis: 二}");
    }

    @Test
    @DisplayName("days that are still open stay open in the file, whether the version has one or not")
    void openDays() {
        for (var day : List.of("", "    from: 2024-01-01\n")) {
            var file = read("policy: my-award\nlanguage: measure\nversions:\n  - version: '1'\n" + day
                    + "    computable: true\n    definition: {pays: PROVIDER, parameters: {a: CNY}}\n"
                    + "    parameters: {a: [{from: null, value: 1}, {from: 2025-01-01, value: 2}]}\n");
            var form = file.form(0);
            var values = Objects.requireNonNull(form.parameters()).get("a");
            assertThat(values)
                    .extracting(DraftForm.Value::from)
                    .containsExactly(null, java.time.LocalDate.of(2025, 1, 1));
            assertThat(form.clock()).isNull();
            var written = PolicyFile.write("my-award", "configurable-incentives", 230100, List.of(form));
            assertThat(forms(read(written))).containsExactly(form);
        }
    }

    @Test
    @DisplayName("what cannot be read is named with its line")
    void unreadable() {
        assertThat(faults("versions: ["))
                .singleElement()
                .satisfies(fault -> assertThat(fault.line()).isEqualTo(1));
        assertThat(faults("policy: a\nversions:\n  - version: '1'\n    from: 1.1.2024\n    clok: SIGNED\n"))
                .extracting(PolicyFile.Fault::line)
                .contains(4, 5);
        assertThat(faults("policy: a\npolicy: b\n"))
                .extracting(PolicyFile.Fault::line)
                .containsExactly(2);
        assertThat(faults("- 1")).hasSize(1);
        assertThat(faults("")).hasSize(1);
    }

    private static List<PolicyFile.Fault> faults(String text) {
        var faults = new ArrayList<PolicyFile.Fault>();
        assertThat(PolicyFile.read(text, SCHEMA, faults)).isNull();
        return faults;
    }

    @Test
    @DisplayName("a field of the form is found at its line")
    void lines() {
        var file = read("""
                policy: a
                versions:
                  - version: '1'
                    title: {zh: 甲}
                    from: 2024-01-01
                    clock: REGISTERED
                    computable: true
                    exclusivity: NONE
                    definition:
                      pays: PROVIDER
                      amount:
                        - rate: $r
                          of: contract.amount
                    parameters:
                      r:
                        - {value: 0.02}
                """);
        assertThat(file.lineOf(0, "titleEn")).isEqualTo(4);
        assertThat(file.lineOf(0, "definition/amount/0/of")).isEqualTo(13);
        assertThat(file.lineOf(0, "parameters.r.0.until")).isEqualTo(16);
        assertThat(read("pays: PROVIDER\namount:\n  - fixed: $a\n").lineOf(0, "definition/amount/0/fixed"))
                .isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("files")
    @DisplayName("every sample is read out in both languages, every line of it, and no formula stays a formula")
    void sentences(Path path) throws IOException {
        for (var form : forms(read(Files.readString(path)))) {
            if (form.definition() == null) {
                continue;
            }
            var said = MeasureWords.of(form.definition(), form.parameters());
            var lines =
                    Json.read(form.definition(), JsonNode.class).path("amount").size();
            for (int i = 0; i < lines; i++) {
                var pointer = "/amount/" + i;
                assertThat(said.sentences())
                        .as(path + pointer)
                        .anyMatch(one -> one.pointer().equals(pointer));
            }
            assertThat(said.sentences()).allSatisfy(one -> {
                assertThat(one.text().zh()).isNotBlank().doesNotContain("$", "……", "contract.", "received.", "own.");
                assertThat(one.text().en()).isNotBlank().doesNotContain("$", "contract.", "received.", "own.");
            });
        }
    }

    @Test
    @DisplayName("rates are read in per cent and per mille, amounts in yuan and ten thousand yuan, dates as dates")
    void words() {
        var form = read("""
                policy: a
                versions:
                  - version: '1'
                    from: 2024-01-01
                    clock: REGISTERED
                    computable: true
                    exclusivity: NONE
                    definition:
                      pays: AGENCY
                      parameters:
                        r: {unit: '1', label: {zh: 比例, en: rate}}
                        t: {unit: CNY, label: {zh: 界限, en: limit}}
                        d: {unit: date, label: {zh: 截止日, en: last day}}
                      conditions:
                        - require: contract.signedOn >= $d and not contract.affiliated
                      amount:
                        - slices: [{upTo: $t, rate: $r}, {rate: $r}]
                          of: min(contract.technologyAmount, received.year) - prior.total
                    parameters: {r: '0.0005', t: '1234500.00', d: '2024-06-30'}
                """).form(0);
        var said = MeasureWords.of(Objects.requireNonNull(form.definition()), form.parameters());
        assertThat(said.sentences().stream().map(one -> one.text().zh()))
                .contains(
                        "受益人是登记机构，性质为奖励；按一份合同的一个年度决定。",
                        "须满足：签订日期不早于截止日（2024-06-30），且并非“买卖双方存在隶属或关联关系”。",
                        "按技术交易额、当年实际到账金额孰低 － 以前已获支持分段累计：不超过界限（123.45万元）的部分按比例（0.5‰）；" + "超过界限（123.45万元）的部分按比例（0.5‰）。");
        assertThat(said.formulas().get("/amount/0/of").en())
                .isEqualTo("the lowest of technology amount and money received in the year − support granted before");
    }
}
