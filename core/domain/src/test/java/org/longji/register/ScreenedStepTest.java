package org.longji.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.longji.register.RegisterHouse.HARBIN;
import static org.longji.register.RegisterHouse.PLUGIN;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.Register;
import org.longji.plugin.api.register.RegisterDefinition;
import org.longji.plugin.api.register.State;
import org.longji.plugin.api.register.Step;
import org.longji.plugin.api.register.UserRole;
import org.longji.plugin.api.register.Words;
import org.longji.plugin.api.screening.ScreeningSubject;
import org.longji.plugin.testkit.example.ListedNames;
import org.longji.screening.ScreeningRecord.Decision;
import org.longji.screening.ScreeningRecord.Proposal;
import org.longji.shared.ProblemException;

@DisplayName("A row that is screened before a step")
class ScreenedStepTest {

    record Shipment(
            @Field(zh = "资料", en = "Papers") String title,
            @Field(zh = "收件人", en = "To") String to) {}

    /** Papers sent abroad. */
    static final class Shipments implements Register<Shipment> {
        @Override
        public RegisterDefinition<Shipment> definition() {
            return RegisterDefinition.of("shipment", Words.of("资料出境", "Papers sent abroad"), Shipment.class)
                    .states(
                            State.of("PREPARED", Words.of("待寄", "prepared")).revisedBy(UserRole.REGISTRAR),
                            State.ending("SENT", Words.of("已寄", "sent")))
                    .createdBy(UserRole.REGISTRAR)
                    .titledBy("title")
                    .columns("title", "to")
                    .step(Step.<Shipment>transition("send", Words.of("寄出", "Send"))
                            .from("PREPARED")
                            .to("SENT")
                            .by(UserRole.REGISTRAR)
                            .screened((row, context) -> new ScreeningSubject(
                                    ScreeningSubject.Kind.BY_HAND,
                                    List.of(new ScreeningSubject.Party(
                                            Optional.empty(), Optional.empty(), Optional.of(row.to()), "RUS")),
                                    new ScreeningSubject.Technology(row.title(), "", Set.of()),
                                    "RUS",
                                    context.today())))
                    .build();
        }
    }

    @TempDir
    Path directory;

    private static void refused(RegisterHouse house, UUID row, int version, String code) {
        assertThatThrownBy(() -> send(house, row, version))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.errors())
                                .extracting(ProblemException.FieldError::field)
                                .containsExactly(code));
    }

    private static RowDetails send(RegisterHouse house, UUID row, int version) {
        return house.changes.take(
                house.registrar, HARBIN, PLUGIN, "shipment", row, "send", version, new RowChanges.StepForm(null, null));
    }

    private static UUID shipment(RegisterHouse house, String to) {
        return house.changes
                .create(house.registrar, HARBIN, PLUGIN, "shipment", Map.of("title", "图纸（示例）", "to", to))
                .id();
    }

    private static List<String> hindrances(RegisterHouse house, UUID row) {
        return house.registers.details(house.registrar, HARBIN, PLUGIN, "shipment", row, false).steps().stream()
                .flatMap(offer -> offer.obstacles().stream())
                .map(RowDetails.Hindrance::code)
                .toList();
    }

    @Test
    @DisplayName("goes where nothing is found, and waits for two officers where something is")
    void screened() {
        var house = new RegisterHouse(directory, "2026-04-01T02:00:00Z", "hash", new Shipments());
        assertThat(send(house, shipment(house, "Anybody"), 1).state()).isEqualTo("SENT");

        var row = shipment(house, ListedNames.ENTRY);
        assertThat(hindrances(house, row)).as("nobody knows before it is tried").isEmpty();
        refused(house, row, 1, "SCREENING_OPEN");
        assertThat(hindrances(house, row)).containsExactly("SCREENING_OPEN");
        var found = house.screenings
                .list(house.registrar, HARBIN, null, row.toString(), null, 10)
                .items();
        assertThat(found)
                .singleElement()
                .satisfies(one -> assertThat(one.subjectKind()).isEqualTo(ScreeningSubject.Kind.ROW));
        var id = found.get(0).id();
        var verdict = house.screenings
                .propose(house.registrar, HARBIN, id, 1, new Proposal(true, "示例"))
                .screening()
                .hits()
                .get(0)
                .verdicts()
                .get(0)
                .id();
        refused(house, row, 1, "SCREENING_OPEN");
        house.screenings.decide(house.reviewer, HARBIN, id, 1, verdict, new Decision(true, null));
        assertThat(send(house, row, 1).state()).isEqualTo("SENT");
    }

    @Test
    @DisplayName("goes nowhere once a find is confirmed, and is screened by nobody who may not send it")
    void confirmed() {
        var house = new RegisterHouse(directory, "2026-04-01T02:00:00Z", "hash", new Shipments());
        var row = shipment(house, ListedNames.ENTRY);
        assertThatThrownBy(() -> house.changes.take(
                        house.reviewer,
                        HARBIN,
                        PLUGIN,
                        "shipment",
                        row,
                        "send",
                        1,
                        new RowChanges.StepForm(null, null)))
                .hasMessageContaining("NOT_PERMITTED");
        assertThat(house.screenings
                        .list(house.registrar, HARBIN, null, row.toString(), null, 10)
                        .items())
                .isEmpty();
        refused(house, row, 1, "SCREENING_OPEN");
        var id = house.screenings
                .list(house.registrar, HARBIN, null, row.toString(), null, 10)
                .items()
                .get(0)
                .id();
        var verdict = house.screenings
                .propose(house.registrar, HARBIN, id, 1, new Proposal(false, "示例：同一主体"))
                .screening()
                .hits()
                .get(0)
                .verdicts()
                .get(0)
                .id();
        house.screenings.decide(house.reviewer, HARBIN, id, 1, verdict, new Decision(true, null));
        refused(house, row, 1, "SCREENING_CONFIRMED");
    }
}
