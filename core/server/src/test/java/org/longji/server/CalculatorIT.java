package org.longji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.server.Api.HARBIN;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.longji.plugin.api.Money;

@ExtendWith(LongjiServer.class)
@DisplayName("Anybody calculates a case before there is one, and the decision reads as a letter afterwards")
class CalculatorIT {

    private static final String POLICY = "plan-buyer-subsidy";
    private static final String PUBLIC = "/api/v1/public/calculator/tenants";
    private static final String CASE =
            "{\"given\":{\"year\":2018,\"contract\":{\"registeredOn\":\"2018-03-01\",\"contractAmount\":\"3000000.00\","
                    + "\"affiliatedParties\":\"NO\",\"landedInProvince\":\"YES\"},"
                    + "\"receipts\":[{\"on\":\"2018-06-01\",\"received\":\"480000.00\"}]}}";

    private LongjiServer.Running longji;
    private Api anybody;
    private Api harbin;

    @BeforeEach
    void arrive(LongjiServer.Running running) {
        longji = running;
        anybody = new Api(running.anonymous());
        harbin = Api.as(running, "harbin.admin");
    }

    private static String at(String rest) {
        return PUBLIC + "/" + HARBIN + "/policies" + rest;
    }

    private JsonNode calculated(String policy, Object form) {
        return anybody.post(at("/" + policy + "/calculation"), form).expect(200);
    }

    @Test
    @DisplayName("20,000 yuan short of the threshold: the calculator says so and what would be due with them")
    void smallestChange() {
        assertThat(anybody.read(PUBLIC).path("items").findValues("code")).hasSizeGreaterThan(130);
        assertThat(anybody.read(at("?on=2018-06-01")).path("items").findValuesAsText("policyId"))
                .contains(POLICY);
        var form = anybody.read(at("/" + POLICY + "/form?on=2018-06-01"));
        assertThat(form.path("fields")).anySatisfy(field -> {
            assertThat(field.path("name").asText()).isEqualTo("receipts");
            assertThat(field.path("asked").asBoolean()).isTrue();
        });
        var answer = calculated(POLICY, CASE);
        assertThat(answer.path("status").asText()).isEqualTo("NOT_ENTITLED");
        assertThat(answer.path("explanation").path("inputs").has("registrationNumber"))
                .isFalse();
        var change =
                answer.path("explanation").path("smallestChange").path("alone").path(0);
        assertThat(change.path("field").asText()).isEqualTo("receipts");
        assertThat(change.path("difference").asText()).isEqualTo("20000.00");
        assertThat(change.path("amount").asText()).isEqualTo("150000.00");
        assertThat(calculated(POLICY, CASE.replace("480000.00", "500000.00"))
                        .path("entitledAmount")
                        .asText())
                .isEqualTo("150000.00");
    }

    @Test
    @DisplayName("gives the steps and amounts of the decisions on record")
    void sameAsDecided() {
        harbin.assess(HARBIN, 2018);
        var compared = 0;
        for (var one : harbin.all(Api.tenant(HARBIN, "entitlements?year=2018&policy=" + POLICY))) {
            var decided = harbin.read(
                    Api.tenant(HARBIN, "entitlements/" + one.path("id").asText()));
            var inputs = decided.path("explanation").path("inputs");
            boolean inOneYear = inputs.path("receivedTotal").equals(inputs.path("receivedInYear"));
            if (!inOneYear || compared >= 40) {
                continue;
            }
            var answer = calculated(POLICY, again(decided, inputs));
            assertThat(answer.path("assessedAmount")).isEqualTo(decided.path("assessedAmount"));
            assertThat(answer.path("explanation").path("steps"))
                    .isEqualTo(decided.path("explanation").path("steps"));
            if (decided.path("assessedAmount").asText().equals("0.00")) {
                assertThat(answer.path("explanation").path("reasons"))
                        .isEqualTo(decided.path("explanation").path("reasons"));
            }
            compared++;
        }
        assertThat(compared).isGreaterThan(5);
    }

    private static Map<String, Object> again(JsonNode decided, JsonNode inputs) {
        var contract = new HashMap<String, Object>();
        for (var name : List.of(
                "type",
                "signedOn",
                "registeredOn",
                "contractAmount",
                "technologyAmount",
                "affiliatedParties",
                "landedInProvince",
                "titleTransferred")) {
            contract.put(name, inputs.path(name).asText());
        }
        var given = new HashMap<String, Object>();
        given.put("year", 2018);
        given.put("contract", contract);
        given.put("provider", party(inputs, "provider"));
        given.put("recipient", party(inputs, "recipient"));
        given.put(
                "receipts",
                List.of(Map.of(
                        "on",
                        decided.path("explanation").path("governingDate").asText(),
                        "received",
                        inputs.path("receivedInYear").asText())));
        return Map.of("given", given);
    }

    private static Map<String, Object> party(JsonNode inputs, String name) {
        return Map.of(
                "kind",
                inputs.path(name + "Kind").asText(),
                "division",
                inputs.path(name + "Division").asInt());
    }

    @Test
    @DisplayName("a check has its form too, and what passes it pays nothing")
    void check() {
        for (var policy : List.of("inventor-equity-check", "small-licence-check")) {
            assertThat(anybody.read(at("/" + policy + "/form?on=2018-06-01"))
                            .path("fields")
                            .findValuesAsText("name"))
                    .as(policy)
                    .anyMatch(name -> name.startsWith("evidence."));
        }
        var licence = "{\"on\":\"2018-06-01\",\"given\":{\"year\":2018,\"applicant\":{\"kind\":\"UNIVERSITY\"},"
                + "\"evidence\":{\"licensee\":\"小型\",\"fee\":\"0.00\"}}}";
        var free = calculated("small-licence-check", licence);
        assertThat(free.path("explanation").path("steps").findValuesAsText("code"))
                .containsExactly("HELD", "HELD");
        assertThat(free.path("entitledAmount").asText()).isEqualTo("0.00");
        assertThat(calculated("small-licence-check", licence.replace("\"fee\":\"0.00\"", "\"fee\":\"10000.00\""))
                        .toString())
                .as("whether a fee is low is asked, never guessed")
                .contains("LOW_COST");
    }

