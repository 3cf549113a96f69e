package org.longji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.server.Api.DAQING;
import static org.longji.server.Api.PROVINCE;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LongjiServer.class)
@DisplayName("A tenant chooses about a plugin what the tenants above leave it")
class PluginSettingsIT {

    private static final String SETTINGS = "plugin-settings/" + ExamplePlugin.ID;
    private static final String RAIL = "{\"field\":\"leastHours\",\"locked\":false,\"highest\":\"300\","
            + "\"document\":\"示例〔2026〕2号\",\"article\":\"第四条\"}";

    private LongjiServer.Running longji;
    private Api province;
    private Api daqing;
    private Api registrar;

    @BeforeEach
    void arrive(LongjiServer.Running running) {
        longji = running;
        province = Api.as(running, "province.admin");
        daqing = Api.as(running, "daqing.admin");
        registrar = Api.as(running, "daqing.registrar");
        // Each test begins with nothing chosen.
        province.read(Api.tenant(PROVINCE, SETTINGS))
                .path("rails")
                .forEach(rail -> province.send(
                                "DELETE",
                                Api.tenant(
                                        PROVINCE,
                                        SETTINGS + "/rails/" + rail.path("id").asText()),
                                "")
                        .expect(200));
        send("{\"inherit\":[\"leastHours\"]}").expect(200);
    }

    private Api.Reply choose(String values) {
        return send("{\"values\":" + values + "}");
    }

    private Api.Reply send(String form) {
        var revision =
                daqing.read(Api.tenant(DAQING, SETTINGS)).path("revision").asInt();
        return daqing.post(Api.tenant(DAQING, SETTINGS + "/choices"), form, "If-Match", "\"" + revision + "\"");
    }

    private static JsonNode hours(JsonNode settings) {
        return settings.path("fields").path(0);
    }

    @Test
    @DisplayName("chosen, it holds for the register at once; a rail from above refuses more, with its clause")
    void overHttp() {
        assertThat(daqing.read(Api.tenant(DAQING, "plugin-settings"))
                        .path("items")
                        .findValuesAsText("plugin"))
                .contains(ExamplePlugin.ID);
        var before = daqing.read(Api.tenant(DAQING, SETTINGS));
        assertThat(before.path("schema")
                        .path("properties")
                        .path("levels")
                        .path("items")
                        .path("enum"))
                .hasSize(3);
        assertThat(hours(before).path("value").asInt()).isEqualTo(1);

        var chosen = choose("{\"leastHours\":60}").expect(200);
        assertThat(hours(chosen).path("setBy").asInt()).isEqualTo(DAQING);
        var course = RegisterIT.created(
                registrar,
                DAQING,
                "course",
                Map.of(
                        "title",
                        "设置试验",
                        "level",
                        "JUNIOR",
                        "hours",
                        40,
                        "beginsOn",
                        "2026-05-06",
                        "modules",
                        List.of(Map.of("name", "公共知识", "hours", 16))));
        var refused = RegisterIT.step(registrar, DAQING, "course", course, "open", Map.of());
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.raw().body()).contains("60");

        daqing.post(Api.tenant(DAQING, SETTINGS + "/choices"), "{\"values\":{\"leastHours\":2}}", "If-Match", "\"0\"")
                .problem(412, "STALE_VERSION");
        daqing.post(Api.tenant(DAQING, SETTINGS + "/choices"), "{\"values\":{\"leastHours\":2}}")
                .problem(428, "PRECONDITION_REQUIRED");
        choose("{\"leastHours\":0}").problem(422, "INVALID_FIELDS");
        registrar.get(Api.tenant(DAQING, SETTINGS)).problem(403, "NOT_PERMITTED");

