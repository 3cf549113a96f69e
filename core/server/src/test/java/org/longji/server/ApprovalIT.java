package org.longji.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.server.Api.DAQING;
import static org.longji.server.Api.HARBIN;
import static org.longji.server.Api.PROVINCE;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.longji.server.SampleContract.Party;

@ExtendWith(LongjiServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Approval of a register's step and of a registration, on the running server and in the browser")
class ApprovalIT {

    private static final AtomicInteger BASES = new AtomicInteger(80);

    private LongjiServer.Running longji;
    private Api admin;
    private Api admin2;
    private Api registrar;
    private Api registrar2;
    private Api reviewer;
    private Api seller;

    @BeforeAll
    void arrive(LongjiServer.Running running) {
        longji = running;
        admin = Api.as(running, "harbin.admin");
        admin2 = Api.as(running, "harbin.admin2");
        registrar = Api.as(running, "harbin.registrar");
        registrar2 = Api.as(running, "harbin.registrar2");
        reviewer = Api.as(running, "harbin.reviewer");
        seller = Api.as(running, "applicant.seller");
    }

    /** A chain of two steps. */
    static Map<String, Object> chain(String name) {
        return Map.of(
                "nameZh",
                name,
                "nameEn",
                name,
                "note",
                "示例",
                "steps",
                List.of(
                        Map.of("nameZh", "初审", "nameEn", "First look", "roles", List.of("REGISTRAR"), "days", 3),
                        Map.of("nameZh", "审定", "nameEn", "Decision", "roles", List.of("REVIEWER"), "days", 5)));
    }

    /** A training base of Harbin whose recognition its administrator wants to take back: the row, with its case. */
    static JsonNode brought(LongjiServer.Running longji, String name) {
        var rows = Api.tenant(HARBIN, "registers/talent-training/base/rows");
        var base = Api.as(longji, "harbin.registrar")
                .post(
                        rows,
                        Map.of(
                                "data",
                                Map.of(
                                        "name",
                                        name,
                                        "code",
                                        String.valueOf(BASES.incrementAndGet()),
                                        "rank",
                                        "MUNICIPAL",
                                        "party",
                                        "12230103FGF1LYQP3T",
                                        "qualified",
                                        true,
                                        "professions",
                                        List.of("BROKER"),
                                        "place",
                                        "哈尔滨市南岗区（示例）",
                                        "places",
                                        40)))
                .expect(201);
        var row = rows + "/" + base.path("id").asText();
        var recognised = Api.as(longji, "harbin.reviewer")
                .post(row + "/steps/recognise", Map.of("input", Map.of()), "If-Match", tag(base))
                .expect(200);
        return Api.as(longji, "harbin.admin")
                .post(
                        row + "/steps/withdraw",
                        Map.of("input", Map.of("reason", "连续两年考核不合格（示例）")),
                        "If-Match",
                        tag(recognised))
                .expect(200);
    }

    private static String tag(JsonNode row) {
        return "\"" + row.path("version").asInt() + "\"";
    }

    private static String approval(JsonNode row) {
        return Api.tenant(HARBIN, "approvals/" + row.path("approval").asText());
    }

    private static Map<String, Object> signing(int step) {
        return Map.of("step", step, "approved", true);
    }

    @Test
    @DisplayName("the step is taken when the case is approved; the party follows it and learns no name")
    void approved() {
        var row = brought(longji, "审批试验基地甲（示例）");
        assertThat(row.path("state").asText()).isEqualTo("RECOGNISED");
        var path = approval(row);
        admin.post(path + "/signatures", signing(1)).problem(403, "APPROVAL_EXCLUDED");
        reviewer.post(path + "/signatures", Map.of("step", 1, "approved", false))
                .problem(422, "INVALID_FIELDS");
        Api.as(longji, "harbin.finance").post(path + "/signatures", signing(1)).problem(403, "APPROVAL_NOT_YOURS");
        Api.as(longji, "daqing.registrar")
                .post(path.replace("230100", "230600") + "/signatures", signing(1))
                .problem(404, "NOT_FOUND");
        var seen = seller.get(path).expect(200);
        assertThat(seen.path("steps").path(0).path("state").asText()).isEqualTo("OPEN");
        assertThat(seen.path("steps").path(0).path("dueOn").asText()).isNotEmpty();
        assertThat(seen.toString()).doesNotContain("哈尔滨市登记员", "哈尔滨市管理员", "哈尔滨市审核员");
        assertThat(Api.as(longji, "applicant.buyer").get(path).status()).isEqualTo(404);
        assertThat(toDos(reviewer)).contains(row.path("approval").asText());
        assertThat(toDos(admin)).doesNotContain(row.path("approval").asText());
        var first = reviewer.post(path + "/signatures", signing(1), "Idempotency-Key", "approval-it-1")
                .expect(200);
        var again = reviewer.post(path + "/signatures", signing(1), "Idempotency-Key", "approval-it-1")
                .expect(200);
        assertThat(again.path("one").path("state").asText())
                .isEqualTo("APPROVED")
                .isEqualTo(first.path("one").path("state").asText());
        reviewer.post(path + "/signatures", signing(1)).problem(409, "APPROVAL_ENDED");
        var taken = registrar.read(Api.tenant(
                HARBIN, "registers/talent-training/base/rows/" + row.path("id").asText()));
        assertThat(taken.path("state").asText()).isEqualTo("WITHDRAWN");
        assertThat(admin.read(Api.tenant(HARBIN, "inbox/notices")).path("items").findValuesAsText("kind"))
                .contains("APPROVAL_APPROVED");
    }

    private static List<String> toDos(Api api) {
        return StreamSupport.stream(
                        api.read(Api.tenant(HARBIN, "inbox")).path("items").spliterator(), false)
                .filter(toDo -> toDo.path("kind").asText().equals("APPROVAL_TO_SIGN"))
                .map(toDo -> toDo.path("subjectId").asText())
                .toList();
    }

    @Test
    @DisplayName("chains are drafted, enacted by another administrator, held to a rail from above, and ended")
    void chains() {
        var chains = Api.tenant(HARBIN, "approval-chains");
        registrar
                .post(chains, Map.of("kind", "REGISTRATION", "form", chain("试验链")))
                .problem(403, "NOT_PERMITTED");
        seller.get(chains).problem(403, "NOT_PERMITTED");
        admin.post(chains, Map.of("kind", "PAYMENT", "form", Map.of("nameZh", "空", "nameEn", "empty")))
                .problem(422, "INVALID_FIELDS");
        var draft = admin.post(chains, Map.of("kind", "REGISTRATION", "form", chain("试验链")))
                .expect(201);
        var one = chains + "/" + draft.path("id").asText();
        admin.post(one + "/enactment", Map.of(), "If-Match", "\"1\"").problem(403, "ANOTHER_ADMINISTRATOR");
        var enacted =
                admin2.post(one + "/enactment", Map.of(), "If-Match", "\"1\"").expect(200);
        assertThat(inForce(HARBIN, admin)).isEqualTo("试验链");
        assertThat(inForce(Api.NANGANG, Api.as(longji, "nangang.admin"))).isEqualTo("试验链");
        assertThat(inForce(DAQING, Api.as(longji, "daqing.admin"))).isEqualTo("不经审批");
        var rail = Api.tenant(PROVINCE, "approval-chains/rails/REGISTRATION");
        var province = Api.as(longji, "province.admin");
        province.put(rail, Map.of("locked", false, "leastSteps", 5)).problem(422, "APPROVAL_OUTSIDE_RAIL");
        province.put(rail, Map.of("locked", true)).expect(200);
        assertThat(inForce(HARBIN, admin)).isEqualTo("不经审批");
        province.send("DELETE", rail, "").expect(204);
        assertThat(inForce(HARBIN, admin)).isEqualTo("试验链");
        admin.post(
                        one + "/end",
                        "",
                        "If-Match",
                        tag(Api.JSON.valueToTree(
                                Map.of("version", enacted.path("revision").asInt()))))
                .expect(200);
        assertThat(inForce(HARBIN, admin)).isEqualTo("不经审批");
    }

    private static String inForce(int tenant, Api api) {
        for (var line : api.read(Api.tenant(tenant, "approval-chains")).path("items")) {
            if (line.path("kind").asText().equals("REGISTRATION")) {
                return line.path("inForce").path("form").path("nameZh").asText();
            }
        }
        throw new AssertionError("no line of registrations");
    }

    @Test
    @DisplayName(
            "in the browser: a chain is composed and enacted, a case is handed on, returned, signed, and its picture tells")
    void browser() {
        try (var browser = new Browser(longji.base())) {
            var page = browser.signedIn("harbin.admin", longji.demoPassword());
            page.navigate("/t/230100/approval-chains");
            assertThat(page.getByTestId("chain-REGISTER").getByTestId("chain-picture"))
                    .isVisible();
            shot(page, "chains");
            page.getByTestId("draft-REGISTER").click();
            page.getByTestId("chain-name-zh").fill("名录事项审批（本级示例）");
            page.getByTestId("step-name-zh").fill("初审");
            page.getByTestId("step-name-en").fill("First look");
            page.getByTestId("chain-add").click();
            page.getByTestId("step-name-zh").nth(1).fill("审定");
            page.getByTestId("step-name-en").nth(1).fill("Decision");
            page.getByTestId("chain-save").click();
            assertThat(page.getByTestId("problem")).isVisible();
            choose(page, page.getByTestId("step-roles").nth(1), "审核员");
            assertThat(page.getByTestId("chain-picture").getByRole(AriaRole.LISTITEM))
                    .hasCount(2);
            assertThat(Browser.barriers(page)).isEmpty();
            shot(page, "editor");
            page.getByTestId("chain-save").click();
            assertThat(ownChain(page)).hasCount(1);
            ownChain(page).getByTestId("chain-enact").click();
            page.getByTestId("chain-enact-yes").click();
            assertThat(page.getByText("须由另一位管理员施行")).isVisible();

            var second = browser.signedIn("harbin.admin2", longji.demoPassword());
            second.navigate("/t/230100/approval-chains");
            ownChain(second).getByTestId("chain-enact").click();
            second.getByTestId("chain-enact-yes").click();
            assertThat(second.getByTestId("chain-REGISTER").getByText("现行")).isVisible();
            shot(second, "enacted");

            var row = brought(longji, "审批试验基地乙（示例）");
            var first = browser.signedIn("harbin.registrar", longji.demoPassword());
            first.navigate("/t/230100/inbox");
            first.getByTestId("to-do").getByText("审批试验基地乙").click();
            assertThat(first.getByTestId("approval-step")).hasCount(2);
            act(first, "approve", "材料齐全");
            assertThat(first.getByTestId("approval-step").first()).hasAttribute("data-state", "PASSED");

            var judge = browser.signedIn("harbin.reviewer", longji.demoPassword());
            judge.navigate("/t/230100/approvals");
            assertThat(judge.getByTestId("approval-row")).not().hasCount(0);
            shot(judge, "mine");
            judge.navigate("/t/230100/approvals/" + row.path("approval").asText());
            judge.getByTestId("approval-return").click();
            pick(judge, judge.getByTestId("approval-return-to"), "初审");
            judge.getByTestId("approval-note").fill("请补充考核材料");
            confirm(judge);
            assertThat(judge.getByTestId("approval-step").first()).hasAttribute("data-state", "OPEN");
            assertThat(judge.getByText("退回前的签署")).isVisible();
            shot(judge, "returned");

            first.reload();
            act(first, "approve", "已补充");
            assertThat(first.getByTestId("approval-step").first()).hasAttribute("data-state", "PASSED");
            // The officer of the row's own page sees the same picture.
            judge.navigate(
                    "/t/230100/registers/talent-training/base/" + row.path("id").asText());
            assertThat(judge.getByTestId("approval-standing")).isVisible();
            assertThat(judge.getByText("正在审批").first()).isVisible();
            shot(judge, "row");
            act(judge, "approve", "同意取消");
            assertThat(judge.getByTestId("approval-state")).hasAttribute("data-state", "APPROVED");
            assertThat(judge.getByText("已取消").first()).isVisible();

            judge.getByTestId("locale-switch").click();
            judge.navigate("/t/230100/approvals/" + row.path("approval").asText());
            judge.getByText("What happened").click();
            assertThat(judge.getByTestId("approval-event").first()).isVisible();
            assertThat(Browser.barriers(judge)).isEmpty();
            shot(judge, "approved-en");
            assertThat(browser.complaints()).isEmpty();
        } finally {
            endOwnChains("REGISTER");
        }
    }

    /** A contract of the two demo applicants whose examination is answered. */
    private JsonNode examined() {
        var form = SampleContract.between(
                        "登记审批试验（示例）",
                        new Party("12230103FGF1LYQP3T", "哈尔滨松江大学（演示）", "UNIVERSITY", 230103),
                        new Party("91230604EWNG4M6U05", "大庆北辰装备有限公司（演示）", "ENTERPRISE", 230604))
                .with("signedOn", "2026-03-02")
                .with("contractAmount", 3_000_000 + System.currentTimeMillis() % 1_000_000 + ".00")
                .with("technologyAmount", "1500000.00")
                .form();
        var contract = seller.post(Api.tenant(HARBIN, "contracts"), form).expect(201);
        seller.post(contract(contract, "/submission"), "").expect(200);
        registrar.post(contract(contract, "/acceptance"), "").expect(200);
        registrar.examined(contract);
        return contract;
    }

    private static String contract(JsonNode contract, String rest) {
        return Api.tenant(HARBIN, "contracts/" + contract.path("id").asText() + rest);
    }

    private void enact(String kind, String name) {
        var chains = Api.tenant(HARBIN, "approval-chains");
        var draft =
                admin.post(chains, Map.of("kind", kind, "form", chain(name))).expect(201);
        admin2.post(chains + "/" + draft.path("id").asText() + "/enactment", Map.of(), "If-Match", "\"1\"")
                .expect(200);
    }

    @Test
    @DisplayName(
            "a registration waits for its approval where a chain asks: turned down it is examined again, signed it has its number")
    void registration() {
        enact("REGISTRATION", "登记审批（示例）");
        try (var browser = new Browser(longji.base())) {
            var contract = examined();
            var place = "/t/230100/contracts/" + contract.path("id").asText();
            var desk = browser.signedIn("harbin.registrar", longji.demoPassword());
            desk.navigate(place + "/examination");
            desk.getByTestId("action-register").click();
            assertThat(desk.getByTestId("contract-title").getByTestId("contractStatus-tag"))
                    .hasAttribute("data-status", "IN_APPROVAL");
            assertThat(desk.getByTestId("approval-step")).hasCount(2);
            assertThat(desk.getByTestId("proposal")).isVisible();
            assertThat(desk.getByTestId("approval-approve")).hasCount(0);
            shot(desk, "registration");
            var waiting = registrar.read(contract(contract, ""));
            assertThat(waiting.path("registrationNumber").isNull()).isTrue();
            registrar
                    .post(contract(contract, "/refusal"), Map.of("reasons", List.of(Map.of("code", "X", "text", "理由"))))
                    .problem(409, "APPROVAL_PENDING");
            registrar.post(approval(waiting) + "/signatures", signing(1)).problem(403, "APPROVAL_EXCLUDED");
            assertThat(registrar
                            .read(Api.tenant(HARBIN, "contracts?status=IN_APPROVAL"))
                            .path("items")
                            .findValuesAsText("id"))
                    .contains(contract.path("id").asText());

            var party = browser.signedIn("applicant.seller", longji.demoPassword());
            party.navigate(place);
            assertThat(party.getByTestId("approval-step")).hasCount(2);
            assertThat(party.getByTestId("approval-standing")).containsText("期限");
            assertThat(party.getByTestId("approval-standing")).not().containsText("哈尔滨市");
            assertThat(party.getByTestId("proposal")).hasCount(0);
            shot(party, "registration-party");

            var judge = browser.signedIn("harbin.registrar2", longji.demoPassword());
            judge.navigate("/t/230100/inbox");
            judge.getByTestId("to-do").getByText("登记审批试验").first().click();
            judge.getByTestId("approval-reject").click();
            judge.getByTestId("approval-note").fill("核定金额依据不足");
            confirm(judge);
            desk.navigate(place + "/examination");
            assertThat(desk.getByText("核定金额依据不足").first()).isVisible();
            assertThat(Browser.barriers(desk)).isEmpty();
            shot(desk, "registration-back");
            desk.getByTestId("action-register").click();
            assertThat(desk.getByTestId("proposal")).isVisible();

            var again = approval(registrar.read(contract(contract, "")));
            Api.as(longji, "harbin.registrar2")
                    .post(again + "/signatures", signing(1))
                    .expect(200);
            var last = browser.signedIn("harbin.reviewer", longji.demoPassword());
            last.navigate(place);
            act(last, "approve", "同意登记");
            assertThat(last.getByTestId("contract-title").getByTestId("contractStatus-tag"))
                    .hasAttribute("data-status", "REGISTERED");
            assertThat(last.getByTestId("registration-number")).containsText("2301");
            last.getByTestId("locale-switch").click();
            assertThat(last.getByText("Registered").first()).isVisible();
            assertThat(Browser.barriers(last)).isEmpty();
            shot(last, "registration-en");
            assertThat(seller.read(Api.tenant(HARBIN, "inbox/notices"))
                            .path("items")
                            .findValuesAsText("kind"))
                    .contains("CONTRACT_REGISTERED");
            assertThat(browser.complaints()).isEmpty();
        } finally {
            endOwnChains("REGISTRATION");
        }
    }

    private void endOwnChains(String kind) {
        for (var line : admin.read(Api.tenant(HARBIN, "approval-chains")).path("items")) {
            if (line.path("kind").asText().equals(kind)) {
                for (var chain : line.path("own")) {
                    var path = Api.tenant(
                            HARBIN, "approval-chains/" + chain.path("id").asText());
                    var match = "\"" + chain.path("revision").asInt() + "\"";
                    if (chain.path("from").isNull()) {
                        admin.send("DELETE", path, "", "If-Match", match).expect(204);
                    } else if (chain.path("endedOn").isNull()) {
                        admin.post(path + "/end", "", "If-Match", match).expect(200);
                    }
                }
            }
        }
    }

    private static void act(Page page, String action, String note) {
        page.getByTestId("approval-" + action).click();
        page.getByTestId("approval-note").fill(note);
        confirm(page);
    }

    private static void confirm(Page page) {
        page.locator(".ant-modal-footer .ant-btn-primary").click();
        assertThat(page.getByTestId("approval-note")).hasCount(0);
    }

    /** Of a list of several, which stays open until it is left. */
    private static void choose(Page page, Locator select, String text) {
        pick(page, select, text);
        page.keyboard().press("Escape");
    }

    /** Of a list of one, which closes by itself; inside a dialog the escape key would close that. */
    private static void pick(Page page, Locator select, String text) {
        select.click();
        page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option")
                .getByText(text)
                .first()
                .click();
    }

    private static void shot(Page page, String name) {
        var folder = System.getProperty("longji.shots");
        if (folder != null) {
            page.evaluate("window.scrollTo(0, 0)");
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of(folder, "approval-" + name + ".png"))
                    .setFullPage(true));
        }
    }

    /** Other tests have chains in the same city. */
    private static Locator ownChain(Page page) {
        return page.getByTestId("own-chain").filter(new Locator.FilterOptions().setHasText("名录事项审批（本级示例）"));
    }
}
