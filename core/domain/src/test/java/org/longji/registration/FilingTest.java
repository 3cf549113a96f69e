package org.longji.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.longji.registration.FilingHouse.BUYER;
import static org.longji.registration.FilingHouse.HARBIN;
import static org.longji.registration.FilingHouse.refused;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.longji.contract.ContractForm;
import org.longji.contract.ContractStatus;
import org.longji.shared.Json;
import org.longji.shared.Problem;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;

@DisplayName("A filing")
class FilingTest {

    @TempDir
    Path data;

    /** The technology comes from abroad; the buyer of Harbin files. */
    private static ContractForm imported(String title) {
        var form = Json.readMap(Json.write(FilingHouse.form(title)));
        form.put("provider", Map.of("creditCode", "RU-7707083893", "name", "Сибтех", "kind", "OVERSEAS"));
        form.put("recipient", Map.of("creditCode", BUYER, "name", "北辰装备", "kind", "ENTERPRISE", "division", 230103));
        return Json.read(Json.write(form), ContractForm.class);
    }

    @Test
    @DisplayName("of an import is the domestic buyer's under the regime of 2026")
    void importedIn2026() {
        var house = new FilingHouse(data, "2026-03-25T02:00:00Z");
        var draft = house.contracts.draft(house.buyer, HARBIN, imported("进口合同"));
        assertThat(house.contracts.details(house.buyer, HARBIN, draft.id()).status())
                .isEqualTo(ContractStatus.DRAFT);
        refused(Problem.NOT_A_PARTY, () -> house.contracts.draft(house.seller, HARBIN, imported("进口合同由别人申请")));
        assertThat(house.registrations
                        .submit(house.buyer, HARBIN, draft.id(), Optional.empty())
                        .status())
                .isEqualTo(ContractStatus.SUBMITTED);
    }

    @Test
    @DisplayName("of an import is refused under the regime of 2000, naming the commerce authority")
    void importedBefore() {
        var house = new FilingHouse(data, "2026-02-28T02:00:00Z");
        var form = Json.readMap(Json.write(imported("二月的进口合同")));
        form.put("signedOn", "2026-02-02");
        var draft = house.contracts.draft(house.buyer, HARBIN, Json.read(Json.write(form), ContractForm.class));
        refused(
                Problem.IMPORT_CONTRACT,
                () -> house.registrations.submit(house.buyer, HARBIN, draft.id(), Optional.empty()));
        assertThat(Problem.IMPORT_CONTRACT.text(Problem.Part.NEXT_STEP, java.util.Locale.CHINA, Map.of()))
                .contains("商务主管部门");
        assertThat(house.contracts.details(house.buyer, HARBIN, draft.id()).status())
                .isEqualTo(ContractStatus.DRAFT);
    }

    @Test
    @DisplayName("has amounts that the database itself holds to its items")
    void heldToItsItems() {
        var house = new FilingHouse(data);
        var form = Json.readMap(Json.write(FilingHouse.form("分项合同")));
        form.put(
                "items",
                List.of(
                        Map.of(
                                "title",
                                "研发费",
                                "reason",
                                "DEVELOPMENT_FEE",
                                "priceClass",
                                "TECH",
                                "amount",
                                "800000.00"),
                        Map.of("title", "设备", "reason", "EQUIPMENT", "priceClass", "NON_TECH", "amount", "200000.00")));
        var draft = house.contracts.draft(house.seller, HARBIN, Json.read(Json.write(form), ContractForm.class));
        assertThat(draft.nonTechnologyCost()).hasToString("200000.00");
        for (var lie : List.of(
                "contract_amount = contract_amount + 1",
                "declared_technology_amount = declared_technology_amount - 1",
                "assessed_technology_amount = 1",
                "price_items = '[]'")) {
            assertThatThrownBy(() -> house.database
                            .transactions()
                            .within(
                                    TenantScope.exactly(HARBIN),
                                    em -> Sql.update(em, "update contract set " + lie + " where id = ?", draft.id())))
                    .as(lie)
                    .hasStackTraceContaining("_of_items");
        }
    }
}
