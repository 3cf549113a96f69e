package org.longji.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.longji.register.RegisterHouse.HARBIN;
import static org.longji.register.RegisterHouse.PLUGIN;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.longji.plugin.api.register.FieldKind;
import org.longji.plugin.api.register.RecordShape;
import org.longji.plugin.api.register.RegisterDefinition;
import org.longji.plugin.api.register.State;
import org.longji.plugin.api.register.Words;
import org.longji.pluginhost.Label;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;

@DisplayName("Registers of one module")
class RegisterModuleTest {

    @TempDir
    Path directory;

    private RegisterHouse house;

    @BeforeEach
    void open() {
        house = new RegisterHouse(
                directory,
                "2026-04-01T02:00:00Z",
                "hash-5",
                new Library.Shelves(),
                new Library.Books(),
                new Library.Loans());
    }

    private UUID created(String register, Map<String, Object> data) {
        return house.changes
                .create(house.registrar, HARBIN, PLUGIN, register, data)
                .id();
    }

    private UUID shelf(String name) {
        return created("shelf", Map.of("name", name, "kinds", List.of("PATENTS", "STANDARDS")));
    }

    private UUID book(String title, UUID shelf) {
        return created("book", Map.of("title", title, "shelf", shelf.toString()));
    }

    private static Map<String, Object> loan(UUID shelf, UUID book, String card, String kind) {
        return Map.of(
                "shelf",
                shelf.toString(),
                "book",
                book.toString(),
                "card",
                card,
                "keptAt",
                shelf.toString(),
                "kind",
                kind);
    }

    @Test
    @DisplayName("stand under their headings in the order the plugin gives, with a sentence and samples")
    void described() {
        var all = house.registers.all(house.registrar, HARBIN);
        assertThat(all).extracting(RegisterDescription::id).containsExactly("loan", "shelf", "book");
        var shelves = all.get(1);
        assertThat(shelves.about()).isNotNull();
        assertThat(shelves.module()).isEqualTo(new Label("图书馆", "Library", null));
        assertThat(all.get(2).fields().get(0).hint()).isEqualTo(new Label("照封面填写。", "As on the cover.", null));
        assertThat(shelves.chapter()).isEqualTo(new Label("馆藏", "Holdings", null));
        assertThat(shelves.samples()).singleElement().satisfies(sample -> {
            assertThat(sample.label().zh()).isEqualTo("专利书架（示例）");
            var id = created("shelf", new LinkedHashMap<>(sample.data()));
            assertThat(house.registers
                            .details(house.registrar, HARBIN, PLUGIN, "shelf", id, false)
                            .data())
                    .isEqualTo(sample.data());
        });
    }