    @Test
    @DisplayName("what cannot be read is named by its field, and a day outside the policy's time is said")
    void faults() {
        var wrong = anybody.post(at("/" + POLICY + "/calculation"), CASE.replace("480000.00", "四十八万"))
                .problem(422, "INVALID_FIELDS");
        assertThat(wrong.path("errors").path(0).path("field").asText()).isEqualTo("given.receipts.0.received");
        var outside = anybody.post(at("/" + POLICY + "/calculation"), "{\"given\":{\"year\":2031}}")
                .problem(422, "INVALID_FIELDS");
        assertThat(outside.path("errors").path(0).path("field").asText()).isEqualTo("on");
        assertThat(outside.path("errors").path(0).path("message").asText())
                .contains("2031-12-31", "最近的可用日期为 2023-12-31");
        anybody.post(at("/no-such-policy/calculation"), CASE).problem(404, "NOT_FOUND");
        anybody.get(PUBLIC + "/999999/policies?on=2018-06-01").problem(404, "TENANT_NOT_FOUND");
    }

    @Test
    @DisplayName("a draft answers the officers who write it and nobody else")
    void draft() {
        var draft = harbin.post(
                        Api.tenant(HARBIN, "policies/buyer-subsidy-2024/drafts"),
                        "{\"copy\":{\"tenant\":230000,\"version\":\"2024\",\"name\":\"试算草案\",\"from\":\"2031-01-01\"}}")
                .expect(201);
        var path = Api.tenant(
                HARBIN, "policies/buyer-subsidy-2024/drafts/" + draft.path("id").asText() + "/calculation");
        assertThat(harbin.read(path).path("version").asText()).isEqualTo("试算草案");
        var form =
                "{\"on\":\"2031-06-01\",\"given\":{\"year\":2031,\"contract\":{\"type\":\"TRANSFER\",\"contractAmount\":\"3000000.00\"},"
                        + "\"receipts\":[{\"received\":\"3000000.00\"}]}}";
        assertThat(harbin.post(path, form).expect(200).path("policyVersion").asText())
                .isEqualTo("试算草案");
        anybody.post(path, form).problem(401, "SIGN_IN_REQUIRED");
        Api.as(longji, "daqing.admin").post(path, form).problem(404, "TENANT_NOT_FOUND");
        assertThat(anybody.read(at("?on=2031-06-01")).toString()).doesNotContain("试算草案");
        assertThat(anybody.post(at("/buyer-subsidy-2024/calculation"), form)
                        .raw()
                        .body())
                .doesNotContain("试算草案");
    }

    @Test
    @DisplayName("the letter tells amount, clause and hash, in the language asked for")
    void letter() throws Exception {
        harbin.assess(HARBIN, 2018);
        var decided = harbin.read(Api.tenant(HARBIN, "entitlements?year=2018&status=ENTITLED&policy=" + POLICY))
                .path("items")
                .path(0);
        var path = Api.tenant(HARBIN, "entitlements/" + decided.path("id").asText() + "/letter");
        var amount = Money.of(decided.path("entitledAmount").asText()).grouped();
        var chinese = text(path);
        assertThat(chinese)
                .contains(
                        "兑付说明书",
                        "黑政发〔2017〕16号",
                        decided.path("recordHash").asText().substring(0, 40));
        assertThat(chinese.replaceAll("\\s", "")).contains("应享金额" + amount + "元");
        assertThat(text(path + "?language=en")).contains("How to check this");
        Api.as(longji, "daqing.admin").get(path).problem(404, "TENANT_NOT_FOUND");
    }

    private String text(String path) throws Exception {
        var answer = harbin.client()
                .http()
                .send(harbin.client().request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/pdf");
        try (var document = Loader.loadPDF(answer.body())) {
            return new PDFTextStripper().getText(document);
        }
    }

    @Test
    @DisplayName(
            "the page answers a shared link at once, takes another amount, and is good on a phone and for everybody")
    void page() {
        try (var browser = new Browser(longji.base())) {
            var page = browser.page();
            page.setViewportSize(390, 844);
            page.navigate("/calculator/" + HARBIN + "/" + POLICY + "?on=2018-06-01&case="
                    + URLEncoder.encode(CASE, StandardCharsets.UTF_8));
            PlaywrightAssertions.assertThat(page.getByTestId("case-amount")).hasText("不符合条件");
            PlaywrightAssertions.assertThat(page.getByTestId("letter-change"))
                    .containsText("再多 20,000.00 元（即 500,000.00 元）即符合，可得 150,000.00 元。");
            assertThat(Browser.barriers(page)).isEmpty();
            assertThat((Boolean) page.evaluate(
                            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                    .isTrue();
            picture(page, "phone");
            page.getByTestId("case-receipts.0.received").fill("500000.00");
            page.getByTestId("calculate").click();
            PlaywrightAssertions.assertThat(page.getByTestId("case-amount")).hasText("可得 150,000.00 元");
            assertThat(page.url()).contains("500000.00");
            page.setViewportSize(1280, 900);
            page.getByTestId("locale-switch").click();
            PlaywrightAssertions.assertThat(page.getByTestId("case-amount"))
                    .hasText(Pattern.compile("150,000.00 would be due"));
            picture(page, "desk-en");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "calculator-" + name + ".png")));
    }
}
