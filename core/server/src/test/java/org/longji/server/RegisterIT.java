package org.longji.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.server.Api.DAQING;
import static org.longji.server.Api.HARBIN;
import static org.longji.server.Api.PROVINCE;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LongjiServer.class)
@DisplayName("A plugin of two registers, and nothing else, is an application")
class RegisterIT {

    private static final AtomicInteger PEOPLE = new AtomicInteger(1000);
    private static final Path SCREENS = Path.of("target/screens");

    private LongjiServer.Running longji;
    private Api registrar;
    private Api registrar2;
    private Api reviewer;
    private Api admin;

    @BeforeEach
    void arrive(LongjiServer.Running running) {
        longji = running;
        registrar = Api.as(running, "harbin.registrar");
        registrar2 = Api.as(running, "harbin.registrar2");
        reviewer = Api.as(running, "harbin.reviewer");
        admin = Api.as(running, "harbin.admin");
    }

    static String rows(int tenant, String register, String rest) {
        return Api.tenant(tenant, "registers/" + ExamplePlugin.ID + "/" + register + "/rows" + rest);
    }

    static String identity() {
        return "23010319900101" + PEOPLE.incrementAndGet();
    }

    private static Map<String, Object> course(String title) {
        return Map.of(
                "title",
                title,
                "level",
                "JUNIOR",
                "hours",
                40,
                "beginsOn",
                "2026-05-06",
                "modules",
                List.of(Map.of("name", "公共知识", "hours", 16)));
    }

    static JsonNode created(Api by, int tenant, String register, Map<String, ?> data) {
        return by.post(rows(tenant, register, ""), Map.of("data", data)).expect(201);
    }

    static Api.Reply step(Api by, int tenant, String register, JsonNode row, String step, Map<String, ?> input) {
        return by.post(
                rows(tenant, register, "/" + row.path("id").asText() + "/steps/" + step),
                Map.of("input", input),
                "If-Match",
                "\"" + row.path("version").asInt() + "\"");
    }

    static JsonNode openCourse(Api by, int tenant, String title) {
        return step(by, tenant, "course", created(by, tenant, "course", course(title)), "open", Map.of())
                .expect(200);
    }

    /** A certificate at Harbin that was issued. */
    static JsonNode issued(Api registrar, Api registrar2, Api reviewer, String title, String name) {
        var course = openCourse(registrar, HARBIN, title);
        var row = created(
                registrar,
                HARBIN,
                "certificate",
                Map.of(
                        "name",
                        name,
                        "identity",
                        identity(),
                        "course",
                        course.path("id").asText()));
        row = step(registrar, HARBIN, "certificate", row, "accept", Map.of()).expect(200);
        row = step(registrar, HARBIN, "certificate", row, "mark-first", Map.of("mark", 80))
                .expect(200);
        row = step(reviewer, HARBIN, "certificate", row, "mark-second", Map.of("mark", 70))
                .expect(200);
        return step(registrar2, HARBIN, "certificate", row, "issue", Map.of()).expect(200);
    }

    static Api.Reply attached(
            Api by, int tenant, String register, String row, String kind, String name, String content) {
        var path = rows(tenant, register, "/" + row + "/attachments") + "?kind=" + kind + "&name="
                + URLEncoder.encode(name, StandardCharsets.UTF_8);
        return Api.Reply.of(by.client()
                .send(by.client()
                        .request(path)
                        .header("Content-Type", "application/octet-stream")
                        .POST(HttpRequest.BodyPublishers.ofString(content))
                        .build()));
    }

