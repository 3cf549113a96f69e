package org.longji.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.registration.FilingHouse.BUYER;
import static org.longji.registration.FilingHouse.HARBIN;
import static org.longji.registration.FilingHouse.officer;
import static org.longji.registration.FilingHouse.refused;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.longji.contract.ContractForm;
import org.longji.plugin.testkit.example.ListedNames;
import org.longji.pluginhost.Extensions;
import org.longji.pluginhost.PluginHost;
import org.longji.pluginhost.PluginIdentity;
import org.longji.pluginhost.ScreeningHandle;
import org.longji.screening.ScreeningRecord;
import org.longji.screening.ScreeningRecord.Decision;
import org.longji.screening.ScreeningRecord.Proposal;
import org.longji.shared.Json;
import org.longji.shared.Problem;
import org.longji.shared.Role;

@DisplayName("A contract with a party abroad")
class ForeignPartiesTest {

    @TempDir
    Path data;

    private static final PluginHost LISTS = PluginHost.of(
            new PluginIdentity("lists", "1.0", "hash"),
            Extensions.NONE.screenings(List.of(new ScreeningHandle("lists", "1.0", "hash", new ListedNames()))));

    private static ContractForm boughtFrom(String provider) {
        var form = Json.readMap(Json.write(FilingHouse.form("进口合同")));
        form.put("provider", Map.of("creditCode", "RU-7707083893", "name", provider, "kind", "OVERSEAS"));
        form.put("recipient", Map.of("creditCode", BUYER, "name", "北辰装备", "kind", "ENTERPRISE", "division", 230103));
        return Json.read(Json.write(form), ContractForm.class);
    }

    private static void register(FilingHouse house, UUID id) {
        house.registrations.register(
                house.registrar, HARBIN, id, Optional.empty(), new Registrations.Decision(null, null, null));
    }

    private static UUID accepted(FilingHouse house, ContractForm form) {
        var id = house.contracts.draft(house.buyer, HARBIN, form).id();
        house.registrations.submit(house.buyer, HARBIN, id, Optional.empty());
        house.registrations.accept(house.registrar, HARBIN, id, Optional.empty());
        return id;
    }

    private FilingHouse house(PluginHost plugins) {
        var house = new FilingHouse(data, "2026-03-25T02:00:00Z", plugins);
        house.agency();
        return house;
    }

    private static List<ScreeningRecord.Summary> screened(FilingHouse house, UUID id) {
        return house.screenings
                .list(house.registrar, HARBIN, null, id.toString(), null, 10)
                .items();
    }

    @Test
    @DisplayName("is screened when it is accepted, and held back until two officers cleared what was found")
    void heldBack() {
        var house = house(LISTS);
        var id = accepted(house, boughtFrom(ListedNames.ENTRY));
        var found = screened(house, id);
        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.open()).isEqualTo(1);
            assertThat(one.parties()).contains(ListedNames.ENTRY + " (ZZZ)", "北辰装备 (CHN)");
            assertThat(one.destination()).isEqualTo("CHN");
        });
        refused(Problem.SCREENING_HOLDS_BACK, () -> register(house, id));

        var screening = found.get(0).id();
        var verdict = house.screenings
                .propose(house.registrar, HARBIN, screening, 1, new Proposal(true, "示例：许可证号 X"))
                .screening()
                .hits()
                .get(0)
                .verdicts()
                .get(0)
                .id();
        refused(Problem.SCREENING_HOLDS_BACK, () -> register(house, id));
        house.screenings.decide(
                officer(HARBIN, Role.REVIEWER, "harbin.reviewer"),
                HARBIN,
                screening,
                1,
                verdict,
                new Decision(true, null));
        // What stands in the way now is its examination, which nobody answered.
        refused(Problem.EXAMINATION_INCOMPLETE, () -> register(house, id));
        assertThat(screened(house, id)).hasSize(1);
    }

    @Test
    @DisplayName("is screened at its registration where it was accepted before there was a screening")
    void acceptedBefore() {
        var before = house(PluginHost.of(List.of()));
        var id = accepted(before, boughtFrom("Сибтех"));
        assertThat(screened(before, id)).isEmpty();
        refused(Problem.EXAMINATION_INCOMPLETE, () -> register(before, id));
    }

    @Test
    @DisplayName("is another matter than one within the country, which nobody screens")
    void domestic() {
        var house = house(LISTS);
        var id = house.draft("国内合同");
        house.registrations.submit(house.seller, HARBIN, id, Optional.empty());
        house.registrations.accept(house.registrar, HARBIN, id, Optional.empty());
        assertThat(screened(house, id)).isEmpty();
    }
}
