package org.longji.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.server.Api.DAQING;
import static org.longji.server.Api.HARBIN;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LongjiServer.class)
@DisplayName("Listings go to another region and come from it, by packages that are carried")
class ExchangeIT {

    static final String CHANNEL = "far-east";

    private static final String GUANGDONG = "guangdong-exchange";

    private static String channel(int tenant, String rest) {
        return Api.tenant(tenant, "exchange-channels/" + ExamplePlugin.ID + "/" + CHANNEL + rest);
    }

    private static String rows(String plugin, int tenant, String register, String rest) {
        return Api.tenant(tenant, "registers/" + plugin + "/" + register + "/rows" + rest);
    }

    private static JsonNode step(Api by, String path, JsonNode row, String step) {
        return by.post(
                        path + "/" + row.path("id").asText() + "/steps/" + step,
                        Map.of(),
                        "If-Match",
                        "\"" + row.path("version").asInt() + "\"")
                .expect(200);
    }

    private static JsonNode published(Api by, int tenant, String title) {
        var path = rows(ExamplePlugin.ID, tenant, "offer", "");
        var row = by.post(
                        path,
                        Map.of(
                                "data",
                                Map.of(
                                        "kind",
                                        "ACHIEVEMENT",
                                        "title",
                                        title,
                                        "price",
                                        "100.00",
                                        "shared",
                                        true,
                                        "contact",
                                        "王建国")))
                .expect(201);
        return step(by, path, row, "publish");
    }

    /** A package of Harbin's that was made. */
    static JsonNode sent(Api by, int tenant, String title) {
        published(by, tenant, title);
        return by.post(channel(tenant, "/packages"), "").expect(201);
    }

