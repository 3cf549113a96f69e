package org.longji.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.server.Api.DAQING;
import static org.longji.server.Api.HARBIN;
import static org.longji.server.Api.PROVINCE;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.longji.server.SampleContract.Party;
import org.longji.shared.Clocks;

@ExtendWith(LongjiServer.class)
@DisplayName("Indicators and screenings of plugins, over HTTP and in the console")
class PointsIT {

    /** A name on the sample list of the shipped plugin, and one on the list of the kit's example. */
    private static final String LISTED = "Образцовая контролируемая компания Бета";

    private LongjiServer.Running longji;
    private Api registrar;

    @BeforeEach
    void signIn(LongjiServer.Running running) {
        longji = running;
        registrar = Api.as(longji, "harbin.registrar");
    }

    /** Something to be screened, with a party that the shipped plugin and the example both find. */
    static Map<String, Object> listed(String technology) {
        return Map.of(
                "technology",
                technology,
                "destination",
                "RUS",
                "parties",
                List.of(Map.of("ru", "ООО «" + LISTED + "»", "en", "Sample Listed Company", "country", "RUS")));
    }

    private static String screenings(int tenant, String rest) {
        return Api.tenant(tenant, "screenings" + rest);
    }

    @Test
    @DisplayName("figures are ordered by the own administrator, kept by day, and told with target and what lies below")
    void indicators() {
        var province = Api.as(longji, "province.admin");
        var today = province.succeeded(
                province.post(Api.tenant(PROVINCE, "indicators"), Map.of()).expect(202));
        assertThat(today.path("counts").path("failed").asInt()).isZero();
        assertThat(today.path("counts").path("kept").asInt()).isGreaterThan(300);
        province.succeeded(province.post(
                        Api.tenant(PROVINCE, "indicators"),
                        Map.of("day", LocalDate.now(Clocks.CHINA).minusDays(1).toString()))
                .expect(202));
        var all = province.read(Api.tenant(PROVINCE, "indicators")).path("items");
        assertThat(all.findValuesAsText("indicator"))
                .contains("brokers-trained", "continuing-education", "persons-certified");
        var story = province.read(Api.tenant(PROVINCE, "indicators/talent-training/brokers-trained"));
        var entry = story.path("entry");
        assertThat(entry.path("target").path("basis").path("document").asText()).isEqualTo("黑政发〔2017〕16号");
        assertThat(entry.path("target").path("reached").asBoolean()).isFalse();
        assertThat(entry.path("trend")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(entry.path("latest").path("missing").asInt()).isZero();
        assertThat(story.path("below")).hasSize(13);

        registrar.post(Api.tenant(HARBIN, "indicators"), Map.of()).problem(403, "NOT_PERMITTED");
        registrar.get(Api.tenant(DAQING, "indicators")).problem(404, "TENANT_NOT_FOUND");
        assertThat(registrar.read(Api.tenant(HARBIN, "indicators")).path("items"))
                .isNotEmpty();
        Api.as(longji, "applicant.seller").get(Api.tenant(HARBIN, "indicators")).problem(403, "NOT_PERMITTED");
        Api.as(longji, "harbin.admin")
                .post(Api.tenant(HARBIN, "indicators"), Map.of("day", "2999-01-01"))
                .problem(422, "INVALID_FIELDS");
        registrar.get(Api.tenant(HARBIN, "indicators/talent-training/nothing")).problem(404, "NOT_FOUND");
    }

    @Test
    @DisplayName("what a screening finds takes two officers, over HTTP as anywhere")
    void fourEyes() {
        registrar
                .post(screenings(HARBIN, ""), Map.of("technology", "x", "destination", "Russia"))
                .problem(422, "INVALID_FIELDS");
        var items = registrar
                .post(screenings(HARBIN, ""), listed("寒地检测技术（接口示例）"))
                .expect(201)
                .path("items");
        assertThat(items.findValuesAsText("plugin")).contains("export-screening", "example");
        var found = items.findParents("standing").stream()
                .filter(one -> one.path("plugin").asText().equals("export-screening")
                        && one.path("hits").asInt() > 0)
                .findFirst()
                .orElseThrow();
        assertThat(found.path("standing").asText()).isEqualTo("OPEN");
        var path = screenings(HARBIN, "/" + found.path("id").asText());
        var hit = registrar.read(path).path("screening").path("hits").get(0);
        assertThat(hit.path("find").path("score").asText()).isEqualTo("100.00");
        var proposed = registrar
                .post(path + "/hits/1/verdicts", Map.of("cleared", true, "reason", "示例：登记号不同"))
                .expect(200);
        var verdict = proposed.path("screening")
                .path("hits")
                .get(0)
                .path("verdicts")
                .get(0)
                .path("id")
                .asText();
        registrar
                .post(path + "/hits/1/verdicts/" + verdict + "/decision", Map.of("agreed", true))
                .problem(403, "SCREENING_SECOND_PERSON");
        Api.as(longji, "harbin.admin")
                .post(path + "/hits/1/verdicts/" + verdict + "/decision", Map.of("agreed", true))
                .problem(403, "NOT_PERMITTED");
        var settled = Api.as(longji, "harbin.reviewer")
                .post(path + "/hits/1/verdicts/" + verdict + "/decision", Map.of("agreed", true))
                .expect(200);
        assertThat(settled.path("screening").path("standing").asText()).isEqualTo("PASSED");
        registrar
                .post(path + "/hits/1/verdicts", Map.of("cleared", false, "reason", "再改"))
                .problem(409, "SCREENING_SETTLED");
        assertThat(registrar
                        .succeeded(registrar
                                .post(screenings(HARBIN, "/refresh"), "")
                                .expect(202))
                        .path("counts")
                        .path("refreshed")
                        .asInt())
                .as("everything was screened by the versions that run")
                .isZero();
    }

    /** A sale abroad, accepted, so that it was screened. */
    private String soldAbroad(String title) {
        var buyer = new Party("RU-" + System.nanoTime() % 10_000_000_000L, "ООО «" + LISTED + "»", "OVERSEAS", 0);
        var form = SampleContract.between(title, Party.university(HARBIN), buyer)
                .with("signedOn", "2026-03-02")
                .form();
        form.put(
                "recipient",
                Map.of("creditCode", buyer.creditCode(), "name", buyer.name(), "kind", "OVERSEAS", "country", "RUS"));
        var admin = Api.as(longji, "harbin.admin");
        var id = admin.post(Api.tenant(HARBIN, "contracts"), form)
                .expect(201)
                .path("id")
                .asText();
        admin.post(Api.tenant(HARBIN, "contracts/" + id + "/submission"), "").expect(200);
        registrar
                .post(Api.tenant(HARBIN, "contracts/" + id + "/acceptance"), "")
                .expect(200);
        return id;
    }

    @Test
    @DisplayName("a contract sold abroad is screened when it is accepted, and not registered while a find is open")
    void contracts() {
        var id = soldAbroad("寒地检测技术出境（接口示例）");
        var found = registrar.read(screenings(HARBIN, "?subject=" + id)).path("items");
        assertThat(found.findValuesAsText("standing")).contains("OPEN");
        assertThat(found.get(0).path("destination").asText()).isEqualTo("RUS");
        registrar.examined(registrar.read(Api.tenant(HARBIN, "contracts/" + id)));
        registrar
                .post(Api.tenant(HARBIN, "contracts/" + id + "/registration"), "{}")
                .problem(409, "SCREENING_HOLDS_BACK");
    }

    @Test
    @DisplayName("the pages in a browser: figures with their days and places, a screening by hand, settled by two")
    void console() {
        var province = Api.as(longji, "province.admin");
        for (int days = 3; days >= 0; days--) {
            province.succeeded(province.post(
                            Api.tenant(PROVINCE, "indicators"),
                            Map.of(
                                    "day",
                                    LocalDate.now(Clocks.CHINA).minusDays(days).toString()))
                    .expect(202));
        }
        var contract = soldAbroad("寒地检测技术出境（控制台示例）");
        var barriers = new ArrayList<Object>();
        try (var browser = new Browser(longji.base())) {
            var chief = browser.signedIn("province.admin", longji.demoPassword());
            chief.getByTestId("menu-indicators").click();
            assertThat(chief.getByTestId("indicator-brokers-trained").getByTestId("indicator-target"))
                    .containsText("600");
            assertThat(chief.getByTestId("indicator-brokers-trained").getByTestId("trend"))
                    .isVisible();
            shot(chief, "01-indicators");
            barriers.addAll(Browser.barriers(chief));
            chief.getByText("培训技术经纪人（一人一次）").first().click();
            assertThat(chief.getByTestId("indicator-below")).containsText("哈尔滨市");
            assertThat(chief.getByTestId("indicator-parts")).containsText("初级");
            shot(chief, "02-indicator");
            barriers.addAll(Browser.barriers(chief));
            chief.getByTestId("register-language").getByText("Русский").click();
            assertThat(chief.getByTestId("indicator")).containsText("чел.");
            shot(chief, "03-indicator-russian");
            chief.getByTestId("register-language").getByText("中文").click();
            chief.navigate("/t/230000/plugins");
            assertThat(chief.getByTestId("plugin-talent-training")
                            .getByTestId("plugin-brings")
                            .first())
                    .containsText("项指标");
            assertThat(chief.getByTestId("plugin-export-screening")
                            .getByTestId("plugin-brings")
                            .first())
                    .containsText("2 项出境筛查");
            shot(chief, "04-cards");
            barriers.addAll(Browser.barriers(chief));

            var officer = browser.signedIn("harbin.registrar", longji.demoPassword());
            officer.navigate("/t/230100/contracts/" + contract);
            assertThat(officer.getByTestId("subject-screenings")).containsText("待处置");
            shot(officer, "05-contract");
            officer.getByTestId("menu-screenings").click();
            officer.getByTestId("new-screening").click();
            officer.getByTestId("technology").fill("锂电池正极材料制备工艺（示例）");
            officer.getByTestId("destination").fill("RUS");
            officer.getByTestId("party-ru-0").fill(LISTED);
            officer.getByTestId("party-country-0").fill("RUS");
            shot(officer, "06-by-hand");
            barriers.addAll(Browser.barriers(officer));
            officer.getByTestId("screen").click();
            assertThat(officer.getByTestId("screened")).containsText("待处置");
            officer.getByTestId("screened").getByText("出口技术目录筛查").click();
            assertThat(officer.getByTestId("hit")).containsText("电池正极材料制备技术");
            assertThat(officer.getByTestId("sample-lists")).isVisible();
            officer.getByTestId("reason").fill("示例：对照控制要点，不属于");
            shot(officer, "07-hit");
            barriers.addAll(Browser.barriers(officer));
            officer.getByTestId("clear").click();
            assertThat(officer.getByTestId("verdict")).containsText("等待另一位工作人员复核");
            var url = officer.url();

            var second = browser.signedIn("harbin.reviewer", longji.demoPassword());
            second.getByTestId("menu-inbox").click();
            assertThat(second.getByTestId("to-dos")).containsText("复核出境筛查结论");
            shot(second, "08-inbox");
            second.navigate(url);
            second.getByTestId("agree").click();
            assertThat(second.getByTestId("settled")).containsText("已排除");
            shot(second, "09-settled");
            barriers.addAll(Browser.barriers(second));
            second.getByTestId("menu-screenings").click();
            assertThat(second.getByTestId("screening").first()).isVisible();
            shot(second, "10-screenings");
            barriers.addAll(Browser.barriers(second));
            assertThat(browser.complaints()).isEmpty();
        }
        assertThat(barriers).isEmpty();
    }

    private static void shot(Page page, String name) {
        var folder = System.getProperty("longji.shots");
        if (folder != null) {
            page.evaluate("window.scrollTo(0, 0)");
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of(folder, "points-" + name + ".png"))
                    .setFullPage(true));
        }
    }
}
