package org.longji.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("from each sentence of the plan to what carries it out")
class TraceabilityTest {

    private static final Path REPOSITORY = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolve("../..")
            .normalize();
    private static final String PLAN = "tenants-config/heilongjiang/plan/";

    @TempDir
    Path copy;

    @BeforeEach
    void copyWhatIsRead() throws IOException {
        for (var folder : List.of(
                "tenants-config/schema",
                "tenants-config/heilongjiang/plan",
                "tenants-config/heilongjiang/policies",
                "core/web-console/src",
                "plugins/provincial-incentives/src",
                "plugins/configurable-incentives/src/main")) {
            try (var files = Files.walk(REPOSITORY.resolve(folder))) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    var to = copy.resolve(REPOSITORY.relativize(file).toString());
                    Files.createDirectories(to.getParent());
                    Files.copy(file, to);
                }
            }
        }
    }

    private void edit(String file, String from, String to) throws IOException {
        var before = Files.readString(copy.resolve(file));
        assertThat(before).contains(from);
        Files.writeString(copy.resolve(file), before.replace(from, to));
    }

    private List<String> problems() {
        return Traceability.of(copy).problems();
    }

    @Test
    @DisplayName("page and data are those deploy/trace writes, and nothing in them points to nothing")
    void isUpToDate() throws IOException {
        var trace = Traceability.of(REPOSITORY);
        assertThat(trace.problems()).isEmpty();
        assertThat(Files.readString(REPOSITORY.resolve(Traceability.PAGE)).equals(trace.page()))
                .as("run deploy/trace after a change")
                .isTrue();
        assertThat(Files.readString(REPOSITORY.resolve(Traceability.DATA)).equals(trace.data()))
                .as("run deploy/trace after a change")
                .isTrue();
    }

    @Test
    @DisplayName("every sentence of the plan with money in it is carried out, in part carried out, or listed as open")
    void hidesNothing() {
        var trace = Traceability.of(REPOSITORY);
        assertThat(trace.sentences()).hasSizeGreaterThan(100);
        var page = trace.page();
        assertThat(trace.sentences())
                .allSatisfy(
                        sentence -> assertThat(page).contains("| **" + sentence.id() + "** " + sentence.text() + " |"));
    }

    @Test
    @DisplayName("a sentence of the plan that nobody listed is found, money or not")
    void unlistedSentence() throws IOException {
        edit(PLAN + "heizhengfa-2017-16.txt", "加强技术供需对接,", "对新设机构再给予50万元奖励。加强技术供需对接,");
        assertThat(problems()).singleElement().asString().contains("in neither list", "对新设机构再给予50万元奖励。");
    }

    @Test
    @DisplayName("a listed sentence that the plan does not say is found")
    void inventedSentence() throws IOException {
        edit(PLAN + "sentences.yaml", "给予100万元至200万元发展资金补助", "给予100万元至300万元发展资金补助");
        assertThat(problems()).hasSize(2).anyMatch(problem -> problem.contains("二(三)3 is not in the text"));
    }

    @Test
    @DisplayName("a department that the plan does not name is found")
    void inventedDepartment() throws IOException {
        edit(PLAN + "sentences.yaml", "responsible: 省工信委、科技厅、教育厅", "responsible: 省工信厅、科技厅、教育厅");
        assertThat(problems()).anyMatch(problem -> problem.contains("nobody is named as responsible by (省工信委"));
    }

    @Test
    @DisplayName("a page that the console does not have is found")
    void missingPage() throws IOException {
        edit(PLAN + "sentences.yaml", "screens: [journal]", "screens: [diary]");
        assertThat(problems()).containsExactly("四(六)3 names a page that the console does not have: diary");
    }

    @Test
    @DisplayName(
            "a policy that cites a clause the plan does not have is found, and a policy that is gone changes the page")
    void missingClauseAndPolicy() throws IOException {
        edit("tenants-config/heilongjiang/policies/first-set-insurance.yaml", "二(一)6", "二(一)16");
        assertThat(problems())
                .containsExactly("first-set-insurance cites 黑政发〔2017〕16号 二(一)16, which is no sentence of the plan");
        Files.delete(copy.resolve("tenants-config/heilongjiang/policies/first-set-insurance.yaml"));
        assertThat(problems())
                .containsExactly(
                        "first-set-insurance.yaml has cases of a policy that is not there: first-set-insurance");
        assertThat(Traceability.of(copy).page())
                .contains("Without implementation")
                .doesNotContain("`first-set-insurance`");
    }

    @Test
    @DisplayName("a policy without cases, and a class without its line, are found")
    void missingCasesAndLine() throws IOException {
        var scenarios = "plugins/provincial-incentives/src/main/resources/META-INF/longji/scenarios/";
        Files.delete(copy.resolve(scenarios + "reward-share-check.yaml"));
        assertThat(problems()).containsExactly("reward-share-check has no cases");
        Files.delete(copy.resolve("tenants-config/heilongjiang/policies/reward-share-check.yaml"));
        assertThat(problems())
                .containsExactly(
                        "RewardShare.java is a policy that no line of the province brings: reward-share-check");
    }

    @Test
    @DisplayName("a parameter that is gone changes the page")
    void missingParameter() throws IOException {
        var before = Traceability.of(copy).page();
        edit(
                "tenants-config/heilongjiang/policies/plan-buyer-subsidy.yaml",
                "      thresholdBase:\n",
                "      thresholdKind:\n");
        assertThat(Traceability.of(copy).page())
                .isNotEqualTo(before)
                .doesNotContain(
                        "`cap` `provinceCode` `contractTypes` `thresholdBase` `affiliatedPartiesExcluded` | 14");
    }
}