    private static byte[] carried(Api by, int tenant, JsonNode delivery) throws IOException, InterruptedException {
        var client = by.client();
        var answer = client.http()
                .send(
                        client.request(Api.tenant(
                                        tenant,
                                        "exchange-deliveries/"
                                                + delivery.path("id").asText() + "/package"))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private static Api.Reply uploaded(Api by, String arrivals, String name, byte[] file) {
        return Api.Reply.of(by.client()
                .send(by.client()
                        .request(arrivals + "?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8))
                        .header("Content-Type", "application/octet-stream")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(file))
                        .build()));
    }

    @Test
    @DisplayName("over HTTP: previewed, packed, carried to another tenant, taken there, answered and the answer taken")
    void overHttp(LongjiServer.Running longji) throws Exception {
        var harbin = Api.as(longji, "harbin.registrar");
        var daqing = Api.as(longji, "daqing.registrar");
        var row = published(harbin, HARBIN, "催芽装置（交换试验）");
        assertThat(harbin.read(Api.tenant(HARBIN, "exchange-channels"))
                        .path("items")
                        .findValuesAsText("channel"))
                .contains(CHANNEL, "to-guangdong");
        var candidates = harbin.all(channel(HARBIN, "/outgoing"));
        assertThat(candidates).anySatisfy(one -> {
            assertThat(one.path("title").asText()).isEqualTo("催芽装置（交换试验）");
            assertThat(one.path("verdict").asText()).isEqualTo("OFFERED");
            assertThat(one.path("message").path("Вид").asText()).isEqualTo("1");
        });
        assertThat(candidates.toString()).doesNotContain("王建国");
        var delivery = harbin.post(channel(HARBIN, "/packages"), "").expect(201);
        harbin.post(channel(HARBIN, "/packages"), "").problem(409, "NOTHING_TO_SEND");
        Api.as(longji, "harbin.reviewer").post(channel(HARBIN, "/packages"), "").problem(403, "NOT_PERMITTED");
        Api.as(longji, "applicant.seller")
                .get(Api.tenant(HARBIN, "exchange-channels"))
                .problem(403, "NOT_PERMITTED");
        var file = carried(harbin, HARBIN, delivery);

        var arrival =
                uploaded(daqing, channel(DAQING, "/arrivals"), "哈尔滨.zip", file).expect(200);
        assertThat(arrival.path("repeated").asBoolean()).isFalse();
        var id = arrival.path("delivery").path("id").asText();
        assertThat(uploaded(daqing, channel(DAQING, "/arrivals"), "哈尔滨.zip", file)
                        .expect(200)
                        .path("repeated")
                        .asBoolean())
                .isTrue();
        uploaded(daqing, channel(DAQING, "/arrivals"), "坏.zip", new byte[] {'P', 'K', 1})
                .problem(422, "PACKAGE_UNREADABLE");
        var items = Api.tenant(DAQING, "exchange-deliveries/" + id + "/items");
        assertThat(daqing.read(items).path("items").findValuesAsText("expected"))
                .containsOnly("TAKEN");
        daqing.post(Api.tenant(DAQING, "exchange-deliveries/" + id + "/taking"), "")
                .expect(200);
        var own = daqing.all(items).stream()
                .filter(one -> one.path("key").asText().endsWith(row.path("id").asText()))
                .findFirst()
                .orElseThrow();
        assertThat(own.path("state").asText()).isEqualTo("TAKEN");
        var received = daqing.read(
                rows(ExamplePlugin.ID, DAQING, "offer", "/" + own.path("row").asText()));
        assertThat(received.path("state").asText()).isEqualTo("RECEIVED");
        assertThat(received.path("provenance").path("channel").asText()).isEqualTo(CHANNEL);
        var renamed = fields(received.path("data"));
        renamed.put("title", "改名");
        assertThat(daqing.put(
                                rows(
                                        ExamplePlugin.ID,
                                        DAQING,
                                        "offer",
                                        "/" + own.path("row").asText()),
                                Map.of("data", renamed),
                                "If-Match",
                                "\"" + received.path("version").asInt() + "\"")
                        .problem(422, "INVALID_FIELDS")
                        .path("errors")
                        .findValuesAsText("field"))
                .containsExactly("title");

        var answer = daqing.post(channel(DAQING, "/packages"), "").expect(201);
        var back = uploaded(harbin, channel(HARBIN, "/arrivals"), "回执.zip", carried(daqing, DAQING, answer))
                .expect(200)
                .path("delivery")
                .path("id")
                .asText();
        harbin.post(Api.tenant(HARBIN, "exchange-deliveries/" + back + "/taking"), "")
                .expect(200);
        assertThat(harbin.all(Api.tenant(
                        HARBIN, "exchange-deliveries/" + delivery.path("id").asText() + "/items")))
                .filteredOn(
                        one -> one.path("key").asText().endsWith(row.path("id").asText()))
                .extracting(one -> one.path("state").asText())
                .containsExactly("ACCEPTED");
        assertThat(Api.as(longji, "province.admin")
                        .read(Api.tenant(Api.PROVINCE, "plugins/" + ExamplePlugin.ID + "/remains"))
                        .path("tenants"))
                .filteredOn(at -> at.path("tenant").asInt() == HARBIN)
                .singleElement()
                .satisfies(at -> assertThat(at.path("packages").asInt())
                        .as("what was sent, and the answer to it, outlive the plugin")
                        .isGreaterThanOrEqualTo(2));
    }

    private static Map<String, Object> fields(JsonNode data) {
        var fields = new LinkedHashMap<String, Object>();
        data.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }

    private static String notices(int revision, String price) {
        var listing =
                "{\"infoId\":\"GD-SAMPLE-%d\",\"version\":%d,\"status\":\"1\",\"category\":\"%s\",\"name\":\"%s\","
                        + "\"intro\":\"示例信息。\",\"tags\":[\"示例\"],%s\"modes\":[\"XK\"],\"terms\":{\"amount\":\"%s\"},"
                        + "\"provider\":{\"unit\":\"示例研究所\",\"city\":\"深圳\"}}";
        return "["
                + String.join(
                        ",",
                        listing.formatted(1, revision, "CG", "智能传感器封装工艺（示例）", "\"stage\":\"03\",", price),
                        listing.formatted(2, revision, "XQ", "求寒地试验场合作（示例）", "", "200000.00"),
                        listing.formatted(3, revision, "XM", "共建园区项目（示例）", "", "1.00"),
                        listing.formatted(4, revision, "??", "代码不明（示例）", "", "1.00"))
                + "]";
    }

    @Test
    @DisplayName(
            "in the console: prepared, packed, a package of Guangdong shown and taken, a conflict decided; three languages")
    void inTheConsole(LongjiServer.Running longji) {
        var registrar = Api.as(longji, "harbin.registrar");
        var path = rows(GUANGDONG, HARBIN, "listing", "");
        var samples = registrar
                .read(Api.tenant(HARBIN, "registers/" + GUANGDONG + "/listing"))
                .path("samples");
        var listing = registrar
                .post(path, Map.of("data", samples.path(0).path("data")))
                .expect(201);
        listing = step(registrar, path, listing, "submit");
        listing = step(Api.as(longji, "harbin.reviewer"), path, listing, "publish");
        var secret = fields(samples.path(1).path("data"));
        secret.put("shared", false);
        var held = registrar.post(path, Map.of("data", secret)).expect(201);
        held = step(registrar, path, held, "submit");
        step(Api.as(longji, "harbin.reviewer"), path, held, "publish");

        try (var browser = new Browser(longji.base())) {
            var barriers = new ArrayList<Object>();
            var page = browser.signedIn("harbin.registrar", longji.demoPassword());
            page.navigate("/t/230100/exchange");
            assertThat(page.getByTestId("channel-to-guangdong")).containsText("广东");
            shot(page, "01-channels");
            barriers.addAll(Browser.barriers(page));
            page.getByTestId("channel-to-guangdong").click();
            assertThat(page.getByTestId("candidate")).hasCount(2);
            assertThat(page.getByTestId("outgoing")).containsText("权利人没有同意外发");
            page.getByTestId("candidate")
                    .filter(new Locator.FilterOptions().setHasText("催芽"))
                    .locator(".ant-table-row-expand-icon")
                    .click();
            assertThat(page.getByTestId("outgoing")).containsText("infoId");
            shot(page, "02-outgoing");
            barriers.addAll(Browser.barriers(page));
            page.getByTestId("make-package").click();
            assertThat(page.getByTestId("item")).hasCount(1);
            var download = page.waitForDownload(
                    () -> page.getByTestId("download-package").click());
            assertThat(download.suggestedFilename()).isEqualTo("230100-to-guangdong-1.zip");
            shot(page, "03-package");

            upload(page, "广东.json", notices(1, "800000.00"));
            assertThat(page.getByTestId("item")).hasCount(4);
            assertThat(page.getByTestId("items")).containsText("待接收");
            shot(page, "04-read");
            barriers.addAll(Browser.barriers(page));
            page.getByTestId("take-package").click();
            assertThat(page.getByTestId("items")).containsText("项目请另行登记");
            assertThat(page.getByTestId("items")).containsText("格式有误");
            shot(page, "05-taken");

            var received = registrar
                    .read(path + "?q=" + URLEncoder.encode("传感器封装", StandardCharsets.UTF_8))
                    .path("items")
                    .path(0);
            var row = registrar.read(path + "/" + received.path("id").asText());
            page.navigate("/t/230100/registers/" + GUANGDONG + "/listing/"
                    + row.path("id").asText());
            assertThat(page.getByTestId("row-provenance")).containsText("GD-SAMPLE-1");
            shot(page, "06-row");
            var revised = fields(row.path("data"));
            revised.put("price", "750000.00");
            registrar
                    .put(
                            path + "/" + row.path("id").asText(),
                            Map.of("data", revised),
                            "If-Match",
                            "\"" + row.path("version").asInt() + "\"")
                    .expect(200);
            upload(page, "广东二.json", notices(2, "900000.00"));
            assertThat(page.getByTestId("items")).containsText("待决定");
            page.getByTestId("take-package").click();
            assertThat(page.getByTestId("items")).containsText("双方都修改了“价格或预算”");
            shot(page, "07-conflict");
            barriers.addAll(Browser.barriers(page));
            page.getByTestId("take-theirs").click();
            page.locator(".ant-popconfirm .ant-btn-primary").click();
            assertThat(page.getByTestId("take-theirs")).hasCount(0);
            assertThat(registrar
                            .read(path + "/" + row.path("id").asText())
                            .path("data")
                            .path("price")
                            .asText())
                    .isEqualTo("900000.00");
            shot(page, "08-decided");
            page.navigate("/t/230100/exchange/" + GUANGDONG + "/to-guangdong");
            page.getByRole(AriaRole.TAB)
                    .filter(new Locator.FilterOptions().setHasText("往来记录"))
                    .click();
            assertThat(page.getByTestId("delivery")).hasCount(3);
            shot(page, "09-deliveries");
            page.getByTestId("register-language").getByText("Русский").click();
            assertThat(page.getByTestId("deliveries")).containsText("Отправлено");
            shot(page, "10-ru");
            page.getByTestId("register-language").getByText("English").click();
            assertThat(page.getByTestId("deliveries")).containsText("Sent");
            shot(page, "11-en");
            barriers.addAll(Browser.barriers(page));
            assertThat(barriers).isEmpty();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void upload(Page page, String name, String content) {
        page.navigate("/t/230100/exchange/" + GUANGDONG + "/to-guangdong");
        page.getByRole(AriaRole.TAB)
                .filter(new Locator.FilterOptions().setHasText("接收来件"))
                .click();
        page.getByTestId("package-file")
                .setInputFiles(new FilePayload(name, "application/json", content.getBytes(StandardCharsets.UTF_8)));
    }

    private static void shot(Page page, String name) {
        var folder = System.getProperty("longji.shots");
        if (folder != null) {
            page.evaluate("window.scrollTo(0, 0)");
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of(folder, "exchange-" + name + ".png"))
                    .setFullPage(true));
        }
    }
}
