package org.longji.pluginhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.longji.plugin.api.indicator.Measured;
import org.longji.plugin.api.screening.ScreeningResult;
import org.longji.plugin.api.screening.ScreeningSubject;
import org.longji.plugin.testkit.SampleContext;
import org.longji.pluginhost.TenantChoices.Choice;

@DisplayName("Indicators and screenings of archives: contained, declared, and each tenant's own version")
class PointsContainmentTest {

    private static final int HARBIN = 230100;
    private static final int DAQING = 230600;
    private static final SampleContext LENT = SampleContext.on(LocalDateTime.of(2026, 5, 6, 9, 0));

    private static final String INDICATOR = """
            @Extension
            public class Trial implements org.longji.plugin.api.indicator.Indicator {
                private static final org.longji.plugin.api.register.Words W =
                    org.longji.plugin.api.register.Words.of("示例", "Trial", "Образец");
                public String id() { return "trial-figure"; }
                public org.longji.plugin.api.register.Words words() { return W; }
                public org.longji.plugin.api.register.Words unit() { return W; }
                public org.longji.plugin.api.indicator.Direction direction() { return org.longji.plugin.api.indicator.Direction.MORE; }
                public org.longji.plugin.api.indicator.Period period() { return org.longji.plugin.api.indicator.Period.DAY; }
                public org.longji.plugin.api.indicator.RollUp rollUp() { return org.longji.plugin.api.indicator.RollUp.SUM; }
                public int decimals() { return 0; }
                public org.longji.plugin.api.indicator.Measured measure(org.longji.plugin.api.indicator.Situation s) {
                    //BODY
                }
            }
            """;

    private static final String SCREENING = """
            @Extension
            public class Trial implements org.longji.plugin.api.screening.Screening {
                private static final org.longji.plugin.api.register.Words W =
                    org.longji.plugin.api.register.Words.of("示例", "Trial", "Образец");
                public String id() { return "trial-screening"; }
                public org.longji.plugin.api.register.Words words() { return W; }
                public List<org.longji.plugin.api.screening.ScreeningList> lists() {
                    return List.of(new org.longji.plugin.api.screening.ScreeningList(
                        "list", W, "1", LocalDate.of(2026, 1, 1), "made up", true));
                }
                public org.longji.plugin.api.screening.ScreeningResult screen(Request request) {
                    //BODY
                }
            }
            """;

    @TempDir
    Path directory;

    private final PluginHost host = new PluginHost();

    private static TrialPlugin indicator(String id, String version, String body) {
        return TrialPlugin.of("Trial", INDICATOR.replace("//BODY", body))
                .manifest("Plugin-Id", id)
                .version(version)
                .manifest("Plugin-Needs", "indicators");
    }

    private static String amount(int value) {
        return "return new org.longji.plugin.api.indicator.Measured.Amount(BigDecimal.valueOf(" + value
                + "), List.of());";
    }

    private static TrialPlugin screening(String id, String body) {
        return TrialPlugin.of("Trial", SCREENING.replace("//BODY", body))
                .manifest("Plugin-Id", id)
                .manifest("Plugin-Needs", "screenings");
    }

    private Measured measured(String plugin) {
        return host.indicators(HARBIN).stream()
                .filter(one -> one.pluginId().equals(plugin))
                .findFirst()
                .orElseThrow()
                .measure(LENT.situation());
    }

    private ScreeningResult screened(String plugin) {
        return host.screenings(HARBIN).stream()
                .filter(one -> one.pluginId().equals(plugin))
                .findFirst()
                .orElseThrow()
                .screen(LENT.screening(new ScreeningSubject(
                        ScreeningSubject.Kind.BY_HAND,
                        List.of(),
                        new ScreeningSubject.Technology("", "", Set.of()),
                        "RUS",
                        LENT.today())));
    }

