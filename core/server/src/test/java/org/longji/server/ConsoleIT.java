package org.longji.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.longji.party.CreditCode;

@ExtendWith(LongjiServer.class)
@DisplayName("In the browser")
class ConsoleIT {
    private static final String NANGANG = "/t/230103/";
    private static final String TITLE = "浏览器验证用的专利转让";
    private static final String SUBSIDY = "购买科技成果补助";

    /** Jobs wait for those of the demo data, which start with the server. */
    private static final double A_JOB = Duration.ofMinutes(4).toMillis();

    private static Browser browser;

    @BeforeAll
    static void open(LongjiServer.Running longji) {
        browser = new Browser(longji.base());
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    @DisplayName("a ledger becomes a letter that says how much, why and by which clause")
    void fromLedgerToLetter(LongjiServer.Running longji) {
        Page page = browser.page();
        Browser.signIn(page, "nangang.admin", longji.demoPassword());

        page.getByTestId("menu-imports").click();
        page.getByTestId("import-file").setInputFiles(ledger());
        page.getByTestId("import-submit").click();
        awaitJob(page);
        assertThat(page.getByTestId("job-count-created")).containsText("1");
        assertThat(page.getByTestId("job-count-rejected")).containsText("0");

        page.navigate(NANGANG + "entitlements?year=2018");
        page.getByTestId("assess").click();
        awaitJob(page);

        page.getByTestId("menu-contracts").click();
        Locator search = page.getByTestId("contract-search").getByRole(AriaRole.SEARCHBOX);
        search.fill(TITLE);
        search.press("Enter");
        Locator found = page.getByTestId("contract-row").filter(containing(TITLE));
        assertThat(found).hasCount(1);
        found.getByRole(AriaRole.LINK).click();
        page.getByTestId("entitlement-row")
                .filter(containing(SUBSIDY))
                .getByRole(AriaRole.LINK)
                .click();

        assertThat(page.getByTestId("letter-salutation")).containsText("哈尔滨浏览器验证装备有限公司");
        assertThat(page.getByTestId("letter-amount")).hasText("702,000.00");
        assertThat(page.getByTestId("letter-capitals")).containsText("人民币柒拾万零贰仟元整");
        Locator step = page.getByTestId("letter-step").first();
        assertThat(step).containsText("2,340,000.00 × 30% = 702,000.00");
        assertThat(step).containsText("黑政发〔2017〕16号 二(四)1");

        page.getByTestId("recompute").click();
        assertThat(page.getByTestId("recomputation")).hasAttribute("data-identical", "true");

        page.getByTestId("locale-switch").click();
        assertThat(page.getByTestId("letter")).containsText("Subsidy for buying results");
        assertThat(page.getByTestId("menu-contracts")).hasText("Contracts");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    @DisplayName("after signing out the back button shows nothing")
    void signedOut(LongjiServer.Running longji) {
        Page page = browser.page();
        Browser.signIn(page, "harbin.registrar", longji.demoPassword());
        page.getByTestId("menu-contracts").click();
        assertThat(page.getByTestId("contract-list")).isVisible();

        page.getByTestId("user-menu").click();
        page.getByTestId("sign-out").click();
        assertThat(page.getByTestId("username")).isVisible();
        page.goBack();

        assertThat(page.getByTestId("username")).isVisible();
        assertThat(page.getByTestId("contract-list")).hasCount(0);
        assertThat(page.getByTestId("user-menu")).hasCount(0);
    }

    @Test
    @DisplayName("a wrong password is answered with what to do next")
    void wrongPassword() {
        Page page = browser.page();
        page.navigate("/");
        Browser.enter(page, "nobody.here", "wrong-" + System.nanoTime());
        assertThat(page.getByTestId("problem")).containsText("下一步");
        assertThat(page.getByTestId("problem")).containsText("SIGN_IN_FAILED");
    }

    @Test
    @DisplayName("the list is narrowed by rare filters too, and the address keeps them")
    void rareFilters(LongjiServer.Running longji) {
        Page page = browser.page();
        Browser.signIn(page, "harbin.registrar", longji.demoPassword());
        page.getByTestId("menu-contracts").click();
        page.getByTestId("contract-more-filters").click();
        page.getByTestId("contract-technology-field-filter").click();
        page.locator(".ant-select-item-option").filter(containing("航空航天")).click();
        page.waitForURL(Pattern.compile("technologyField="));
        page.getByTestId("contract-amount-from").fill("100000000000000");
        page.getByTestId("contract-amount-from").press("Enter");
        assertThat(page.getByTestId("contract-row")).hasCount(0);
        page.getByTestId("contract-amount-from").fill("1000000");
        page.getByTestId("contract-amount-from").press("Enter");
        assertThat(page.getByTestId("contract-row").first()).isVisible();

        page.reload();
        assertThat(page.getByTestId("contract-amount-from")).hasValue("1000000");
        assertThat(page.getByTestId("contract-rare-filters")).containsText("航空航天");
        assertThat(page.getByTestId("contract-row").first()).isVisible();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    @DisplayName("sign-in, contracts and a letter keep nobody out")
    void accessibility(LongjiServer.Running longji) throws InterruptedException {
        String letter = anyLetter(longji);
        Page page = browser.page();
        page.navigate("/");
        assertThat(page.getByTestId("username")).isVisible();
        assertThat(Browser.barriers(page)).as("sign-in").isEmpty();

        Browser.signIn(page, "province.admin", longji.demoPassword());
        page.getByTestId("menu-contracts").click();
        assertThat(page.getByTestId("contract-row").first()).isVisible();
        page.getByTestId("contract-more-filters").click();
        assertThat(page.getByTestId("contract-rare-filters")).isVisible();
        assertThat(Browser.barriers(page)).as("contracts").isEmpty();

        page.navigate("/t/230000/entitlements/" + letter);
        assertThat(page.getByTestId("letter")).isVisible();
        assertThat(Browser.barriers(page)).as("letter").isEmpty();
    }

    private static void awaitJob(Page page) {
        page.locator("[data-testid=job-status]:is([data-status=SUCCEEDED], [data-status=FAILED])")
                .waitFor(new Locator.WaitForOptions().setTimeout(A_JOB));
        assertThat(page.getByTestId("job-status")).hasAttribute("data-status", "SUCCEEDED");
    }

    private static Locator.FilterOptions containing(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    /** The first entitlement of the demo's own year, once there is one: what other tests made up in later years has no letter. */
    private static String anyLetter(LongjiServer.Running longji) throws InterruptedException {
        Pattern id = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"");
        long deadline = System.nanoTime() + Duration.ofMinutes(4).toNanos();
        while (System.nanoTime() < deadline) {
            Matcher found = id.matcher(longji.as("province.admin")
                    .get("/api/v1/tenants/230000/entitlements?year=2018&limit=1")
                    .body());
            if (found.find()) {
                return found.group(1);
            }
            Thread.sleep(500);
        }
        throw new AssertionError("the demo province has no entitlement after four minutes");
    }

    /** One registered contract whose buyer paid 2,340,000.00 yuan in 2018 and is the side that applies. */
    private static FilePayload ledger() {
        String header = "项目名称,合同类别,合同签订日期,登记日期,"
                + "卖方统一社会信用代码,卖方名称,卖方性质,卖方行政区划代码,"
                + "买方统一社会信用代码,买方名称,买方性质,买方行政区划代码,"
                + "合同成交额(元),技术交易额(元),项目编号,是否关联交易,申请支持方,到账序号,到账日期,到账金额(元)";
        String row = String.join(
                ",",
                TITLE,
                "技术转让",
                "2018-02-06",
                "2018-02-26",
                creditCode("12230103MB0BR0W5E"),
                "哈尔滨浏览器验证大学",
                "高等院校",
                "230103",
                creditCode("91230103MA1BR0W5E"),
                "哈尔滨浏览器验证装备有限公司",
                "企业",
                "230103",
                "2340000.00",
                "2340000.00",
                "BROWSER-2018-1",
                "否",
                "买方",
                "1",
                "2018-05-18",
                "2340000.00");
        return new FilePayload(
                "ledger-2018.csv", "text/csv", (header + "\n" + row + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String creditCode(String firstSeventeen) {
        return firstSeventeen + CreditCode.checkDigitOf(firstSeventeen);
    }
}