    @Test
    @DisplayName("complete a new row before it is checked, and tell of a reference to nothing first")
    void completion() {
        var shelf = shelf("一号架");
        var id = created("loan", loan(shelf, book("甲", shelf), "A", "PATENTS"));
        assertThat(house.registers
                        .details(house.registrar, HARBIN, PLUGIN, "loan", id, false)
                        .data())
                .containsEntry("lentOn", "2026-04-01");
        assertThatThrownBy(() -> created("loan", loan(shelf, UUID.randomUUID(), "A", "PATENTS")))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.problem()).isEqualTo(Problem.INVALID_FIELDS);
                    assertThat(refused.errors())
                            .singleElement()
                            .satisfies(error -> assertThat(error.field()).isEqualTo("book"));
                });
    }

    @Test
    @DisplayName("offer for a reference the rows in the states it names that share what it says")
    void narrowedPicks() {
        var first = shelf("一号架");
        var second = shelf("二号架");
        book("甲", first);
        book("乙", second);
        assertThat(house.registers.options(
                        house.registrar, HARBIN, PLUGIN, FieldKind.ROW, "book", List.of(), "shelf:" + first, null))
                .extracting(Registers.Pick::label)
                .containsExactly("甲");
        house.take(house.registrar, HARBIN, "shelf", second, "close", 1, null);
        assertThat(house.registers.options(
                        house.registrar, HARBIN, PLUGIN, FieldKind.ROW, "shelf", List.of("OPEN"), null, null))
                .extracting(Registers.Pick::label)
                .containsExactly("一号架");
        assertThatThrownBy(() -> house.registers.options(
                        house.registrar, HARBIN, PLUGIN, FieldKind.ROW, "book", List.of(), "title:甲", null))
                .as("a value is no way to search for it")
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(Problem.INVALID_FIELDS));
    }

    @Test
    @DisplayName("tell no name of what is hidden in a state, neither in the row nor in the list")
    void hiddenReferences() {
        var shelf = shelf("一号架");
        var other = shelf("秘密架");
        var data = new LinkedHashMap<>(loan(shelf, book("甲", shelf), "A", "PATENTS"));
        data.put("keptAt", other.toString());
        var id = created("loan", data);
        var lent = house.registers.details(house.registrar, HARBIN, PLUGIN, "loan", id, false);
        assertThat(lent.data()).doesNotContainKeys("keptAt", "card");
        assertThat(lent.labels()).doesNotContainValue("秘密架");
        assertThat(house.registers
                        .list(house.registrar, HARBIN, PLUGIN, "loan", RowFilter.none(), null, 10)
                        .labels())
                .doesNotContainValue("秘密架");
        house.take(house.registrar, HARBIN, "loan", id, "return", 1, null);
        assertThat(house.registers
                        .details(house.registrar, HARBIN, PLUGIN, "loan", id, false)
                        .labels())
                .containsEntry(other.toString(), "秘密架");
    }

    @Test
    @DisplayName("count somebody once, over rows with a value, held against a target")
    void countedOnce() {
        var shelf = shelf("一号架");
        var book = book("甲", shelf);
        created("loan", loan(shelf, book, "A", "PATENTS"));
        created("loan", loan(shelf, book, "A", "PATENTS"));
        created("loan", loan(shelf, book, "B", "STANDARDS"));
        assertThat(house.registers.figures(house.administrator, HARBIN, PLUGIN, "loan", null, null))
                .singleElement()
                .satisfies(figure -> assertThat(figure.value()).isEqualByComparingTo("1"));
        assertThat(house.registers
                        .details(house.registrar, HARBIN, PLUGIN, "shelf", shelf, false)
                        .derived())
                .containsEntry("readers", 2L);
    }

    @Test
    @DisplayName("let nobody take a step without roles by hand")
    void stepsOfNobody() {
        var shelf = shelf("一号架");
        for (var caller : List.of(house.registrar, house.reviewer, house.administrator)) {
            assertThatThrownBy(() -> house.take(caller, HARBIN, "shelf", shelf, "burn", 1, null))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refused -> assertThat(refused.problem()).isEqualTo(Problem.NOT_PERMITTED));
        }
        assertThat(house.registers
                        .details(house.registrar, HARBIN, PLUGIN, "shelf", shelf, false)
                        .steps())
                .extracting(RowDetails.StepOffer::id)
                .containsExactly("close");
    }

    @Test
    @DisplayName("hold several choices, and groups of which nothing must be given")
    void choicesAndGroups() {
        var shape = RecordShape.of(Library.Shelf.class);
        Map<String, Object> tree = new LinkedHashMap<>(Map.of("name", "架", "kinds", List.of("PATENTS")));
        assertThat(shape.faults(tree)).isEmpty();
        assertThat(shape.read(tree).rules().days()).isEmpty();
        tree.put("kinds", List.of("PATENTS", "NOVELS"));
        assertThat(shape.faults(tree))
                .singleElement()
                .satisfies(fault -> assertThat(fault.pointer()).isEqualTo("kinds.1"));
    }

    @Test
    @DisplayName("have no title that is hidden in some state")
    void hiddenTitles() {
        assertThatThrownBy(() -> RegisterDefinition.of("loan", Words.of("借阅", "Loans"), Library.Loan.class)
                        .states(State.ending("LENT", Words.of("借出", "lent")))
                        .titledBy("card")
                        .build())
                .hasMessageContaining("'card', which is hidden");
    }
}