        var rail = province.post(Api.tenant(PROVINCE, SETTINGS + "/rails"), RAIL)
                .expect(201)
                .path("rails")
                .path(0)
                .path("id")
                .asText();
        try {
            var outside = choose("{\"leastHours\":301}").problem(422, "SETTING_OUTSIDE_RAIL");
            assertThat(outside.toString()).contains("示例〔2026〕2号", "第四条", "300");
            assertThat(hours(daqing.read(Api.tenant(DAQING, SETTINGS)))
                            .path("value")
                            .asInt())
                    .isEqualTo(60);
        } finally {
            province.send("DELETE", Api.tenant(PROVINCE, SETTINGS + "/rails/" + rail), "")
                    .expect(200);
        }
        assertThat(hours(send("{\"inherit\":[\"leastHours\"]}").expect(200))
                        .path("value")
                        .asInt())
                .isEqualTo(1);
        RegisterIT.step(registrar, DAQING, "course", course, "open", Map.of()).expect(200);
        assertThat(daqing.all(Api.tenant(DAQING, "journal")).stream()
                        .map(entry -> entry.path("action").asText()))
                .contains("SETTINGS_CHOSEN");
    }

    @Test
    @DisplayName("on the page: chosen, refused by a rail at its field, both languages, no barrier")
    void inTheBrowser() {
        try (var browser = new Browser(longji.base())) {
            var above = browser.signedIn("province.admin", longji.demoPassword());
            above.navigate("/t/" + PROVINCE + "/plugins");
            above.getByTestId("plugin-" + ExamplePlugin.ID)
                    .getByTestId("plugin-settings")
                    .click();
            above.getByTestId("rail-lay").click();
            above.getByTestId("rail-field").click();
            above.getByTitle("开放报名的最少学时").click();
            above.locator(".ant-radio-label")
                    .filter(new Locator.FilterOptions().setHasText("限定范围"))
                    .click();
            above.getByTestId("rail-highest").fill("200");
            above.getByTestId("rail-document").fill("示例〔2026〕3号");
            above.getByTestId("rail-article").fill("第六条");
            assertThat(Browser.barriers(above)).isEmpty();
            above.getByTestId("rail-lay-now").click();
            PlaywrightAssertions.assertThat(above.getByText("不得高于 200（示例〔2026〕3号 第六条）。"))
                    .isVisible();

            var page = browser.signedIn("daqing.admin", longji.demoPassword());
            page.navigate("/t/" + DAQING + "/plugins/" + ExamplePlugin.ID + "/settings");
            var row = page.getByTestId("setting-leastHours");
            PlaywrightAssertions.assertThat(row).containsText("示例〔2026〕3号");
            radio(page, "自行选择").click();
            fill(page, "250");
            page.getByTestId("settings-save").click();
            PlaywrightAssertions.assertThat(page.getByText("超出上级对设置的限定")).isVisible();
            PlaywrightAssertions.assertThat(row).containsText("不得高于 200");
            fill(page, "120");
            page.getByTestId("settings-save").click();
            PlaywrightAssertions.assertThat(row.getByTestId("setting-holds")).containsText("120 学时");
            assertThat(Browser.barriers(page)).isEmpty();
            shot(page, "plugin-settings-zh");
            page.evaluate("localStorage.setItem('longji.locale', 'en')");
            page.reload();
            PlaywrightAssertions.assertThat(page.getByTestId("setting-leastHours"))
                    .containsText("Fewest hours of an open course");
            assertThat(Browser.barriers(page)).isEmpty();
            shot(page, "plugin-settings-en");
            radio(page, "Inherit").click();
            page.getByTestId("settings-save").click();
            PlaywrightAssertions.assertThat(
                            page.getByTestId("setting-leastHours").getByTestId("setting-holds"))
                    .containsText("default of the plugin");

            above.getByTestId("rail-take-away").click();
            above.locator(".ant-popconfirm .ant-btn-primary").click();
            PlaywrightAssertions.assertThat(above.getByTestId("rail-take-away")).hasCount(0);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static Locator radio(Page page, String text) {
        return page.getByTestId("setting-leastHours")
                .locator(".ant-radio-label")
                .filter(new Locator.FilterOptions().setHasText(text));
    }

    private static void fill(Page page, String value) {
        page.locator("#setting-leastHours").fill(value);
    }

    /** For eyes, where a folder is named. */
    private static void shot(Page page, String name) {
        var folder = System.getProperty("longji.shots", "");
        if (!folder.isEmpty()) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of(folder, name + ".png"))
                    .setFullPage(true));
        }
    }
}
