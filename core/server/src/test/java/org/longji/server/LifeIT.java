package org.longji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.server.Api.HARBIN;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.longji.server.SampleContract.Party;

@ExtendWith(LongjiServer.class)
@DisplayName("A registration lives on: amended, settled, performed, cancelled, revoked, objected to")
class LifeIT {

    private static final Party SELLER = new Party("12230103FGF1LYQP3T", "哈尔滨松江大学（演示）", "UNIVERSITY", 230103);

    private LongjiServer.Running longji;
    private Api seller;
    private Api registrar;
    private Api second;

    @BeforeEach
    void signIn(LongjiServer.Running running) {
        longji = running;
        seller = Api.as(running, "applicant.seller");
        registrar = Api.as(running, "harbin.registrar");
        second = Api.as(running, "harbin.registrar2");
    }

    private static String path(JsonNode contract, String rest) {
        return Api.tenant(HARBIN, "contracts/" + contract.path("id").asText() + rest);
    }

    private Map<String, Object> form(String title, Party buyer) {
        return SampleContract.between(title, SELLER, buyer)
                .with("signedOn", "2026-03-02")
                .with("contractAmount", "800000.00")
                .with("technologyAmount", "700000.00")
                .form();
    }

    private JsonNode accepted(Map<String, Object> form) {
        var contract = seller.post(Api.tenant(HARBIN, "contracts"), form).expect(201);
        seller.post(path(contract, "/submission"), "").expect(200);
        return registrar.post(path(contract, "/acceptance"), "").expect(200);
    }

    private JsonNode registered(Map<String, Object> form) {
        var contract = accepted(form);
        registrar.examined(contract);
        return registrar.post(path(contract, "/registration"), "{}").expect(200);
    }

    private static Map<String, Object> change(String kind, Object... more) {
        var change = new HashMap<String, Object>(Map.of("kind", kind, "reason", "试验理由"));
        for (int i = 0; i < more.length; i += 2) {
            change.put(more[i].toString(), more[i + 1]);
        }
        return change;
    }

    private String filed(Api by, JsonNode contract, Map<String, Object> change) {
        var filed = by.post(path(contract, "/changes"), change).expect(201);
        assertThat(filed.path("status").asText()).isEqualTo("PENDING");
        return path(contract, "/changes/" + filed.path("number").asInt());
    }

    @Test
    @DisplayName("an amendment makes a new version, keeps the old one, and the old certificate says so")
    void amendment() {
        var buyer = Party.enterprise(HARBIN);
        var form = form("变更登记试验", buyer);
        var contract = registered(form);
        var number = contract.path("registrationNumber").asText();
        seller.get(path(contract, "/certificate")).expect(200);
        var amended = new HashMap<>(form);
        amended.put("contractAmount", "900000.00");
        amended.put("declaredTechnologyAmount", "750000.00");
        amended.put("title", "变更登记试验（补充协议）");

        Api.as(longji, "applicant.buyer")
                .post(path(contract, "/changes"), change("AMENDMENT", "contract", amended))
                .problem(404, "NOT_FOUND");
        seller.post(path(contract, "/changes"), change("AMENDMENT")).problem(422, "INVALID_FIELDS");
        var other = new HashMap<>(amended);
        other.put("signedOn", "2026-03-03");
        other.put("declaredTechnologyAmount", "950000.00");
        seller.post(path(contract, "/changes"), change("AMENDMENT", "contract", other))
                .problem(422, "INVALID_FIELDS");
        other.put("declaredTechnologyAmount", "750000.00");
        assertThat(seller.post(path(contract, "/changes"), change("AMENDMENT", "contract", other))
                        .problem(422, "INVALID_FIELDS")
                        .path("errors")
                        .findValuesAsText("field"))
                .containsExactly("contract.signedOn");
        seller.post(path(contract, "/changes"), change("AMENDMENT", "contract", amended, "effectiveOn", "2999-01-01"))
                .problem(422, "INVALID_FIELDS");

        var change = filed(seller, contract, change("AMENDMENT", "contract", amended));
        seller.post(path(contract, "/changes"), change("CANCELLATION")).problem(409, "CHANGE_PENDING");
        seller.post(change + "/approval", "{}").problem(403, "NOT_PERMITTED");
        assertThat(registrar.read(Api.tenant(HARBIN, "inbox")).path("items").findValuesAsText("kind"))
                .contains("REGISTRATION_CHANGE");
        registrar
                .post(change + "/approval", Map.of("technologyAmount", "900000.01"))
                .problem(422, "TECHNOLOGY_AMOUNT_EXCEEDS_CONTRACT");
        assertThat(registrar
                        .post(change + "/approval", Map.of("technologyAmount", "740000.00", "words", "同意"))
                        .expect(200)
                        .path("resultingVersion")
                        .asInt())
                .isEqualTo(2);
        registrar.post(change + "/approval", "{}").problem(409, "CHANGE_DECIDED");

        var now = seller.read(path(contract, ""));
        assertThat(now.path("registrationVersion").asInt()).isEqualTo(2);
        assertThat(now.path("registrationNumber").asText()).isEqualTo(number);
        assertThat(now.path("contractAmount").asText()).isEqualTo("900000.00");
        assertThat(now.path("assessedTechnologyAmount").asText()).isEqualTo("740000.00");
        assertThat(now.path("nonTechnologyCost").asText()).isEqualTo("160000.00");
        var old = seller.read(path(contract, "/versions")).path("items");
        assertThat(old).hasSize(1);
        assertThat(old.path(0).path("contractAmount").asText()).isEqualTo("800000.00");
        assertThat(old.path(0).path("title").asText()).isEqualTo("变更登记试验");
        // Filed anew as it once was, it is still the same contract.
        seller.post(Api.tenant(HARBIN, "contracts"), form).problem(409, "CONTRACT_ALREADY_RECORDED");
        assertThat(seller.read(Api.tenant(HARBIN, "inbox/notices"))
                        .path("items")
                        .findValuesAsText("kind"))
                .contains("CHANGE_APPROVED");
    }

