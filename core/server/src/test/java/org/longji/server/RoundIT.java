package org.longji.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.longji.server.Api.DAQING;
import static org.longji.server.Api.HARBIN;
import static org.longji.server.Api.PROVINCE;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.longji.server.SampleContract.Party;

/**
 * A round from the appropriation to the bank's word, by those who do it in the browser. Working days cannot be waited for: where a last
 * day has to pass, the database's owner sets it back, which nobody at the console or the interface can.
 */
@ExtendWith(LongjiServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A round of payment, from the budget to the account, and what everybody sees of it")
class RoundIT {

    private static final Party BUYER = new Party("91230604EWNG4M6U05", "大庆北辰装备有限公司（演示）", "ENTERPRISE", 230604);
    private static final String MEASURE = "企业购买科技成果补助";
    private static final String PASSWORD = "rounds-it-password";

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final Party other = Party.enterprise(HARBIN);
    private LongjiServer.Running longji;
    private Api reviewer;

    @BeforeAll
    void contracts(LongjiServer.Running running) {
        longji = running;
        reviewer = Api.as(longji, "province.reviewer");
        bought(DAQING, "daqing.admin", BUYER, "兑现试验技术转让甲" + run, "1200000.00");
        bought(DAQING, "daqing.admin", BUYER, "兑现试验技术转让乙" + run, "1500000.00");
        bought(HARBIN, "harbin.admin", other, "兑现试验技术转让丙" + run, "1000000.00");
        Api.as(longji, "province.admin")
                .post(
                        Api.tenant(PROVINCE, "accounts"),
                        Map.of(
                                "username",
                                "it.rounds." + run,
                                "displayName",
                                "另一单位经办人",
                                "displayNameEn",
                                "Another applicant",
                                "password",
                                PASSWORD,
                                "party",
                                other.creditCode(),
                                "roles",
                                List.of(Map.of("tenant", PROVINCE, "role", "APPLICANT"))))
                .expect(201);
    }

    private void bought(int tenant, String administrator, Party buyer, String title, String paid) {
        var officer = Api.as(longji, administrator);
        var contract = SampleContract.between(title, Party.university(tenant), buyer)
                .with("signedOn", "2024-03-01")
                .registeredOn("2024-04-01")
                .with("affiliatedParties", "否")
                .with("landedInProvince", "是")
                .with("titleTransferred", "是")
                .received("2024-09-10", paid);
        officer.succeeded(officer.upload(tenant, "rounds.csv", SampleContract.csv(contract), "ALL_OR_NOTHING")
                .expect(202));
        officer.assess(tenant, 2024);
    }

    @Test
    @DisplayName("appropriated, opened, answered, reviewed, published, objected to, approved, paid")
    void wholeWay() throws Exception {
        try (var browser = new Browser(longji.base())) {
            appropriate(browser);
            var round = open(browser);
            answer(browser);
            review(browser, round);
            var notice = published(browser, round);
            decide(browser, round);
            approve(browser, round);
            pay(browser, round);
            end(browser, round, notice);
            Assertions.assertThat(browser.complaints()).isEmpty();
        }
    }

    private void appropriate(Browser browser) {
        var page = signedIn(browser, "province.finance", "budgets");
        page.getByTestId("budget-appropriate").click();
        choose(page, "measure", MEASURE);
        page.getByTestId("appropriation-amount").fill("500000.00");
        page.getByTestId("appropriation-document").fill("示例财〔2026〕1号");
        page.getByTestId("appropriation-save").click();
        assertThat(budget(page).getByTestId("budget-available")).hasText("500,000.00");
        // More is taken out than there is.
        budget(page).getByTestId("budget-reduce").click();
        page.getByTestId("appropriation-amount").fill("500000.01");
        page.getByTestId("appropriation-document").fill("示例财〔2026〕2号");
        page.getByTestId("appropriation-save").click();
        assertThat(page.getByTestId("problem")).containsText("BUDGET_SHORT");
        shot(page, "budget-short");
        page.getByTestId("appropriation-amount").fill("20000.00");
        page.getByTestId("appropriation-save").click();
        assertThat(budget(page).getByTestId("budget-available")).hasText("480,000.00");
        stands(page, "budgets");
        budget(page).getByTestId("budget-book").click();
        assertThat(page.getByTestId("book-entry")).hasCount(2);
        stands(page, "book");
        page.context().close();
    }

    private static Locator budget(Page page) {
        return page.getByTestId("budget-row").filter(new Locator.FilterOptions().setHasText(MEASURE));
    }

    private String open(Browser browser) {
        var page = signedIn(browser, "province.reviewer", "rounds");
        page.getByTestId("round-new").click();
        choose(page, "measure", MEASURE);
        assertThat(page.getByTestId("budget-left")).containsText("480,000.00");
        page.getByTestId("round-first-year").fill("2024");
        page.getByTestId("round-track").getByText("限时申报").click();
        page.getByTestId("round-allocation").getByText("按比例").click();
        page.getByTestId("round-notice-basis").fill("示例办法第八条");
        stands(page, "round-open");
        page.getByTestId("round-open").click();
        page.waitForURL(Pattern.compile("/rounds/[0-9a-f-]{36}$"));
        var round = page.url().replaceAll(".*/", "");
        Api.until("the freezing of " + round, () -> status(round).equals("ANSWERS"));
        page.reload();
        assertThat(page.getByTestId("round-next")).containsText("等待受益人答复");
        assertThat(page.getByTestId("round-item").first()).isVisible();
        stands(page, "round-answers");
        // Somebody has not answered, and the last day has not passed.
        page.getByTestId("answers-end").click();
        assertThat(page.getByTestId("problem")).containsText("ANSWERS_OPEN");
        page.context().close();
        return round;
    }

    private void answer(Browser browser) {
        var buyer = signedIn(browser, "applicant.buyer", "inbox");
        assertThat(buyer.getByTestId("to-dos")).containsText("请答复：" + MEASURE);
        assertThat(buyer.getByTestId("notices")).containsText("请答复：" + MEASURE);
        shot(buyer, "inbox-applicant");
        buyer.getByTestId("to-do")
                .filter(new Locator.FilterOptions().setHasText("请答复：" + MEASURE))
                .first()
                .getByRole(AriaRole.LINK)
                .click();
        var first = item(buyer, "兑现试验技术转让甲" + run);
        assertThat(first).hasAttribute("data-state", "asked");
        first.getByTestId("own-payee").fill(BUYER.name());
        first.getByTestId("own-bank").fill("示例银行大庆分行");
        first.getByTestId("own-account").fill("2301 0000 1111 2222");
        first.getByTestId("own-agree").click();
        assertThat(first.getByTestId("problem")).containsText("EVIDENCE_MISSING");
        evidence(first);
        first.getByTestId("own-agree").click();
        assertThat(first).hasAttribute("data-state", "agreed");
        // The second one with one click: the account is known by now.
        var second = item(buyer, "兑现试验技术转让乙" + run);
        evidence(second);
        second.getByTestId("own-agree-known").click();
        assertThat(second).hasAttribute("data-state", "agreed");
        stands(buyer, "own-money");
        buyer.setViewportSize(390, 844);
        buyer.reload();
        assertThat(item(buyer, "兑现试验技术转让甲" + run)).isVisible();
        Assertions.assertThat(buyer.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as("nothing is wider than the phone")
                .isEqualTo(true);
        stands(buyer, "own-money-phone");
        buyer.context().close();

        var seller = browser.signedIn("it.rounds." + run, PASSWORD);
        seller.navigate("/t/" + PROVINCE + "/own-money");
        var declined = item(seller, "兑现试验技术转让丙" + run);
        declined.getByTestId("own-decline").click();
        assertThat(declined).hasAttribute("data-state", "declined");
        seller.context().close();
    }

    private static void evidence(Locator item) {
        item.getByTestId("own-file")
                .setInputFiles(new FilePayload(
                        "发票.txt", "text/plain", ("发票 " + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8)));
        assertThat(item.getByTestId("own-evidence")).containsText("发票.txt");
    }

    private void review(Browser browser, String round) throws Exception {
        asOwner("update payment_round set answer_until = (now() at time zone 'Asia/Shanghai')::date - 1 where id = '"
                + round + "'");
        Api.until("the time for answers to end by itself", () -> status(round).equals("REVIEW"));
        var page = signedIn(browser, "province.reviewer", "inbox");
        var waiting = page.getByTestId("to-do").filter(new Locator.FilterOptions().setHasText("审核兑现批次"));
        assertThat(waiting.first()).isVisible();
        page.navigate("/t/" + PROVINCE + "/rounds/" + round);
        search(page, "北辰");
        page.getByTestId("item-open").first().click();
        assertThat(page.getByTestId("frozen-decision")).containsText("SHA-256");
        shot(page, "item-drawer");
        page.locator(".ant-drawer-close").click();
        search(page, BUYER.creditCode());
        choose(page, "items-status", "待审核");
        assertThat(page.getByTestId("round-item")).hasCount(2);
        // The contracts read alike: each waits until an officer has looked at it.
        stands(page, "round-findings");
        for (int left = 2; left > 0; left--) {
            assertThat(page.getByTestId("finding-decide")).hasCount(left);
            page.getByTestId("finding-decide").first().click();
            page.getByText("排除：该项继续办理").click();
            page.getByTestId("reason").fill("名称相同，标的与受让方不同");
            page.getByTestId("finding-send").click();
        }
        assertThat(page.getByTestId("finding-decide")).hasCount(0);
        page.getByTestId("item-open").first().click();
        var file = page.waitForDownload(() -> page.getByTestId("evidence-save").click());
        Assertions.assertThat(file.suggestedFilename()).isEqualTo("发票.txt");
        page.locator(".ant-drawer-close").click();
        // One is excluded by mistake, and passes in the end.
        page.getByTestId("round-item").first().getByRole(AriaRole.CHECKBOX).click();
        page.getByTestId("exclude-chosen").click();
        page.getByTestId("reason").fill("发票抬头待核实");
        page.getByTestId("exclude-send").click();
        assertThat(page.getByTestId("standing-EXCLUDED")).isVisible();
        choose(page, "items-status", "审核未通过");
        page.getByTestId("round-item").first().getByRole(AriaRole.CHECKBOX).click();
        page.getByTestId("pass-chosen").click();
        assertThat(page.getByTestId("standing-PASSED")).isVisible();
        page.getByTestId("pass-all").click();
        assertThat(page.getByTestId("standing-CLAIMED")).hasCount(0);
        stands(page, "round-review");
        page.getByTestId("share-out").click();
        // 240,000 and 300,000 are due; 480,000 are there.
        assertThat(page.getByTestId("share-out-preview")).containsText("540,000.00");
        assertThat(page.getByTestId("share-out-given")).hasText("480,000.00");
        assertThat(page.getByTestId("share-out-preview")).containsText("预算短缺 60,000.00 元");
        shot(page, "share-out");
        page.getByTestId("publish").click();
        assertThat(page.getByTestId("round-proof")).hasAttribute("data-holds", "true");
        assertThat(page.getByTestId("round-next")).containsText("公示中");
        stands(page, "round-notice");
        page.context().close();
        Assertions.assertThat(notices("applicant.buyer")).contains("审核未通过：" + title(round), "已公示：" + title(round));
    }

    private String published(Browser browser, String round) throws Exception {
        var notice = details(round).path("notice").asText();
        var page = browser.page();
        page.navigate("/notices?tenant=" + PROVINCE);
        page.getByTestId("notice-row")
                .filter(new Locator.FilterOptions().setHasText(title(round)))
                .getByRole(AriaRole.LINK)
                .click();
        assertThat(page.getByTestId("notice-line")).hasCount(2);
        page.getByTestId("notice-search").fill("转让乙");
        assertThat(page.getByTestId("notice-line")).hasCount(1);
        assertThat(page.getByTestId("notice-line")).containsText("266,666.67");
        page.getByTestId("notice-check-run").click();
        assertThat(page.getByTestId("check-outcome")).hasAttribute("data-holds", "true");
        page.getByTestId("notice-object").click();
        page.getByTestId("objector").fill("王某（示例）");
        page.getByTestId("contact").fill("13900000000");
        page.getByTestId("objection-text").fill("该合同并未实际履行，请核实。");
        stands(page, "notice");
        page.getByTestId("objection-send").click();
        assertThat(page.getByTestId("objection-received")).isVisible();
        forgedDay(page);
        page.context().close();
        return notice;
    }

    /** A day of a journal that nobody sealed, in a division where nothing else is tried. */
    private void forgedDay(Page page) throws Exception {
        asOwner(
                "insert into journal_root (tenant, day, seq, hash, seal, sealed_at)"
                        + " values (232700, (now() at time zone 'Asia/Shanghai')::date - 1, 1, repeat('ab', 32), 'forged.AAAA', now())");
        page.navigate("/notices?tenant=232700");
        assertThat(page.getByTestId("journal-root")).hasCount(1);
        page.getByTestId("roots-check").click();
        assertThat(page.getByTestId("roots-outcome")).hasAttribute("data-holds", "false");
        stands(page, "journal-roots");
        asOwner("delete from journal_root where seal = 'forged.AAAA'");
    }

    private void decide(Browser browser, String round) {
        var first = signedIn(browser, "province.reviewer", "objections");
        verdict(first, round, "查无实据");
        assertThat(first.getByTestId("problem")).containsText("OBJECTION_OTHER_OFFICER");
        shot(first, "objection-refused");
        first.context().close();
        var page = signedIn(browser, "province.reviewer2", "inbox");
        var waiting = page.getByTestId("to-do").filter(new Locator.FilterOptions().setHasText("处理异议：" + title(round)));
        waiting.getByRole(AriaRole.LINK).click();
        verdict(page, round, "已核实付款凭证与交付记录，异议不成立");
        assertThat(objection(page, round)).containsText("异议不成立");
        stands(page, "objections");
        page.context().close();
    }

    private void verdict(Page page, String round, String reason) {
        objection(page, round).getByTestId("objection-decide").click();
        page.getByText("异议不成立：该项继续办理").click();
        page.getByTestId("reason").fill(reason);
        page.getByTestId("verdict-send").click();
    }

    private Locator objection(Page page, String round) {
        return page.getByTestId("objection-row").filter(new Locator.FilterOptions().setHasText(title(round)));
    }

    private void approve(Browser browser, String round) throws Exception {
        reviewer.post(rounds(round, "/approval"), "").problem(409, "NOTICE_RUNNING");
        asOwner("update public_notice set until_day = (now() at time zone 'Asia/Shanghai')::date - 1 where round_id = '"
                + round + "'");
        var page = signedIn(browser, "province.reviewer", "rounds/" + round);
        page.getByTestId("bring").click();
        assertThat(page.getByTestId("approval-standing")).isVisible();
        stands(page, "round-approval");
        page.context().close();
        var signatures = Api.tenant(
                PROVINCE, "approvals/" + details(round).path("approval").asText() + "/signatures");
        reviewer.post(signatures, Map.of("step", 1, "approved", true)).problem(403, "APPROVAL_EXCLUDED");
        Api.as(longji, "province.reviewer2")
                .post(signatures, Map.of("step", 1, "approved", true))
                .expect(200);
        Api.as(longji, "province.finance")
                .post(signatures, Map.of("step", 2, "approved", true))
                .expect(200);
        Assertions.assertThat(status(round)).isEqualTo("PAYMENT");
    }

    private void pay(Browser browser, String round) {
        var page = signedIn(browser, "province.finance", "inbox");
        var waiting =
                page.getByTestId("to-do").filter(new Locator.FilterOptions().setHasText("拨付兑现批次：" + title(round)));
        waiting.getByRole(AriaRole.LINK).click();
        page.waitForURL(Pattern.compile("/payments/rounds/" + round + "$"));
        page.context().close();
        var finance = Api.as(longji, "province.finance");
        var batches = rounds(round, "/batches");
        var batch = finance.post(batches, PaymentIT.form())
                .expect(201)
                .path("batches")
                .path(0)
                .path("id")
                .asText();
        finance.post(batches + "/" + batch + "/dispatch", "").expect(200);
        var word = new StringBuilder("端到端标识,状态\n");
        finance.read(Api.tenant(PROVINCE, "payments?batch=" + batch))
                .path("items")
                .forEach(payment ->
                        word.append(payment.path("endToEndId").asText()).append(",成功\n"));
        finance.rows(Api.tenant(PROVINCE, "bank-reports"), "bank-" + run + ".csv", word.toString())
                .expect(200);
    }

    private void end(Browser browser, String round, String notice) {
        Api.until("the round to be closed by itself", () -> status(round).equals("CLOSED"));
        var auditor = signedIn(browser, "province.auditor", "rounds/" + round);
        assertThat(auditor.getByTestId("round-proof")).hasAttribute("data-holds", "true");
        assertThat(auditor.getByTestId("round-figures")).containsText("48.00");
        assertThat(auditor.getByTestId("round-cancel")).hasCount(0);
        stands(auditor, "round-closed");
        auditor.navigate("/t/" + PROVINCE + "/budgets");
        assertThat(budget(auditor).getByTestId("budget-paid")).hasText("480,000.00");
        assertThat(budget(auditor)).containsText("已全部占用或拨付");
        shot(auditor, "budgets-paid");
        auditor.navigate("/t/" + PROVINCE + "/rounds");
        assertThat(auditor.getByTestId("round-row").first()).isVisible();
        stands(auditor, "rounds");
        auditor.evaluate("localStorage.setItem('longji.locale', 'en')");
        auditor.navigate("/t/" + PROVINCE + "/rounds/" + round);
        assertThat(auditor.getByTestId("round-proof")).containsText("It does");
        shot(auditor, "round-english");
        auditor.context().close();
        var buyer = signedIn(browser, "applicant.buyer", "own-money");
        var item = item(buyer, "兑现试验技术转让甲" + run);
        assertThat(item).hasAttribute("data-state", "paid");
        assertThat(item).containsText("213,333.33");
        for (var step : List.of("DUE", "ANSWER", "REVIEW", "NOTICE", "APPROVAL", "PAYMENT")) {
            assertThat(item.getByTestId("own-when-" + step)).hasText(Pattern.compile("20\\d\\d年\\d+月\\d+日"));
        }
        shot(buyer, "own-money-paid");
        item.getByTestId("own-why").click();
        assertThat(buyer.getByTestId("letter-amount")).hasText("240,000.00");
        buyer.context().close();
        Assertions.assertThat(notices("applicant.buyer")).contains("已批准：" + title(round), "已到账：" + title(round));
        var page = browser.page();
        page.navigate("/notices/" + notice);
        assertThat(page.getByTestId("notice-line")).hasCount(2);
        // The owner set its last day back: whoever checks the seal finds out.
        page.getByTestId("notice-check-run").click();
        assertThat(page.getByTestId("check-outcome")).containsText("签章无效");
        page.context().close();
    }

    private List<String> notices(String applicant) {
        return StreamSupport.stream(
                        Api.as(longji, applicant)
                                .read(Api.tenant(PROVINCE, "inbox/notices?limit=100"))
                                .path("items")
                                .spliterator(),
                        false)
                .map(notice -> notice.path("title").path("zh").asText())
                .toList();
    }

    private static String rounds(String round, String rest) {
        return Api.tenant(PROVINCE, "rounds/" + round + rest);
    }

    private JsonNode details(String round) {
        return reviewer.read(rounds(round, "")).path("round");
    }

    private String status(String round) {
        return details(round).path("status").asText();
    }

    private String title(String round) {
        return details(round).path("title").path("zh").asText();
    }

    private void asOwner(String sql) throws Exception {
        try (var connection = ApprovedRound.owner(longji);
                var statement = connection.createStatement()) {
            Assertions.assertThat(statement.executeUpdate(sql)).isOne();
        }
    }

    private Page signedIn(Browser browser, String username, String path) {
        var page = browser.signedIn(username, longji.demoPassword());
        page.navigate("/t/" + PROVINCE + "/" + path);
        return page;
    }

    private static Locator item(Page page, String title) {
        return page.getByTestId("own-item").filter(new Locator.FilterOptions().setHasText(title));
    }

    private static void search(Page page, String text) {
        var field = page.getByTestId("items-text").getByRole(AriaRole.SEARCHBOX);
        field.fill(text);
        field.press("Enter");
    }

    private static void choose(Page page, String field, String option) {
        assertThat(page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden)"))
                .hasCount(0);
        page.getByTestId(field).click();
        page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option")
                .filter(new Locator.FilterOptions().setHasText(option))
                .first()
                .click();
    }

    private static void stands(Page page, String name) {
        shot(page, name);
        Assertions.assertThat(Browser.barriers(page)).as(name).isEmpty();
    }

    private static void shot(Page page, String name) {
        var folder = System.getProperty("longji.shots");
        if (folder != null) {
            page.evaluate("window.scrollTo(0, 0)");
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of(folder, "round-" + name + ".png"))
                    .setFullPage(true));
        }
    }
}
