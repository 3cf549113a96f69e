package org.longji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.server.Api.DAQING;
import static org.longji.server.Api.HARBIN;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.longji.server.SampleContract.Party;

@ExtendWith(LongjiServer.class)
@DisplayName("Taxes are previewed on a registered contract, dated and to the fen")
class TaxIT {

    private static final Party SELLER = new Party("12230103FGF1LYQP3T", "哈尔滨松江大学（演示）", "UNIVERSITY", 230103);

    private static String path(JsonNode contract, String rest) {
        return Api.tenant(HARBIN, "contracts/" + contract.path("id").asText() + rest);
    }

    private static JsonNode figure(JsonNode preview, String id) {
        for (var figure : preview.path("figures")) {
            if (figure.path("id").asText().equals(id)) {
                return figure;
            }
        }
        throw new AssertionError(id + " is not among " + preview.path("figures"));
    }

    private static JsonNode registered(LongjiServer.Running longji, String title) {
        var seller = Api.as(longji, "applicant.seller");
        var registrar = Api.as(longji, "harbin.registrar");
        var form = SampleContract.between(title, SELLER, Party.enterprise(HARBIN))
                .with("signedOn", "2026-03-02")
                .with("contractAmount", "3180000.00")
                .with("technologyAmount", "2120000.00")
                .form();
        var contract = seller.post(Api.tenant(HARBIN, "contracts"), form).expect(201);
        seller.post(path(contract, "/tax-previews"), Map.of("card", "STAMP_DUTY"))
                .problem(409, "NOT_REGISTERED");
        seller.post(path(contract, "/submission"), "").expect(200);
        registrar.post(path(contract, "/acceptance"), "").expect(200);
        registrar.examined(contract);
        return registrar.post(path(contract, "/registration"), "{}").expect(200);
    }

    @Test
    @DisplayName("the contract's own amounts are proposed, the day chooses the version, and nothing is kept")
    void previews(LongjiServer.Running longji) {
        var seller = Api.as(longji, "applicant.seller");
        var contract = registered(longji, "税收预估试验");
        var cards = seller.read(path(contract, "/tax-cards?on=2024-06-03")).path("items");
        assertThat(cards.findValuesAsText("card"))
                .containsExactly("VAT_EXEMPTION", "TRANSFER_INCOME", "CASH_AWARD", "SUPER_DEDUCTION", "STAMP_DUTY");
        assertThat(cards.path(0).path("proposals").path("technologyPrice").asText())
                .isEqualTo("2120000.00");
        assertThat(seller.read(path(contract, "/tax-cards?on=2022-06-30"))
                        .path("items")
                        .path(4)
                        .path("version")
                        .isNull())
                .isTrue();

        var question = Map.of("card", "VAT_EXEMPTION", "on", "2024-06-03");
        var vat = seller.post(path(contract, "/tax-previews"), question).expect(200);
        assertThat(figure(vat, "outputTax").path("amount").asText()).isEqualTo("121946.90");
        assertThat(vat.path("version").asText()).isEqualTo("VAT-TECH-2016");
        assertThat(vat.path("estimate").asBoolean()).isTrue();
        assertThat(vat.path("registrationNumber")).isEqualTo(contract.path("registrationNumber"));
        assertThat(vat.path("note").isNull()).isTrue();
        assertThat(seller.post(path(contract, "/tax-previews"), question).expect(200))
                .isEqualTo(vat);
        assertThat(seller.post(path(contract, "/tax-previews"), Map.of("card", "VAT_EXEMPTION", "on", "2026-03-02"))
                        .expect(200)
                        .path("note")
                        .path("zh")
                        .asText())
                .contains("未查明");
        assertThat(seller.read(path(contract, "")).path("version")).isEqualTo(contract.path("version"));
    }

    @Test
    @DisplayName("bad questions are refused by name, and strangers are not told that the contract is there")
    void refusals(LongjiServer.Running longji) {
        var seller = Api.as(longji, "applicant.seller");
        var contract = registered(longji, "税收预估拒绝试验");
        seller.get(path(contract, "/tax-cards?on=2024-02-30")).problem(422, "INVALID_FIELDS");
        seller.post(path(contract, "/tax-previews"), Map.of()).problem(422, "INVALID_FIELDS");
        seller.post(path(contract, "/tax-previews"), Map.of("card", "WINDOW_TAX"))
                .problem(400, "MALFORMED_REQUEST");
        seller.post(path(contract, "/tax-previews"), Map.of("card", "STAMP_DUTY", "on", "2022-06-30"))
                .problem(409, "NO_TAX_VERSION");
        assertThat(seller.post(
                                path(contract, "/tax-previews"),
                                Map.of("card", "STAMP_DUTY", "answers", Map.of("price", "1e9", "covered", "YES")))
                        .problem(422, "INVALID_FIELDS")
                        .path("errors")
                        .findValuesAsText("field"))
                .containsExactlyInAnyOrder("answers.price", "answers.covered");
        Api.as(longji, "applicant.buyer")
                .post(path(contract, "/tax-previews"), Map.of("card", "STAMP_DUTY"))
                .problem(404, "NOT_FOUND");
        Api.as(longji, "daqing.registrar")
                .post(
                        Api.tenant(DAQING, "contracts/" + contract.path("id").asText() + "/tax-previews"),
                        Map.of("card", "STAMP_DUTY"))
                .problem(404, "NOT_FOUND");
    }

    @Test
    @DisplayName("the contract's page computes a card and says that it is an estimate")
    void panel(LongjiServer.Running longji) {
        var contract = registered(longji, "税收预估页面试验");
        try (var browser = new Browser(longji.base())) {
            var page = browser.signedIn("applicant.seller", longji.demoPassword());
            page.navigate("/t/" + HARBIN + "/contracts/" + contract.path("id").asText());
            page.getByTestId("tax-technologyPrice").fill("1060000.00");
            page.getByTestId("tax-compute").click();
            PlaywrightAssertions.assertThat(page.getByTestId("tax-figure-technologyIfTaxable"))
                    .hasText("60,000.00");
            PlaywrightAssertions.assertThat(page.getByTestId("tax-preview")).containsText("预估");
            assertThat(Browser.barriers(page)).isEmpty();
            assertThat(browser.complaints()).isEmpty();
        }
    }
}