    @Test
    @DisplayName("royalties become part of the amounts at each settlement, once for each period")
    void settlement() {
        var royalties = form("提成结算试验", Party.enterprise(HARBIN));
        royalties.put("paymentMode", "提成支付附加预付入门费");
        royalties.put("royaltyBase", "产品销售额");
        var contract = registered(royalties);
        var settlement = Map.of(
                "from", "2026-03-02", "until", "2026-06-30", "settled", "120000.50", "technologySettled", "100000.50");
        registrar
                .post(
                        path(contract, "/changes"),
                        change(
                                "SETTLEMENT",
                                "settlement",
                                Map.of("from", "2026-07-01", "until", "2026-03-01", "settled", "0")))
                .problem(422, "INVALID_FIELDS");
        var change = filed(seller, contract, change("SETTLEMENT", "settlement", settlement));
        registrar.post(change + "/approval", "{}").expect(200);
        var now = seller.read(path(contract, ""));
        assertThat(now.path("contractAmount").asText()).isEqualTo("920000.50");
        assertThat(now.path("assessedTechnologyAmount").asText()).isEqualTo("800000.50");
        assertThat(now.path("approvedTechnologyIncome").asText()).isEqualTo("800000.50");
        seller.post(path(contract, "/changes"), change("SETTLEMENT", "settlement", settlement))
                .problem(422, "INVALID_FIELDS");
        var without = registered(form("无提成", Party.enterprise(HARBIN)));
        seller.post(path(without, "/changes"), change("SETTLEMENT", "settlement", settlement))
                .problem(422, "INVALID_FIELDS");
    }

    @Test
    @DisplayName("what was performed or ended early stays registered, with the amounts of what was performed")
    void performanceAndTermination() {
        var contract = registered(form("履行试验", Party.enterprise(HARBIN)));
        registrar
                .post(filed(seller, contract, change("PERFORMANCE")) + "/approval", "{}")
                .expect(200);
        var now = seller.read(path(contract, ""));
        assertThat(now.path("performance").asText()).isEqualTo("PERFORMED");
        assertThat(now.path("status").asText()).isEqualTo("REGISTERED");
        assertThat(now.path("registrationVersion").asInt()).isEqualTo(1);
        seller.post(path(contract, "/changes"), change("TERMINATION")).problem(409, "WRONG_STATUS");

        var ended = registered(form("终止试验", Party.enterprise(HARBIN)));
        var performed = Map.of("contractAmount", "300000.00", "technologyAmount", "250000.00");
        seller.post(
                        path(ended, "/changes"),
                        change(
                                "TERMINATION",
                                "performed",
                                Map.of("contractAmount", "900000.00", "technologyAmount", "1.00")))
                .problem(422, "INVALID_FIELDS");
        var withdrawn = filed(seller, ended, change("TERMINATION", "performed", performed));
        seller.post(withdrawn + "/withdrawal", "").expect(200);
        var change = filed(seller, ended, change("TERMINATION", "performed", performed));
        registrar.post(change + "/refusal", "{\"words\":\"\"}").problem(422, "INVALID_FIELDS");
        registrar.post(change + "/refusal", Map.of("words", "缺少终止协议")).expect(200);
        change = filed(seller, ended, change("TERMINATION", "performed", performed));
        registrar.post(change + "/approval", "{}").expect(200);
        now = seller.read(path(ended, ""));
        assertThat(now.path("performance").asText()).isEqualTo("TERMINATED");
        assertThat(now.path("contractAmount").asText()).isEqualTo("300000.00");
        assertThat(now.path("assessedTechnologyAmount").asText()).isEqualTo("250000.00");
        assertThat(seller.read(path(ended, "/changes")).path("items").findValuesAsText("status"))
                .containsExactly("APPROVED", "DECLINED", "WITHDRAWN");
    }

