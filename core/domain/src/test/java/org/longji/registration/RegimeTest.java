package org.longji.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Money;
import org.longji.shared.ConfigurationException;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.TenantScope;
import org.longji.shared.TestDatabase;
import org.longji.shared.WorkingDays;

/** The regimes as shipped, and as a city may change them. */
class RegimeTest {

    private static final Path SHIPPED = Path.of("../../tenants-config");
    private static final WorkingDays CALENDAR = new WorkingDays();
    private static final List<Regime> REGIMES = RegimeConfiguration.read(SHIPPED);

    private static Regime regime(String name) {
        return REGIMES.stream()
                .filter(one -> one.regime().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("thirty calendar days before March 2026, fifteen working days from then on, thirty with experts")
    void periods() {
        var accepted = LocalDate.of(2026, 2, 12);
        assertThat(regime("REG-2000").decisionPeriod(false).endAfter(accepted, CALENDAR))
                .isEqualTo(LocalDate.of(2026, 3, 16));
        assertThat(regime("REG-2026").decisionPeriod(false).endAfter(accepted, CALENDAR))
                .isEqualTo(LocalDate.of(2026, 3, 11));
        assertThat(regime("REG-2026").decisionPeriod(true).endAfter(accepted, CALENDAR))
                .isEqualTo(LocalDate.of(2026, 4, 1));
        assertThat(regime("REG-2026").warnFrom(LocalDate.of(2026, 3, 11), CALENDAR))
                .isEqualTo(LocalDate.of(2026, 3, 6));
    }

    @Test
    @DisplayName("experts are heard from exactly five million on, and not at all under the rules of 2000")
    void experts() {
        assertThat(regime("REG-2026").needsExperts(Money.of("4999999.99"))).isFalse();
        assertThat(regime("REG-2026").needsExperts(Money.of("5000000.00"))).isTrue();
        assertThat(regime("REG-2000").needsExperts(Money.of("900000000.00"))).isFalse();
    }

    @Test
    @DisplayName("every gate G1 to G11 is asked, and a draft's figure says that it is one")
    void gates() {
        assertThat(regime("REG-2026").questions().stream().map(Regime.Question::gate))
                .contains("G1", "G2", "G3", "G4", "G5", "G6", "G7", "G8", "G9", "G10", "G11");
        assertThat(regime("REG-2026").periods().decision().uncertain()).isTrue();
        assertThat(regime("REG-2000").periods().decision().uncertain()).isFalse();
        var training = regime("REG-2026").questionsFor(ContractType.SERVICE, "53");
        assertThat(training.stream().map(Regime.Question::id))
                .contains("TRAIN-TRAINEES")
                .doesNotContain("SER-PROBLEM", "INT-AIM", "G9");
    }

    @Property
    @Label("a period of working days ends on a working day and holds exactly as many")
    void workingDaysAreCounted(
            @ForAll @IntRange(min = 0, max = 3000) int offset, @ForAll @IntRange(min = 1, max = 60) int days) {
        var event = LocalDate.of(2018, 1, 1).plusDays(offset);
        var end = CALENDAR.afterWorkingDays(event, days);
        assertThat(CALENDAR.isWorkingDay(end)).isTrue();
        assertThat(CALENDAR.between(event, end)).isEqualTo(days);
        assertThat(CALENDAR.isWorkingDay(CALENDAR.afterCalendarDays(event, days)))
                .isTrue();
    }

    @Test
    @DisplayName("the day of submission chooses the regime; a city's own figures go before the province's")
    void governing(@TempDir Path folder) throws IOException {
        var database = TestDatabase.fresh().withTenants(230103, 230604);
        new RegimeLoader(database.transactions(), java.util.Optional.empty()).load(copied(folder));
        assertThat(governing(database, 230103, LocalDate.of(2026, 2, 28))).isEqualTo("REG-2000/230000/30");
        assertThat(governing(database, 230103, LocalDate.of(2026, 3, 1))).isEqualTo("REG-2026/230100/10");
        assertThat(governing(database, 230604, LocalDate.of(2026, 3, 1))).isEqualTo("REG-2026/230000/15");
        assertThatThrownBy(() -> governing(database, 230604, LocalDate.of(1999, 1, 1)))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.NO_REGIME));
    }

    private static Path copied(Path folder) throws IOException {
        Path registration = SHIPPED.resolve("heilongjiang/registration");
        Path province = Files.createDirectories(folder.resolve("heilongjiang/registration"));
        Path harbin = Files.createDirectories(folder.resolve("heilongjiang/harbin/registration"));
        Path schema = Files.createDirectories(folder.resolve("schema"));
        for (var name : List.of("checklist-2001.yaml", "filing-2001.yaml", "REG-2000.yaml", "REG-2026.yaml")) {
            Files.copy(registration.resolve(name), province.resolve(name));
        }
        for (var name : List.of(
                "registration-regime.schema.json",
                "registration-checklist.schema.json",
                "registration-filing.schema.json")) {
            Files.copy(SHIPPED.resolve("schema").resolve(name), schema.resolve(name));
        }
        // A sample: what a province such as Zhejiang, which allows ten days, would write.
        Files.writeString(
                harbin.resolve("REG-2026.yaml"),
                Files.readString(registration.resolve("REG-2026.yaml"))
                        .replace("tenant: 230000", "tenant: 230100")
                        .replace("decision: {days: 15", "decision: {days: 10"));
        return folder;
    }

    private static String governing(TestDatabase database, int tenant, LocalDate day) {
        var rules = database.transactions()
                .within(TenantScope.exactly(tenant), em -> Regimes.governing(em, tenant, day))
                .rules();
        return rules.regime() + "/" + rules.tenant() + "/"
                + rules.periods().decision().days();
    }

    @Test
    @DisplayName("overlapping regimes, an unknown checklist and a question asked twice are named with file and line")
    void mistakes(@TempDir Path folder) throws IOException {
        var province = copied(folder).resolve("heilongjiang/registration");
        var file = province.resolve("REG-2026.yaml");
        Files.writeString(file, Files.readString(file).replace("from: 2026-03-01", "from: 2026-02-28"));
        assertThatThrownBy(() -> RegimeConfiguration.read(folder))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("REG-2026.yaml")
                .hasMessageContaining("overlaps REG-2000");
        Files.writeString(
                file,
                Files.readString(SHIPPED.resolve("heilongjiang/registration/REG-2026.yaml"))
                        .replace("checklist: RULES-2001", "checklist: RULES-1999"));
        assertThatThrownBy(() -> RegimeConfiguration.read(folder)).hasMessageContaining("RULES-1999");
        var checklist = province.resolve("checklist-2001.yaml");
        Files.writeString(checklist, Files.readString(checklist).replace("- id: G2\n", "- id: G1\n"));
        assertThatThrownBy(() -> RegimeConfiguration.read(folder)).hasMessageContaining("occurs twice");
        var filing = province.resolve("filing-2001.yaml");
        Files.writeString(filing, Files.readString(filing).replace("- {id: patents,", "- {id: rights,"));
        assertThatThrownBy(() -> RegimeConfiguration.read(folder)).hasMessageContaining("^patents");
    }
}
