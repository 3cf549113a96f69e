package org.longji.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.longji.shared.ConfigurationException;

/** Faulty directories: each must be refused with the file, the line and words that help. */
class TenantConfigurationTest {

    private static final Path SCHEMAS = Path.of("../../tenants-config/schema");

    @TempDir
    Path directory;

    @BeforeEach
    void aSmallSoundDirectory() throws IOException {
        Files.createDirectories(directory.resolve("schema"));
        for (var name : List.of("tenant.schema.json", "successions.schema.json")) {
            Files.copy(SCHEMAS.resolve(name), directory.resolve("schema").resolve(name));
        }
        write("heilongjiang/tenant.yaml", tenant(230000, "PROVINCE", "黑龙江省", "省", "01"));
        write("heilongjiang/harbin/tenant.yaml", tenant(230100, "PREFECTURE", "哈尔滨市", "地级市", "01"));
        write("heilongjiang/harbin/nangang/tenant.yaml", tenant(230103, "COUNTY", "南岗区", "区", "03"));
    }

    @Test
    void readsASoundDirectory() {
        var configuration = TenantConfiguration.read(directory);
        assertThat(configuration.tenants())
                .extracting(tenant -> tenant.code().code())
                .containsExactly(230000, 230100, 230103);
        assertThat(configuration.tenant(230103).orElseThrow().parent()).contains(new DivisionCode(230100));
    }

    @Test
    void theHashFollowsEveryByte() throws IOException {
        var before = TenantConfiguration.read(directory).hash();
        assertThat(TenantConfiguration.hashOf(directory)).isEqualTo(before).hasSize(64);
        write("heilongjiang/policies/anything.yaml", "policy: x\n");
        assertThat(TenantConfiguration.hashOf(directory)).isNotEqualTo(before);
    }

    @Test
    void namesTheLineOfAWrongType() throws IOException {
        replaceInNangang("standard: true", "standard: \"true\"");
        assertThat(problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .startsWith("heilongjiang/harbin/nangang/tenant.yaml:6: 'standard'")
                        .contains("boolean"));
    }

    @Test
    void namesAnUnknownKeyAndTheAllowedOnes() throws IOException {
        replaceInNangang("nameEn: Sample", "nameEn: Sample\nnameRu: Sample");
        assertThat(problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .startsWith("heilongjiang/harbin/nangang/tenant.yaml:5: unknown key 'nameRu'")
                        .contains("allowed are code, level, nameZh"));
    }