    @Test
    @DisplayName("described, filled in, moved on, numbered, printed and checked by anybody, over HTTP alone")
    void overHttp() {
        var described = registrar.read(Api.tenant(HARBIN, "registers/example/certificate"));
        assertThat(described.path("label").path("ru").asText()).startsWith("Удостоверения");
        assertThat(described.path("mayCreate").asBoolean()).isTrue();
        assertThat(registrar.read(Api.tenant(HARBIN, "registers")).path("items").findValuesAsText("id"))
                .contains("course", "certificate");
        var schema = registrar.read(Api.tenant(HARBIN, "registers/example/course/schema"));
        assertThat(schema.path("properties").path("hours").path("minimum").asInt())
                .isEqualTo(1);

        var wrong = new LinkedHashMap<String, Object>(course("错误班"));
        wrong.put("hours", 0);
        wrong.put("modules", List.of(Map.of("name", "公共知识", "hours", "十六")));
        var problem = registrar
                .post(rows(HARBIN, "course", ""), Map.of("data", wrong))
                .problem(422, "INVALID_FIELDS");
        assertThat(problem.path("errors").findValuesAsText("field"))
                .containsExactlyInAnyOrder("hours", "modules.0.hours");

        var once = registrar.post(
                rows(HARBIN, "course", ""), Map.of("data", course("一次班")), "Idempotency-Key", "register-it-once");
        var again = registrar.post(
                rows(HARBIN, "course", ""), Map.of("data", course("一次班")), "Idempotency-Key", "register-it-once");
        assertThat(again.expect(201).path("id")).isEqualTo(once.expect(201).path("id"));
        assertThat(once.header("ETag")).isEqualTo("\"1\"");
        registrar
                .post(rows(HARBIN, "course", ""), Map.of("data", course("一次班")))
                .problem(409, "ROW_NOT_UNIQUE");
        var path = rows(HARBIN, "course", "/" + once.body().path("id").asText());
        registrar.post(path + "/steps/open", "{}").problem(428, "PRECONDITION_REQUIRED");
        registrar.post(path + "/steps/open", "{}", "If-Match", "\"9\"").problem(412, "STALE_VERSION");
        reviewer.post(path + "/steps/open", "{}", "If-Match", "\"1\"").problem(403, "NOT_PERMITTED");
        registrar.post(path + "/steps/close", "{}", "If-Match", "\"1\"").problem(409, "STEP_NOT_POSSIBLE");

        var row = issued(registrar, registrar2, reviewer, "结业班", "赵六");
        var number = row.path("data").path("number").asText();
        assertThat(number).matches("SAMPLE-230100-\\d{4}-\\d{4}");
        var told = new Api(longji.anonymous()).read("/api/v1/public/registers/example/certificate/" + number);
        assertThat(told.path("holds").asBoolean()).isTrue();
        assertThat(told.toString()).contains("赵*", "结业班").doesNotContain("赵六");
        var document =
                registrar.get(rows(HARBIN, "certificate", "/" + row.path("id").asText() + "/document"));
        document.expect(200);
        assertThat(document.raw().body()).startsWith("%PDF");
        assertThat(registrar
                        .read(rows(HARBIN, "certificate", "/" + row.path("id").asText() + "/events"))
                        .path("items")
                        .findValuesAsText("step"))
                .containsExactly("create", "accept", "mark-first", "mark-second", "issue");
        assertThat(registrar.read(rows(HARBIN, "certificate", "?q=" + number)).path("items"))
                .hasSize(1);
        assertThat(registrar
                        .read(rows(HARBIN, "certificate", "?filter=course:nothing"))
                        .path("items"))
                .isEmpty();
        assertThat(registrar
                        .read(Api.tenant(HARBIN, "registers/example/certificate/figures"))
                        .path("items"))
                .anySatisfy(figure -> {
                    assertThat(figure.path("figure").asText()).isEqualTo("persons");
                    assertThat(figure.path("value").asText()).matches("[1-9][0-9]*");
                });
        var province = Api.as(longji, "province.admin");
        var masked =
                province.read(rows(PROVINCE, "certificate", "/" + row.path("id").asText()));
        assertThat(masked.path("data").path("name").asText()).isEqualTo("赵*");
        var clear =
                province.read(rows(PROVINCE, "certificate", "/" + row.path("id").asText() + "?personal=true"));
        assertThat(clear.path("data").path("name").asText()).isEqualTo("赵六");
        // To its end: while the demo data are assessed, the first page is soon full of decisions.
        assertThat(admin.all(Api.tenant(HARBIN, "journal")))
                .extracting(entry -> entry.path("action").asText())
                .contains("PERSONAL_DATA_READ", "REGISTER_STEP_TAKEN");
    }