    @Test
    @DisplayName(
            "a revocation needs two officers; the certificate is void, what was granted is taken back, and tax is told")
    void revocation() {
        var harbin = Api.as(longji, "harbin.admin");
        var sample = SampleContract.inHarbin("撤销登记试验")
                .registeredOn("2018-02-06")
                .with("electedSide", "买方")
                .received("2018-07-01", "1000000.00");
        harbin.succeeded(harbin.upload(HARBIN, "revoked.csv", SampleContract.csv(sample), "ALL_OR_NOTHING")
                .expect(202));
        harbin.assess(HARBIN, 2018);
        var contract = harbin.read(Api.tenant(HARBIN, "contracts?q=" + sample.provider.creditCode()))
                .path("items")
                .path(0);
        var decisions = Api.tenant(
                HARBIN, "entitlements?year=2018&contract=" + contract.path("id").asText());
        assertThat(harbin.all(decisions))
                .anyMatch(decision -> decision.path("status").asText().equals("ENTITLED"));
        harbin.get(path(contract, "/certificate")).expect(200);

        var change = filed(registrar, contract, change("REVOCATION"));
        registrar.post(change + "/approval", "{}").problem(403, "OWN_CASE");
        second.post(change + "/approval", Map.of("words", "伪造合同")).expect(200);
        assertThat(second.read(path(contract, "")).path("status").asText()).isEqualTo("REVOKED");
        Api.until(
                "decisions to be made again",
                () -> harbin.all(decisions).stream()
                        .noneMatch(decision -> decision.path("status").asText().equals("ENTITLED")));
        assertThat(harbin.all(decisions))
                .allMatch(decision -> decision.path("entitledAmount").asText().equals("0.00"));
        var letter = harbin.read(Api.tenant(
                HARBIN,
                "entitlements/" + harbin.all(decisions).get(0).path("id").asText()));
        assertThat(letter.toString()).contains("REGISTRATION_REVOKED");

        var events = harbin.all(Api.tenant(HARBIN, "registration-events")).stream()
                .filter(event -> event.path("contractId").equals(contract.path("id")))
                .toList();
        assertThat(events).hasSize(1);
        assertThat(events.get(0).path("kind").asText()).isEqualTo("REVOKED");
        assertThat(events.get(0).path("content").path("status").asText()).isEqualTo("REVOKED");
        assertThat(harbin.read(Api.tenant(
                                HARBIN,
                                "registration-events?after="
                                        + events.get(0).path("number").asLong()))
                        .path("items"))
                .noneMatch(event -> event.path("number").asLong()
                        <= events.get(0).path("number").asLong());
        registrar.post(path(contract, "/changes"), change("CANCELLATION")).problem(409, "WRONG_STATUS");
        seller.post(path(registered(form("申请人不能撤销", Party.enterprise(HARBIN))), "/changes"), change("REVOCATION"))
                .problem(403, "NOT_A_PARTY");
    }

    @Test
    @DisplayName("an objection goes to another registrar, and so does the decision after it")
    void objection() {
        var contract = accepted(form("异议试验", Party.enterprise(HARBIN)));
        registrar
                .post(path(contract, "/refusal"), Map.of("reasons", List.of(Map.of("code", "X", "text", "不属于技术合同"))))
                .expect(200);
        var change = filed(seller, contract, change("OBJECTION"));
        registrar.post(change + "/approval", "{}").problem(403, "ANOTHER_REGISTRAR");
        second.post(change + "/approval", "{}").expect(200);
        assertThat(seller.read(path(contract, "")).path("status").asText()).isEqualTo("ACCEPTED");
        registrar.post(path(contract, "/registration"), "{}").problem(403, "ANOTHER_REGISTRAR");
        second.examined(contract);
        assertThat(second.post(path(contract, "/registration"), "{}")
                        .expect(200)
                        .path("status")
                        .asText())
                .isEqualTo("REGISTERED");
    }

    @Test
    @DisplayName("in the browser a provider asks for a cancellation, and a registrar approves it")
    void inTheBrowser() {
        var contract = registered(form("浏览器注销试验", Party.enterprise(HARBIN)));
        var page = "/t/" + HARBIN + "/contracts/" + contract.path("id").asText();
        try (var browser = new Browser(longji.base())) {
            var provider = browser.signedIn("applicant.seller", longji.demoPassword());
            provider.navigate(page);
            provider.getByTestId("change-ask").click();
            provider.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("注销登记"))
                    .click();
            provider.getByTestId("change-reason").fill("双方协商一致，不再履行");
            provider.getByTestId("change-send").click();
            PlaywrightAssertions.assertThat(provider.getByTestId("change-status"))
                    .hasText("待办理");

            var officer = browser.signedIn("harbin.registrar", longji.demoPassword());
            officer.navigate(page);
            PlaywrightAssertions.assertThat(officer.getByTestId("change-approve"))
                    .isVisible();
            assertThat(Browser.barriers(officer)).isEmpty();
            officer.getByTestId("change-approve").click();
            officer.getByTestId("change-decide").click();
            PlaywrightAssertions.assertThat(officer.getByTestId("change-status"))
                    .hasText("已批准");
            PlaywrightAssertions.assertThat(
                            officer.getByTestId("contractStatus-tag").first())
                    .hasAttribute("data-status", "CANCELLED");
            assertThat(browser.complaints()).isEmpty();
        }
    }
}
