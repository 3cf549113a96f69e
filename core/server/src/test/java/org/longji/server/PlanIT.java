package org.longji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.server.Api.HARBIN;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LongjiServer.class)
@DisplayName("From each sentence of the plan to what carries it out")
class PlanIT {

    private static final int PROVINCE = 230000;

    @Test
    @DisplayName("the province and every tenant below it read the same matrix; what nothing carries out is in it")
    void matrix(LongjiServer.Running longji) {
        var plan = Api.as(longji, "province.admin").read(Api.tenant(PROVINCE, "plan"));
        assertThat(plan.path("document").asText()).isEqualTo("黑政发〔2017〕16号");
        var sentences = plan.path("sentences");
        assertThat(sentences).hasSizeGreaterThan(100);
        assertThat(sentences.findValuesAsText("state")).contains("DONE", "PARTLY", "NOT_COMPUTABLE", "OPEN");
        var subsidy = StreamSupport.stream(sentences.spliterator(), false)
                .filter(one -> one.path("id").asText().equals("二(四)1"))
                .findFirst()
                .orElseThrow();
        assertThat(subsidy.path("state").asText()).isEqualTo("DONE");
        assertThat(subsidy.path("policies").path(0).path("policyId").asText()).isEqualTo("plan-buyer-subsidy");
        assertThat(subsidy.path("policies").path(0).path("cases").asInt()).isGreaterThan(10);
        assertThat(subsidy.path("parameters").toString()).contains("threshold", "rate", "cap");
        assertThat(subsidy.path("responsible").asText()).contains("省科技厅");
        var harbin = Api.as(longji, "harbin.admin");
        assertThat(harbin.read(Api.tenant(HARBIN, "plan"))).isEqualTo(plan);
        harbin.get(Api.tenant(PROVINCE, "plan")).problem(404, "TENANT_NOT_FOUND");
        Api.as(longji, "applicant.seller").get(Api.tenant(HARBIN, "plan")).expectIn(List.of(403, 404));
    }

    @Test
    @DisplayName(
            "in the browser: reached from the policies, filtered down to what is not implemented, in both languages")
    void page(LongjiServer.Running longji) {
        try (var browser = new Browser(longji.base())) {
            var page = browser.signedIn("province.admin", longji.demoPassword());
            page.navigate("/t/" + PROVINCE + "/policies");
            page.getByTestId("policies-plan").click();
            PlaywrightAssertions.assertThat(page.getByTestId("plan-sentence").first())
                    .isVisible();
            assertThat(Browser.barriers(page)).isEmpty();
            shot(page, "plan");
            page.getByTestId("count-DUTY-OPEN").click();
            PlaywrightAssertions.assertThat(page.getByTestId("plan-sentence")
                            .and(page.locator("[data-state='OPEN']"))
                            .first())
                    .isVisible();
            PlaywrightAssertions.assertThat(page.locator("[data-testid='plan-sentence']:not([data-state='OPEN'])"))
                    .hasCount(0);
            assertThat(page.url()).contains("state=OPEN", "effect=DUTY");
            page.reload();
            PlaywrightAssertions.assertThat(page.locator("[data-testid='plan-sentence']:not([data-state='OPEN'])"))
                    .hasCount(0);
            page.evaluate("localStorage.setItem('longji.locale', 'en')");
            page.navigate("/t/" + PROVINCE + "/plan?state=PARTLY");
            PlaywrightAssertions.assertThat(page.getByTestId("plan-sentence").first())
                    .containsText("in part");
            page.getByTestId("plan-search").fill("first-set-insurance");
            PlaywrightAssertions.assertThat(page.getByTestId("plan-sentence")).hasCount(2);
            assertThat(Browser.barriers(page)).isEmpty();
            shot(page, "plan-en");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void shot(Page page, String name) {
        var folder = System.getProperty("longji.shots");
        if (folder != null) {
            page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of(folder, name + ".png")));
        }
    }
}