    @Test
    @DisplayName("taken out as a workbook and in from one, lines that are wrong handed back with the reason")
    void workbooks() {
        openCourse(registrar, HARBIN, "导入班");
        var template = registrar.get(Api.tenant(HARBIN, "registers/example/certificate/template"));
        template.expect(200);
        assertThat(template.raw().body()).startsWith("PK");
        var good = identity();
        var job = registrar.succeeded(registrar
                .rows(
                        Api.tenant(HARBIN, "registers/example/certificate/imports"),
                        "rows.csv",
                        "姓名*,证件号码*,课程*,备注\n导入甲," + good + ",导入班,x\n导入乙,12,导入班,\n导入丙," + identity() + ",没有的班,\n导入丁,"
                                + good + ",导入班,\n")
                .expect(202));
        assertThat(job.path("counts").path("rowsCreated").asInt()).isEqualTo(1);
        assertThat(job.path("counts").path("rejected").asInt()).isEqualTo(3);
        var errors = registrar
                .get(Api.tenant(HARBIN, "jobs/" + job.path("id").asText() + "/errors"))
                .raw()
                .body();
        assertThat(errors).contains("备注", "证件号码：格式不符", "没有找到“没有的班”", "已有一条记录的证件号码、课程与此相同");
        assertThat(registrar.read(rows(HARBIN, "certificate", "?q=导入甲")).path("items"))
                .hasSize(1);
        var workbook = registrar.get(Api.tenant(HARBIN, "registers/example/certificate/workbook"));
        workbook.expect(200);
        assertThat(workbook.raw().body()).startsWith("PK");
        reviewer.rows(Api.tenant(HARBIN, "registers/example/certificate/imports"), "rows.csv", "姓名\n甲\n")
                .problem(403, "NOT_PERMITTED");
    }

    @Test
    @DisplayName("an applicant's own rows alone, and what is open to all")
    void applicants() {
        var course = openCourse(registrar, HARBIN, "公开班");
        openCourse(Api.as(longji, "daqing.registrar"), DAQING, "大庆公开班");
        var seller = Api.as(longji, "applicant.seller");
        var buyer = Api.as(longji, "applicant.buyer");
        var own = created(
                seller,
                HARBIN,
                "certificate",
                Map.of(
                        "name",
                        "钱七",
                        "identity",
                        identity(),
                        "course",
                        course.path("id").asText()));
        var path = rows(HARBIN, "certificate", "/" + own.path("id").asText());
        assertThat(seller.read(path)
                        .path("labels")
                        .path(course.path("id").asText())
                        .asText())
                .isEqualTo("公开班");
        buyer.get(path).problem(404, "NOT_FOUND");
        buyer.get(path + "/events").problem(404, "NOT_FOUND");
        buyer.put(path, Map.of("data", Map.of("name", "x")), "If-Match", "\"1\"")
                .problem(404, "NOT_FOUND");
        assertThat(buyer.read(rows(HARBIN, "certificate", "")).path("items")).isEmpty();
        assertThat(buyer.read(rows(HARBIN, "course", "?limit=200"))
                        .path("items")
                        .findValuesAsText("title"))
                .contains("公开班")
                .doesNotContain("大庆公开班");
        seller.get(Api.tenant(HARBIN, "registers/example/certificate/workbook")).expect(200);
        seller.get(Api.tenant(HARBIN, "registers/example/certificate/figures")).problem(403, "NOT_PERMITTED");
        seller.get(Api.tenant(HARBIN, "register-data/example")).problem(403, "NOT_PERMITTED");
    }

