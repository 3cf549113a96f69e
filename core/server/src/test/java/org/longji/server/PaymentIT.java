package org.longji.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.server.Api.HARBIN;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.longji.shared.Clocks;

/** From an approved round to the bank and back, over HTTP and in a browser. */
@ExtendWith(LongjiServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A finance officer pays a round, takes the bank's word, and gets back what was not owed")
class PaymentIT {

    private static final String PASSWORD = "a-password-of-the-tests";

    private LongjiServer.Running longji;
    private Api finance;
    private Api second;

    @BeforeAll
    void officers(LongjiServer.Running running) {
        longji = running;
        finance = Api.as(longji, "harbin.finance");
        var secondName = "it.finance." + System.nanoTime();
        Api.as(longji, "harbin.admin")
                .post(
                        Api.tenant(HARBIN, "accounts"),
                        Map.of(
                                "username",
                                secondName,
                                "displayName",
                                "另一位财务",
                                "displayNameEn",
                                "Second finance officer",
                                "password",
                                PASSWORD,
                                "roles",
                                List.of(Map.of("tenant", HARBIN, "role", "FINANCE"))))
                .expect(201);
        second = new Api(longji.anonymous().signIn(secondName, PASSWORD));
    }

    static Map<String, Object> form() {
        return Map.of(
                "payer",
                "示例市财政局",
                "payerBank",
                "示例银行",
                "payerAccount",
                "23010000000000000001",
                "executionDay",
                LocalDate.now(Clocks.CHINA).plusDays(1).toString(),
                "most",
                100);
    }

    private static String path(ApprovedRound round, String rest) {
        return Api.tenant(HARBIN, "rounds/" + round.id() + "/batches" + rest);
    }

    private JsonNode payments(ApprovedRound round) {
        return finance.read(Api.tenant(HARBIN, "payments?round=" + round.id())).path("items");
    }

    @Test
    @DisplayName("prepared, checked, sent, fetched twice, answered, contradicted, recovered")
    void wholeWay() throws Exception {
        var round = ApprovedRound.in(longji, HARBIN, "1000.00", "200.00", "30.50");
        var checks = finance.read(path(round, "/checks"));
        assertThat(checks.path("payable").asInt()).isEqualTo(2);
        assertThat(checks.path("findings").path(0).path("check").asText()).isEqualTo("NAME_DIFFERS");
        Api.as(longji, "harbin.reviewer").post(path(round, ""), form()).problem(403, "NOT_PERMITTED");
        var key = UUID.randomUUID().toString();
        var prepared =
                finance.post(path(round, ""), form(), "Idempotency-Key", key).expect(201);
        assertThat(finance.post(path(round, ""), form(), "Idempotency-Key", key).expect(201))
                .isEqualTo(prepared);
        var batch = "/" + prepared.path("batches").path(0).path("id").asText();
        finance.get(path(round, batch + "/file")).problem(409, "BATCH_NOT_SENT");
        var sent = finance.post(path(round, batch + "/dispatch"), "").expect(200);
        for (var format : List.of("XML", "CSV")) {
            var file = finance.get(path(round, batch + "/file?format=" + format))
                    .raw()
                    .body();
            assertThat(finance.get(path(round, batch + "/file?format=" + format))
                            .raw()
                            .body())
                    .isEqualTo(file)
                    .contains(payments(round).path(0).path("endToEndId").asText());
        }
        assertThat(sent.path("xmlHash").asText()).hasSize(64);
        finance.post(path(round, batch + "/cancellation"), Map.of("reason", "太晚"))
                .problem(409, "NOT_NOW");

        var hold = StreamSupport.stream(
                        finance.read(Api.tenant(HARBIN, "payment-holds"))
                                .path("items")
                                .spliterator(),
                        false)
                .filter(one ->
                        round.items().contains(UUID.fromString(one.path("item").asText())))
                .findFirst()
                .orElseThrow();
        var lifting = Api.tenant(HARBIN, "payment-holds/" + hold.path("id").asText() + "/lifting");
        finance.post(lifting, Map.of("reason", "已核实")).problem(403, "HOLD_SECOND_PERSON");
        second.post(lifting, Map.of("reason", "更名，已核实")).expect(200);

        var first = payments(round).path(0);
        var csv = "端到端标识,状态,金额\n" + first.path("endToEndId").asText() + ",成功,1000.00\nLJ000,成功,1.00\n";
        var report = finance.rows(Api.tenant(HARBIN, "bank-reports"), "bank.csv", csv)
                .expect(200);
        assertThat(report.path("applied").asInt()).isOne();
        assertThat(report.path("mismatches").asInt()).isOne();
        assertThat(finance.rows(Api.tenant(HARBIN, "bank-reports"), "again.csv", csv)
                        .expect(200)
                        .path("id"))
                .isEqualTo(report.path("id"));
        var mismatch = finance.read(Api.tenant(
                        HARBIN,
                        "bank-reports/mismatches?open=true&report="
                                + report.path("id").asText()))
                .path("items")
                .path(0)
                .path("id")
                .asText();
        finance.post(
                        Api.tenant(HARBIN, "bank-reports/mismatches/" + mismatch + "/closing"),
                        Map.of("accepted", false, "reason", "非本单位付款"))
                .expect(200);
        var last = payments(round).path(1).path("id").asText();
        finance.post(Api.tenant(HARBIN, "payments/" + last + "/status"), Map.of("status", "FAILED", "reason", "账号不存在"))
                .expect(200);
        assertThat(finance.read(path(round, "/checks?again=true"))
                        .path("payable")
                        .asInt())
                .isEqualTo(2);

        round.revoked(longji, 0);
        assertThat(finance.read(Api.tenant(HARBIN, "recoveries/findings")).path("items"))
                .anySatisfy(one -> assertThat(one.path("entitlement").asText())
                        .isEqualTo(round.entitlements().get(0).toString()));
        var recovery = finance.post(
                        Api.tenant(HARBIN, "recoveries"),
                        Map.of(
                                "entitlement",
                                round.entitlements().get(0).toString(),
                                "ground",
                                "REVOKED",
                                "reason",
                                "登记被撤销"))
                .expect(201);
        var at = Api.tenant(HARBIN, "recoveries/" + recovery.path("id").asText());
        finance.post(at + "/demand", Map.of("workingDays", 15, "basis", "示例办法", "payTo", "示例账户"))
                .expect(200);
        assertThat(finance.get(at + "/letter")
                        .raw()
                        .headers()
                        .firstValue("Content-Type")
                        .orElseThrow())
                .isEqualTo("application/pdf");
        finance.put(
                        at + "/plan",
                        Map.of(
                                "parts",
                                3,
                                "first",
                                LocalDate.now(Clocks.CHINA).plusMonths(1).toString()))
                .expect(200);
        var money = Map.of(
                "reference",
                "R-" + round.id(),
                "receivedOn",
                LocalDate.now(Clocks.CHINA).toString(),
                "amount",
                "400.00");
        finance.post(at + "/receipts", money).expect(200);
        assertThat(second.post(at + "/receipts", money)
                        .expect(200)
                        .path("account")
                        .path("total")
                        .asText())
                .isEqualTo("600.00");
    }

    @Test
    @DisplayName(
            "the same in the console: prepare, send, take the report, lift, demand; nobody is kept out by the page")
    void console() throws Exception {
        var round = ApprovedRound.in(longji, HARBIN, "120000.00", "8000.00", "560.75", "99.99");
        try (var browser = new Browser(longji.base())) {
            var page = browser.signedIn("harbin.finance", longji.demoPassword());
            page.navigate("/t/" + HARBIN + "/payments");
            assertThat(page.getByTestId("payable-rounds")).containsText("示例兑现批次");
            shot(page, "rounds");
            page.navigate("/t/" + HARBIN + "/payments/rounds/" + round.id());
            assertThat(page.getByTestId("payable")).containsText("3");
            shot(page, "checks");
            page.getByTestId("prepare").click();
            page.getByTestId("payer").fill("示例市财政局");
            page.getByTestId("payer-bank").fill("示例银行哈尔滨分行");
            page.getByTestId("payer-account").fill("23010000000000000001");
            var today = LocalDate.now(Clocks.CHINA).toString();
            assertThat(page.locator("#executionDay")).hasValue(today);
            page.locator("#executionDay").click();
            assertThat(page.locator(".ant-picker-cell-today")).hasAttribute("title", today);
            page.locator(".ant-picker-cell-today").click();
            shot(page, "prepare");
            page.locator(".ant-modal-footer .ant-btn-primary").click();
            assertThat(page.getByTestId("payment-batch")).hasCount(1);
            page.getByTestId("send").click();
            page.locator(".ant-popconfirm .ant-btn-primary").click();
            assertThat(page.getByTestId("file-XML")).isVisible();
            var file = page.waitForDownload(() -> page.getByTestId("file-CSV").click());
            assertThat(file.suggestedFilename()).endsWith(".csv");
            var sent = payments(round);
            finance.rows(
                            Api.tenant(HARBIN, "bank-reports"),
                            "回单.csv",
                            "端到端标识,状态,金额,原因\n" + sent.path(0).path("endToEndId").asText() + ",成功,120000.00,\n"
                                    + sent.path(1).path("endToEndId").asText() + ",失败,560.75,账号户名不符\n"
                                    + sent.path(2).path("endToEndId").asText() + ",成功,9.99,\n")
                    .expect(200);
            page.reload();
            assertThat(page.getByTestId("payment")).hasCount(3);
            shot(page, "answered");
            assertThat(Browser.barriers(page)).isEmpty();
            page.navigate("/t/" + HARBIN + "/payments/holds");
            assertThat(page.getByTestId("payment-hold").first()).isVisible();
            shot(page, "holds");
            assertThat(Browser.barriers(page)).isEmpty();
            page.navigate("/t/" + HARBIN + "/payments/reconciliation");
            assertThat(page.getByTestId("bank-mismatch").first()).isVisible();
            shot(page, "reconciliation");
            assertThat(Browser.barriers(page)).isEmpty();
            page.getByTestId("close-mismatch").first().click();
            page.getByTestId("reason").fill("银行来函更正金额");
            page.locator(".ant-modal-footer .ant-btn-primary").click();
            assertThat(page.locator(".ant-modal-footer")).hasCount(0);
            page.navigate("/t/" + HARBIN + "/payments/credit");
            assertThat(page.getByTestId("credit-listings")).isVisible();
            shot(page, "credit");
            assertThat(Browser.barriers(page)).isEmpty();

            round.revoked(longji, 0);
            page.navigate("/t/" + HARBIN + "/recoveries");
            assertThat(page.getByTestId("open-recovery").first()).isVisible();
            shot(page, "recoveries");
            assertThat(Browser.barriers(page)).isEmpty();
            page.getByTestId("recovery-findings")
                    .locator("tr", new com.microsoft.playwright.Locator.LocatorOptions().setHasText("120,000.00"))
                    .getByTestId("open-recovery")
                    .click();
            page.getByTestId("reason").fill("登记被撤销");
            page.locator(".ant-modal-footer .ant-btn-primary").click();
            page.getByTestId("demand").click();
            page.getByTestId("demand-basis").fill("示例办法第八条");
            page.getByTestId("demand-pay-to").fill("示例市财政局 示例银行 2301000000001");
            page.locator(".ant-modal-footer .ant-btn-primary").click();
            assertThat(page.getByTestId("recovery-letter")).isVisible();
            page.getByTestId("plan").click();
            page.locator(".ant-modal-footer .ant-btn-primary").click();
            assertThat(page.getByTestId("instalments")).containsText("40,000.00");
            shot(page, "recovery");
            assertThat(Browser.barriers(page)).isEmpty();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void shot(Page page, String name) {
        var folder = System.getProperty("longji.shots");
        if (folder != null) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of(folder, "payment-" + name + ".png"))
                    .setFullPage(true));
        }
    }
}
