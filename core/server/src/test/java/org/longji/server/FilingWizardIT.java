package org.longji.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.longji.server.Api.HARBIN;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.longji.server.SampleContract.Party;

@ExtendWith(LongjiServer.class)
@DisplayName("The filing wizard in a real browser")
class FilingWizardIT {

    private static void fill(Page page, String field, String text) {
        page.getByTestId(field).fill(text);
    }

    /** Opens one select after the other: a list that is still closing would take the click. */
    private static void choose(Page page, String field, String option) {
        assertThat(page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden)"))
                .hasCount(0);
        page.getByTestId(field).click();
        page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option")
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile(option)))
                .first()
                .click();
    }

    private static void next(Page page, int step) {
        page.getByTestId("filing-next").click();
        page.waitForURL(Pattern.compile("filing\\?step=" + step + "$"));
    }

    private static void item(Page page, int index, String title, String priceClass, String reason, String amount) {
        page.getByTestId("filing-add-item").click();
        fill(page, "item-" + index + "-title", title);
        choose(page, "item-" + index + "-class", "^" + priceClass + "$");
        choose(page, "item-" + index + "-reason", reason);
        fill(page, "item-" + index + "-amount", amount);
    }

    @Test
    @DisplayName("saves each step, says what is wrong at its field, is resumed from the list, and submits")
    void fromTheFirstStepToSubmission(LongjiServer.Running longji) {
        var buyer = Party.enterprise(HARBIN);
        var title = "填报向导试验" + UUID.randomUUID();
        try (var browser = new Browser(longji.base())) {
            var page = browser.signedIn("applicant.seller", longji.demoPassword());
            page.navigate("/t/230000/contracts");
            page.getByTestId("filing-new").click();
            fill(page, "filing-title", title);
            choose(page, "filing-type", "技术转让");
            choose(page, "filing-subtype", "专利权转让");
            fill(page, "filing-signedOn", "2026-03-02");
            page.getByTestId("filing-signedOn").press("Enter");
            Assertions.assertThat(Browser.barriers(page)).as("first step").isEmpty();
            page.getByTestId("filing-next").click();

            fill(page, "filing-provider-name", "哈尔滨松江大学（演示）");
            choose(page, "filing-provider-kind", "高等院校");
            fill(page, "filing-provider-division", "230103");
            fill(page, "filing-recipient-name", buyer.name());
            fill(page, "filing-recipient-creditCode", "91230103MA1BR0W5E0");
            choose(page, "filing-recipient-kind", "^企业$");
            fill(page, "filing-recipient-division", Integer.toString(buyer.division()));
            page.getByTestId("filing-next").click();
            assertThat(page.getByTestId("problem")).containsText("recipient.creditCode");
            fill(page, "filing-recipient-creditCode", buyer.creditCode());
            next(page, 2);

            item(page, 0, "转让费", "技术性", "转让费", "800000.00");
            item(page, 1, "专用设备", "非技术性", "购置设备", "200000.00");
            assertThat(page.getByTestId("filing-sums")).containsText("1,000,000.00");
            next(page, 3);

            // Left here and found again.
            page.navigate("/t/230000/contracts?status=DRAFT&q=" + title);
            page.getByTestId("contract-row").first().locator("a").first().click();
            assertThat(page.getByTestId("price-items")).containsText("专用设备");
            page.getByTestId("action-continue").click();
            assertThat(page.getByTestId("filing-provider-name")).hasValue("哈尔滨松江大学（演示）");
            next(page, 2);
            next(page, 3);
            fill(page, "own-patents", "ZL200310102344.5");
            fill(page, "own-technologyScope", "寒地玉米育种方法的全部权利");
            fill(page, "own-expectedInvestment", "300000.00");
            fill(page, "own-expectedOutput", "5000000.00");
            next(page, 4);
            next(page, 5);
            page.getByTestId("filing-submit").click();
            assertThat(page.getByTestId("problem")).containsText("attachments.CONTRACT_TEXT");

            var id = page.url().replaceAll(".*/contracts/([^/]+)/.*", "$1");
            var seller = Api.as(longji, "applicant.seller");
            for (var kind : List.of("CONTRACT_TEXT", "IP_CERTIFICATE")) {
                seller.attach(HARBIN, id, kind, kind + ".txt", (kind + title).getBytes(StandardCharsets.UTF_8))
                        .expect(201);
            }
            next(page, 5);
            Assertions.assertThat(Browser.barriers(page)).as("review").isEmpty();
            page.getByTestId("filing-submit").click();
            assertThat(page.getByTestId("contract-title")).containsText("已提交");
            Assertions.assertThat(browser.complaints()).isEmpty();

            var officer = browser.signedIn("harbin.registrar", longji.demoPassword());
            officer.navigate("/t/" + HARBIN + "/contracts/" + id);
            officer.getByTestId("action-accept").click();
            assertThat(officer.getByTestId("price-items")).containsText("专用设备");
            assertThat(officer.getByTestId("own-fields")).containsText("ZL200310102344.5");
            officer.getByTestId("action-examine").click();
            assertThat(officer.getByTestId("assessed-amount")).hasValue("800000.00");
            officer.getByTestId("assess-item-2").click();
            var dialog = officer.getByRole(AriaRole.DIALOG);
            dialog.getByText("技术性", new Locator.GetByTextOptions().setExact(true))
                    .click();
            dialog.getByRole(AriaRole.TEXTBOX).fill("属于合理数量的标的物");
            dialog.locator(".ant-btn-primary").click();
            assertThat(officer.getByTestId("assessed-amount")).hasValue("1000000.00");
        }
    }
}