    @Test
    void namesAMissingKey() throws IOException {
        replaceInNangang("kind: 区\n", "");
        assertThat(problems())
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem).contains("tenant.yaml:1: ").contains("kind"));
    }

    @Test
    void refusesADateThatTheCalendarLacks() throws IOException {
        replaceInNangang("validFrom: null", "validFrom: 2023-02-30");
        assertThat(problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .contains("tenant.yaml:7: 'validFrom' must be a day as 2014-05-02")
                        .contains("2023-02-30"));
    }

    @Test
    void refusesToEndBeforeTheBeginning() throws IOException {
        replaceInNangang("validFrom: null\nvalidUntil: null", "validFrom: 2014-05-02\nvalidUntil: 2013");
        assertThat(problems())
                .containsExactly("heilongjiang/harbin/nangang/tenant.yaml:8:"
                        + " ends before it begins (validFrom, validUntil)");
    }

    @Test
    void refusesATab() throws IOException {
        replaceInNangang("settings: {}", "settings:\n\tcolour: red");
        assertThat(problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .startsWith("heilongjiang/harbin/nangang/tenant.yaml:11: ")
                        .contains("tab"));
    }

    @Test
    void refusesAKeyThatOccursTwice() throws IOException {
        replaceInNangang("kind: 区", "kind: 区\nkind: 县");
        assertThat(problems())
                .containsExactly(
                        "heilongjiang/harbin/nangang/tenant.yaml:6: the key 'kind' occurs twice, first on line 5");
    }

    @Test
    void refusesNumbersThatDoNotReadAsTheyLookAndAnchors() throws IOException {
        replaceInNangang("registrationPoint: \"03\"", "registrationPoint: 03");
        write("heilongjiang/harbin/tenant.yaml", "code: &harbin 230100\n");
        assertThat(problems())
                .anySatisfy(problem -> assertThat(problem).contains("nangang/tenant.yaml:9: the number 03"))
                .anySatisfy(problem -> assertThat(problem).contains("harbin/tenant.yaml:1: anchors"));
    }

    @Test
    void refusesACodeOutsideTheFolderAbove() throws IOException {
        replaceInNangang("code: 230103", "code: 230203");
        assertThat(problems())
                .containsExactly("heilongjiang/harbin/nangang/tenant.yaml:1:"
                        + " code 230203 lies outside the range 230100-230199 of the folder above");
    }

    @Test
    void refusesACodeThatOccursTwice() throws IOException {
        write("heilongjiang/harbin/second/tenant.yaml", tenant(230103, "COUNTY", "道里区", "区", "04"));
        assertThat(problems())
                .containsExactly("heilongjiang/harbin/second/tenant.yaml:1:"
                        + " code 230103 is already that of heilongjiang/harbin/nangang/tenant.yaml");
    }

    @Test
    void refusesALevelOrKindThatDoesNotFitTheCode() throws IOException {
        replaceInNangang("level: COUNTY", "level: PREFECTURE");
        assertThat(problems())
                .containsExactly(
                        "heilongjiang/harbin/nangang/tenant.yaml:2: level PREFECTURE does not fit code 230103, which is a COUNTY",
                        "heilongjiang/harbin/nangang/tenant.yaml:5: a PREFECTURE cannot be of kind 区");
    }

    @Test
    void refusesTwoSiblingsOfOneNameOrPoint() throws IOException {
        write("heilongjiang/harbin/second/tenant.yaml", tenant(230104, "COUNTY", "南岗区", "区", "03"));
        assertThat(problems())
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem).contains("second/tenant.yaml"));
    }

    @Test
    void refusesACountyDirectlyBelowTheProvinceAndAFolderWithoutATenant() throws IOException {
        write("heilongjiang/stray/tenant.yaml", tenant(230205, "COUNTY", "昂昂溪区", "区", "05"));
        Files.createDirectories(directory.resolve("heilongjiang/empty"));
        assertThat(problems())
                .containsExactly(
                        "heilongjiang/empty/tenant.yaml:1: is missing: every folder of a division has one",
                        "heilongjiang/stray/tenant.yaml:1: code 230205 does not belong directly below 230000:"
                                + " province > prefecture > county");
    }

    @Test
    void checksSuccessions() throws IOException {
        replaceInNangang("validFrom: null", "validFrom: 2016");
        write("heilongjiang/successions.yaml", """
                successions:
                  - code: 230182
                    nameZh: 双城市
                    nameEn: Shuangcheng City
                    validUntil: 2014
                    successors: [230103, 230113]
                    source: 示例
                  - code: 230100
                    nameZh: 哈尔滨市
                    nameEn: Harbin City
                    validUntil: 2014
                    successors: [230103]
                    source: 示例
                """);
        assertThat(problems())
                .containsExactly(
                        "heilongjiang/successions.yaml:6: successor 230103 begins on 2016-01-01, but 230182 ends on 2014-12-31",
                        "heilongjiang/successions.yaml:6: successor 230113 is no division of this directory",
                        "heilongjiang/successions.yaml:8: code 230100 is in force at heilongjiang/harbin/tenant.yaml",
                        "heilongjiang/successions.yaml:12: successor 230103 begins on 2016-01-01, but 230100 ends on 2014-12-31");
    }

    @Test
    void refusesFilesThatNothingReads() throws IOException {
        write("heilongjiang/harbin/tenant.yml", "code: 230100\n");
        write("heilongjiang/harbin/successions.yaml", "successions: []\n");
        assertThat(problems())
                .hasSize(2)
                .anySatisfy(
                        problem -> assertThat(problem).startsWith("heilongjiang/harbin/successions.yaml:1: nothing"))
                .anySatisfy(problem -> assertThat(problem).startsWith("heilongjiang/harbin/tenant.yml:1: nothing"));
    }

    @Test
    void reportsEverythingAtOnce() throws IOException {
        write("heilongjiang/tenant.yaml", "code: nonsense\n");
        write("heilongjiang/harbin/tenant.yaml", "");
        replaceInNangang("kind: 区", "kind: 村");
        assertThat(problems())
                .anySatisfy(problem -> assertThat(problem).startsWith("heilongjiang/tenant.yaml:1: "))
                .anySatisfy(problem ->
                        assertThat(problem).isEqualTo("heilongjiang/harbin/tenant.yaml:1: the file is empty"))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("heilongjiang/harbin/nangang/tenant.yaml:5: 'kind'")
                        .contains("村"));
    }

    @Test
    void refusesADirectoryWithoutItsSchemas() throws IOException {
        Files.delete(directory.resolve("schema/tenant.schema.json"));
        assertThat(problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem).contains("is missing"));
    }

    private List<String> problems() {
        var refused = catchThrowableOfType(ConfigurationException.class, () -> TenantConfiguration.read(directory));
        assertThat(refused).as("the directory must be refused").isNotNull();
        return refused.problems().stream().map(Object::toString).toList();
    }

    private void replaceInNangang(String from, String to) throws IOException {
        var file = directory.resolve("heilongjiang/harbin/nangang/tenant.yaml");
        var text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    private void write(String name, String content) throws IOException {
        var file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private static String tenant(int code, String level, String nameZh, String kind, String point) {
        return """
                code: %d
                level: %s
                nameZh: %s
                nameEn: Sample
                kind: %s
                standard: true
                validFrom: null
                validUntil: null
                registrationPoint: "%s"
                settings: {}
                """.formatted(code, level, nameZh, kind, point);
    }
}