    @Test
    @DisplayName("one that loops is ended and fails alone; what it brings is known")
    void loops() {
        var looping = host.run(indicator("looping", "1.0.0", "long n = 0; while (true) { n++; }")
                .in(directory));
        host.run(indicator("sound", "1.0.0", amount(7)).in(directory));
        host.run(screening("watchful", "while (true) { Math.abs(1); }").in(directory));
        host.run(screening("clear", "return new org.longji.plugin.api.screening.ScreeningResult.Clear();")
                .in(directory));

        assertThatThrownBy(() -> measured("looping"))
                .isInstanceOf(PluginFailure.class)
                .hasMessageContaining("looping/trial-figure")
                .hasMessageContaining("took longer than");
        assertThatThrownBy(() -> screened("watchful"))
                .isInstanceOf(PluginFailure.class)
                .hasMessageContaining("took longer than");
        assertThat(measured("sound")).isInstanceOf(Measured.Amount.class);
        assertThat(screened("clear")).isEqualTo(new ScreeningResult.Clear());
        assertThat(host.brings(looping.hash()).indicators()).containsExactly("trial-figure");
        assertThat(Asking.state(host, "looping").health().failures()).isEqualTo(1);
    }

    @Test
    @DisplayName("one that answers nothing, in another form, too exactly, or from a list it does not bring, fails")
    void answersWrongly() {
        host.run(indicator("silent", "1.0.0", "return null;").in(directory));
        host.run(indicator(
                        "another-form",
                        "1.0.0",
                        "return new org.longji.plugin.api.indicator.Measured.Once(Set.of(), List.of());")
                .in(directory));
        host.run(indicator(
                        "too-exact",
                        "1.0.0",
                        "return new org.longji.plugin.api.indicator.Measured.Amount(new BigDecimal(\"0.5\"), List.of());")
                .in(directory));
        host.run(screening(
                        "elsewhere",
                        "return new org.longji.plugin.api.screening.ScreeningResult.Hits(List.of("
                                + "new org.longji.plugin.api.screening.ScreeningResult.Hit(\"another\", \"X\", BigDecimal.TEN, W,"
                                + " LegalBasis.of(\"示例\", \"一\"), W)));")
                .in(directory));

        assertThatThrownBy(() -> measured("silent"))
                .isInstanceOf(PluginFailure.class)
                .hasMessageContaining("nothing");
        assertThatThrownBy(() -> measured("another-form"))
                .isInstanceOf(PluginFailure.class)
                .hasMessageContaining("SUM");
        assertThatThrownBy(() -> measured("too-exact"))
                .isInstanceOf(PluginFailure.class)
                .hasMessageContaining("Rounding");
        assertThatThrownBy(() -> screened("elsewhere"))
                .isInstanceOf(PluginFailure.class)
                .hasMessageContaining("another");
    }

    @Test
    @DisplayName("an archive that does not say that it needs them is refused with the word")
    void undeclared() {
        assertThatThrownBy(() -> host.run(indicator("silent", "1.0.0", amount(1))
                        .manifest("Plugin-Needs", "policies")
                        .in(directory)))
                .isInstanceOf(PluginRefusedException.class)
                .hasMessageContaining("indicators");
        assertThatThrownBy(() -> host.run(screening("silent", "return null;")
                        .manifest("Plugin-Needs", "policies")
                        .in(directory)))
                .isInstanceOf(PluginRefusedException.class)
                .hasMessageContaining("screenings");
    }

    @Test
    @DisplayName("each tenant is answered by its own version, and one that switched it off by none")
    void versions() {
        var one = host.runBeside(indicator("figures", "1.0.0", amount(1)).in(directory));
        var two = host.runBeside(indicator("figures", "2.0.0", amount(2)).in(directory));
        host.choose(new TenantChoices(
                Map.of(
                        "figures",
                        Map.of(
                                HARBIN,
                                new Choice(true, Optional.of(one.hash()), Optional.empty()),
                                DAQING,
                                new Choice(true, Optional.of(two.hash()), Optional.empty()),
                                230000,
                                new Choice(false, Optional.empty(), Optional.empty()))),
                Set.of()));
        assertThat(host.indicators(HARBIN))
                .extracting(ExtensionHandle::pluginVersion)
                .containsExactly("1.0.0");
        assertThat(host.indicators(DAQING))
                .extracting(ExtensionHandle::pluginVersion)
                .containsExactly("2.0.0");
        assertThat(host.indicators(230000)).isEmpty();
    }
}