    @Test
    @DisplayName("given up at one tenant: exported whole, removed when the number is right, and nobody else's touched")
    void removal() {
        openCourse(registrar, HARBIN, "留下班");
        openCourse(Api.as(longji, "daqing.registrar"), DAQING, "停办班");
        var daqing = Api.as(longji, "daqing.admin");
        var data = Api.tenant(DAQING, "register-data/example");
        var rows = daqing.read(data).path("rows").asInt();
        assertThat(rows).isPositive();
        daqing.succeeded(daqing.post(data + "/refresh", "").expect(202));
        assertThat(daqing.get(data + "/archive").raw().body()).startsWith("PK");
        daqing.send("DELETE", data + "?rows=" + (rows + 1), "").problem(409, "ROWS_CHANGED");
        daqing.send("DELETE", data + "?rows=" + rows, "").expect(200);
        assertThat(daqing.read(data).path("rows").asInt()).isZero();
        assertThat(registrar.read(rows(HARBIN, "course", "?q=留下班")).path("items"))
                .hasSize(1);
    }

    @Test
    @DisplayName("in the console: list, form, steps with their reasons and timeline, in Chinese, English and Russian")
    void console() {
        try (var browser = new Browser(longji.base())) {
            var page = browser.signedIn("harbin.registrar", longji.demoPassword());
            page.getByTestId("menu-registers").click();
            page.getByTestId("registers-example").getByTestId("register-course").click();
            assertThat(page.getByTestId("row-list")).isVisible();
            page.getByTestId("row-new").click();
            page.getByTestId("field-title").fill("控制台班（示例）");
            choose(page, "field-level", "初级");
            page.getByTestId("field-hours").fill("40");
            page.getByTestId("add-modules").click();
            page.getByTestId("field-name").fill("公共知识");
            page.getByTestId("field-hours").nth(1).fill("400");
            page.getByTestId("row-save").click();
            assertThat(page.getByTestId("problem")).containsText("超过课程学时");
            page.getByTestId("field-hours").nth(1).fill("16");
            shot(page, "form-zh");
            page.getByTestId("row-save").click();
            assertThat(page.getByTestId("row-steps")).isVisible();
            assertThat(page.getByTestId("obstacles-open")).containsText("尚未填写开课日期");
            assertThat(page.getByTestId("step-open")).isDisabled();
            shot(page, "obstacle-zh");
            var barriers = new ArrayList<Object>(Browser.barriers(page));
            page.getByTestId("row-edit").click();
            page.getByTestId("field-beginsOn").click();
            page.keyboard().type("2026-05-06");
            page.keyboard().press("Enter");
            page.getByTestId("row-save").click();
            page.getByTestId("step-open").click();
            page.getByTestId("step-confirm").click();
            assertThat(page.getByTestId("row-events")).containsText("开放报名");
            assertThat(page.getByTestId("row-state-tag").first()).containsText("报名中");
            page.getByTestId("register-language").getByText("English").click();
            assertThat(page.getByTestId("row-events")).containsText("Timeline");
            shot(page, "row-en");
            page.getByTestId("register-language").getByText("Русский").click();
            assertThat(page.getByTestId("row-events")).containsText("Открыть");
            shot(page, "row-ru");
            barriers.addAll(Browser.barriers(page));
            page.getByTestId("menu-registers").click();
            page.getByTestId("registers-example").getByTestId("register-course").click();
            assertThat(page.getByTestId("figures")).isVisible();
            assertThat(page.getByTestId("row").first()).isVisible();
            shot(page, "list-ru");
            page.getByTestId("register-language").getByText("中文").click();
            shot(page, "list-zh");
            barriers.addAll(Browser.barriers(page));
            assertThat(barriers).isEmpty();

            var row = issued(registrar, registrar2, reviewer, "控制台结业班", "孙八");
            page.navigate(
                    "/t/230100/registers/example/certificate/" + row.path("id").asText());
            assertThat(page.getByTestId("value-number"))
                    .containsText(row.path("data").path("number").asText());
            shot(page, "certificate-zh");
            var anybody = browser.page();
            anybody.navigate("/check/example/certificate/"
                    + row.path("data").path("number").asText());
            assertThat(anybody.getByTestId("check-result")).containsText("有效");
            shot(anybody, "check-zh");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void choose(Page page, String testId, String text) {
        page.getByTestId(testId).click();
        page.locator(".ant-select-item-option").getByText(text).first().click();
    }

    private static void shot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENS.resolve("register-" + name + ".png"))
                .setFullPage(true));
    }
}
