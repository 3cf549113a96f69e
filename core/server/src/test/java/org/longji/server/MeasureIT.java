package org.longji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.server.Api.HARBIN;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.longji.server.SampleContract.Party;

/** A city's own measure: composed in the browser without code, exchanged as a file, enacted, and paid to the fen. */
@ExtendWith(LongjiServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A measure from its composer to the letter")
class MeasureIT {

    /** Where no other test counts what is law. */
    private static final int HEIHE = 231100;

    private static final int SUIHUA = 231200;
    private static final String PASSWORD = "measure-it-password";

    private static final String FILE = """
            # 示例，不是现行政策
            policy: it-file-award
            plugin: configurable-incentives
            language: measure
            tenant: 230100
            versions:
              - version: "1"
                title: {zh: 导入的奖励（示例）, en: Imported award (sample)}
                document: 示例
                article: 一
                from: 2031-01-01
                until: null
                clock: REGISTERED
                computable: true
                exclusivity: NONE
                definition:
                  pays: PROVIDER
                  parameters: {rate: {unit: "1", label: {zh: 比例, en: Rate}}, cap: {unit: CNY, label: {zh: 封顶, en: Cap}}}
                  amount:
                    - {rate: $rate, of: received.year, cap: $cap}
                parameters:
                  rate: "0.0005"
                  cap:
                    - {until: 2031-12-31, value: "1000.00"}
                    - {from: 2032-01-01, value: "2000.00", basis: 一之二}
            """;

    private Api province;
    private Api harbin;
    private Api daqing;

    @BeforeAll
    void officers(LongjiServer.Running longji) {
        province = Api.as(longji, "province.admin");
        harbin = Api.as(longji, "harbin.admin");
        daqing = Api.as(longji, "daqing.admin");
    }

    private JsonNode check(Map<String, ?> written) {
        return harbin.post(Api.tenant(HARBIN, "measures/check"), written).expect(200);
    }

    @Test
    @DisplayName(
            "a file is checked, imported, exported as it was; a wrong one is kept with its faults, an unreadable one refused")
    void files() {
        var reading = check(Map.of("text", FILE));
        assertThat(reading.path("faults")).isEmpty();
        assertThat(reading.path("policyId").asText()).isEqualTo("it-file-award");
        assertThat(reading.path("parameters").findValuesAsText("name")).contains("rate", "cap");
        assertThat(reading.path("beneficiary").asText()).isEqualTo("PROVIDER");
        assertThat(reading.path("losses").findValuesAsText("en"))
                .singleElement()
                .asString()
                .contains("Comments");
        assertThat(reading.path("formulas").path("/amount/0/rate").path("zh").asText())
                .isEqualTo("比例（0.5‰）");

        var drafts = Api.tenant(HARBIN, "policies/it-file-award/drafts");
        var draft = harbin.post(
                        drafts, Map.of("file", Map.of("text", FILE)), "Idempotency-Key", "it-file-" + System.nanoTime())
                .expect(201);
        var path = drafts + "/" + draft.path("id").asText();
        var exported = harbin.get(path + "/file");
        exported.expect(200);
        assertThat(exported.header("Content-Type")).startsWith("application/yaml");
        var text = exported.raw().body();
        assertThat("# 示例，不是现行政策\n" + text).isEqualToNormalizingNewlines(FILE);
        var again = check(Map.of("text", text));
        assertThat(again.path("text").asText()).isEqualTo(text);
        assertThat(again.path("losses")).isEmpty();
        daqing.get(path + "/file").problem(404, "TENANT_NOT_FOUND");
        daqing.get(path.replace("/230100/", "/230600/") + "/file").problem(404, "NOT_FOUND");
        daqing.post(Api.tenant(HARBIN, "measures/check"), Map.of("text", FILE)).problem(404, "TENANT_NOT_FOUND");

        var wrong = FILE.replace("of: received.year", "of: received.yeer").replace("cap: $cap}", "cap: $kap}");
        var faults = check(Map.of("text", wrong)).path("faults");
        assertThat(faults.findValuesAsText("field")).contains("definition/amount/0/of", "definition/amount/0/cap");
        assertThat(faults.path(0).path("line").asInt())
                .isEqualTo(wrong.lines()
                                .toList()
                                .indexOf(wrong.lines()
                                        .filter(line -> line.contains("yeer"))
                                        .findFirst()
                                        .orElseThrow())
                        + 1);
        var others = Api.tenant(HARBIN, "policies/it-other-award/drafts");
        var kept = harbin.post(others, Map.of("file", Map.of("text", wrong.replace("it-file-award", "it-other-award"))))
                .expect(201);
        assertThat(kept.path("faults").findValuesAsText("field"))
                .contains("definition/amount/0/of", "definition/amount/0/cap");
        assertThat(kept.path("hash").isTextual()).isFalse();
        harbin.send("DELETE", others + "/" + kept.path("id").asText(), "", "If-Match", "\"1\"")
                .expect(204);
        var broken = harbin.post(
                        drafts, Map.of("file", Map.of("text", FILE.replace("clock: REGISTERED", "clock: [REGISTERED"))))
                .problem(422, "INVALID_FIELDS");
        assertThat(broken.path("errors").path(0).path("message").asText()).contains("行");
        assertThat(harbin.all(Api.tenant(HARBIN, "policies")).stream()
                        .map(line -> line.path("policyId").asText()))
                .contains("it-file-award")
                .doesNotContain("it-other-award");

        assertThat(check(Map.of("policyId", "it-bare", "text", "pays: PROVIDER\namount:\n  - fixed: $a\n"))
                        .path("faults"))
                .singleElement()
                .satisfies(fault -> assertThat(fault.path("line").asInt()).isEqualTo(3));
        assertThat(check(
                                Map.of(
                                        "policyId",
                                        "it-bare",
                                        "text",
                                        "{\"pays\":\"PROVIDER\",\"parameters\":{\"a\":\"CNY\"},\"amount\":[{\"fixed\":\"$a\"}]}"))
                        .path("faults"))
                .isEmpty();
        harbin.post(Api.tenant(HARBIN, "measures/check"), Map.of()).problem(422, "INVALID_FIELDS");

        var law = harbin.get(Api.tenant(HARBIN, "policies/buyer-subsidy-2024/file"));
        law.expect(200);
        assertThat(law.raw().body()).contains("tenant: 230000", "policy: buyer-subsidy-2024");
        harbin.send("DELETE", path, "", "If-Match", "\"1\"").expect(204);
    }

    private static final String CASES = """
            # worked out by hand
            policy: it-hand-award
            cases:
              - case: 到账100万元,万分之五为500元
                given: {contract: {registeredOn: 2031-03-01, technologyAmount: "1000000.00"}, receipts: [{received: "1000000.00"}]}
                expect: {amount: "500.00", steps: [RATE]}
              - case: 到账300万元,封顶1000元
                given: {contract: {registeredOn: 2031-03-01, technologyAmount: "3000000.00"}, receipts: [{received: "3000000.00"}]}
                expect: {amount: "1000.00", steps: [RATE, CAP]}
            """;

    @Test
    @DisplayName(
            "work in hand is kept unfinished, gone on with in another session, tried unsaved, and enacted only when its own cases come out")
    void workInHand(LongjiServer.Running longji) {
        var writer = administrator(SUIHUA, "起草");
        var author = new Api(longji.anonymous().signIn(writer, PASSWORD));
        var officer = new Api(longji.anonymous().signIn(administrator(SUIHUA, "施行"), PASSWORD));
        var policy = "policies/it-hand-award";
        var file = FILE.replace("it-file-award", "it-hand-award").replace("tenant: 230100", "tenant: " + SUIHUA);
        var unfinished = file.replace("{rate: $rate, of: received.year, cap: $cap}", "{rate: $rate, of: ''}")
                .replace("    from: 2031-01-01\n    until: null\n    clock: REGISTERED\n", "    until: null\n");
        var draft = author.post(
                        Api.tenant(SUIHUA, policy + "/drafts"),
                        Map.of("file", Map.of("text", unfinished, "cases", CASES)))
                .expect(201);
        var path = Api.tenant(SUIHUA, policy + "/drafts/" + draft.path("id").asText());
        assertThat(draft.path("faults").findValuesAsText("field")).contains("from", "clock", "definition/amount/0/of");
        var order = Map.of(
                "years",
                List.of(2024),
                "scenarios",
                List.of(Map.of("draft", draft.path("id").asText())));
        var backtests = Api.tenant(SUIHUA, policy + "/backtests");
        assertThat(author.post(backtests, order)
                        .problem(409, "DRAFT_UNFINISHED")
                        .path("errors")
                        .findValuesAsText("field"))
                .contains("from", "clock", "definition/amount/0/of");
        officer.send("POST", path + "/enactment", "", "If-Match", "\"1\"").problem(409, "DRAFT_UNFINISHED");
        author.post(path + "/calculation", Map.of("given", Map.of("year", 2031)))
                .problem(409, "DRAFT_UNFINISHED");
        // Kept, exported and read again it is the same unfinished draft.
        var exported = author.get(path + "/file").raw().body();
        var again = author.post(Api.tenant(SUIHUA, "measures/check"), Map.of("text", exported, "cases", CASES))
                .expect(200);
        assertThat(again.path("form")).isEqualTo(draft.path("form"));
        assertThat(again.path("cases").path("ran").asBoolean()).isFalse();
        assertThat(again.path("cases").path("cases")).hasSize(2);
        assertThat(author.get(path + "/file?part=CASES").raw().body()).isEqualTo(CASES);

        // On another machine the same officer goes on.
        var elsewhere = new Api(longji.anonymous().signIn(writer, PASSWORD));
        var finished = elsewhere
                .post(Api.tenant(SUIHUA, "measures/check"), Map.of("text", file, "cases", CASES))
                .expect(200);
        assertThat(finished.path("faults")).isEmpty();
        assertThat(finished.path("cases").path("different").asInt()).isZero();
        var form = (com.fasterxml.jackson.databind.node.ObjectNode)
                finished.path("form").deepCopy();
        var trial = Map.of(
                "form",
                form,
                "given",
                Map.of(
                        "year",
                        2031,
                        "receipts",
                        List.of(Map.of("received", "1200000.00", "on", "2031-04-01")),
                        "contract",
                        Map.of("registeredOn", "2031-03-01", "technologyAmount", "1200000.00")));
        var calculated =
                elsewhere.post(Api.tenant(SUIHUA, policy + "/trial"), trial).expect(200);
        assertThat(calculated.path("entitledAmount").asText()).isEqualTo("600.00");
        assertThat(elsewhere
                        .post(Api.tenant(SUIHUA, policy + "/trial/form"), form)
                        .expect(200)
                        .path("fields")
                        .findValuesAsText("name"))
                .contains("contract.registeredOn");
        assertThat(elsewhere.read(path).path("revision").asInt()).isEqualTo(1);

        var wrong = CASES.replace("amount: \"1000.00\"", "amount: \"1000.01\"");
        form.put("cases", wrong);
        elsewhere.put(path, form, "If-Match", "\"1\"").expect(200);
        author.succeeded(author.post(backtests, order).expect(202));
        var report = elsewhere
                .post(Api.tenant(SUIHUA, "measures/check"), Map.of("policyId", "it-hand-award", "form", form))
                .expect(200)
                .path("cases");
        assertThat(report.path("different").asInt()).isEqualTo(1);
        var difference = report.path("cases").path(1).path("differences").path(0);
        assertThat(difference.path("what").asText()).isEqualTo("amount");
        assertThat(difference.path("expected").asText()).isEqualTo("1000.01");
        assertThat(difference.path("actual").asText()).isEqualTo("1000.00");
        assertThat(report.path("cases").path(1).path("steps").findValuesAsText("code"))
                .containsExactly("RATE", "CAP");
        assertThat(officer.read(path + "/enactment").path("obstacles").toString())
                .contains("CASES_DIFFER");
        var refused = officer.send("POST", path + "/enactment", "", "If-Match", "\"2\"")
                .problem(409, "CASES_DIFFER");
        assertThat(refused.path("errors").path(0).path("message").asText()).contains("1000.01", "1000.00");
        form.put("cases", CASES);
        elsewhere.put(path, form, "If-Match", "\"2\"").expect(200);
        officer.send("POST", path + "/enactment", "", "If-Match", "\"3\"").expect(200);
        assertThat(officer.get(Api.tenant(SUIHUA, policy + "/file?part=CASES&version=1"))
                        .raw()
                        .body())
                .isEqualTo(CASES);
        var copy = officer.post(
                        Api.tenant(SUIHUA, policy + "/drafts"),
                        Map.of("copy", Map.of("tenant", SUIHUA, "version", "1", "name", "2", "from", "2033-01-01")))
                .expect(201);
        assertThat(copy.path("form").path("cases").asText()).isEqualTo(CASES);
    }

    @Test
    @DisplayName(
            "in the browser: what was not saved survives reload and sign-out, cases stand beside the form, and the trial counts the form")
    void nothingIsLost(LongjiServer.Running longji) {
        var writer = administrator(SUIHUA, "起草");
        try (var browser = new Browser(longji.base())) {
            var page = browser.signedIn(writer, PASSWORD);
            page.navigate("/t/" + SUIHUA + "/policies/new");
            page.getByTestId("measure-zh").fill("手头的措施");
            page.getByTestId("measure-en").fill("Work in hand");
            page.getByTestId("measure-id").fill("it-in-hand");
            page.getByTestId("template-flat").click();
            page.getByTestId("measure-begin").click();
            page.getByTestId("draft-document").fill("示例〔2024〕1号");
            page.reload();
            // Never saved, and still there.
            page.getByTestId("earlier-it-in-hand").waitFor();
            stands(page, "earlier");
            shot(page, "earlier");
            page.getByTestId("earlier-it-in-hand").click();
            PlaywrightAssertions.assertThat(page.getByTestId("draft-document")).hasValue("示例〔2024〕1号");
            PlaywrightAssertions.assertThat(page.getByTestId("trial-waits")).isVisible();
            page.getByTestId("draft-save").click();
            page.waitForURL("**/drafts/*");
            PlaywrightAssertions.assertThat(page.getByTestId("draft-unfinished"))
                    .isVisible();
            PlaywrightAssertions.assertThat(page.getByTestId("draft-backtest")).isDisabled();
            stands(page, "unfinished");
            shot(page, "unfinished");

            value(page, "award", "2万");
            PlaywrightAssertions.assertThat(page.getByTestId("compose-state")).hasText("没有问题");
            PlaywrightAssertions.assertThat(page.getByTestId("case-amount")).containsText("20,000.00");
            value(page, "award", "3万");
            PlaywrightAssertions.assertThat(page.getByTestId("case-amount")).containsText("30,000.00");
            page.getByTestId("cases-begin").click();
            PlaywrightAssertions.assertThat(page.getByTestId("cases-state").last())
                    .hasText("1 例中 1 例不符");
            PlaywrightAssertions.assertThat(page.getByTestId("worked-case")).containsText("30000.00");
            page.getByTestId("worked-case").locator("button").first().click();
            stands(page, "cases");
            shot(page, "cases");
            page.getByTestId("cases-text")
                    .fill(page.getByTestId("cases-text").inputValue().replace("\"0.00\"", "\"30000.00\""));
            PlaywrightAssertions.assertThat(page.getByTestId("cases-state").last())
                    .hasText("1 例全部相符");
            var address = page.url();

            page.reload();
            page.getByTestId("draft-unsaved").waitFor();
            PlaywrightAssertions.assertThat(page.getByTestId("draft-document")).isDisabled();
            stands(page, "unsaved");
            shot(page, "unsaved");
            page.evaluate("sessionStorage.clear()");
            page.reload();
            Browser.enter(page, writer, PASSWORD);
            page.getByTestId("unsaved-take").click();
            PlaywrightAssertions.assertThat(page.getByTestId("value-award-0")).hasValue("3");
            PlaywrightAssertions.assertThat(page.getByTestId("case-amount")).containsText("30,000.00");
            // Another account of this browser is offered nothing of it.
            page.evaluate("sessionStorage.clear()");
            page.navigate(address);
            Browser.enter(page, administrator(SUIHUA, "他人"), PASSWORD);
            page.getByTestId("draft-unfinished").waitFor();
            PlaywrightAssertions.assertThat(page.getByTestId("draft-unsaved")).isHidden();
            page.evaluate("sessionStorage.clear()");
            page.navigate(address);
            Browser.enter(page, writer, PASSWORD);
            page.getByTestId("unsaved-take").click();
            page.getByTestId("draft-save").click();
            PlaywrightAssertions.assertThat(page.getByTestId("draft-unfinished"))
                    .isHidden();
            PlaywrightAssertions.assertThat(page.getByTestId("draft-backtest")).isEnabled();
            page.reload();
            PlaywrightAssertions.assertThat(page.getByTestId("cases-state").last())
                    .hasText("1 例全部相符");
            PlaywrightAssertions.assertThat(page.getByTestId("draft-unsaved")).isHidden();

            value(page, "award", "4万");
            PlaywrightAssertions.assertThat(page.getByTestId("cases-state").last())
                    .hasText("1 例中 1 例不符");
            page.evaluate("localStorage.setItem('longji.locale', 'en')");
            page.reload();
            page.getByTestId("draft-unsaved").waitFor();
            shot(page, "unsaved-en");
            page.getByTestId("unsaved-drop").click();
            PlaywrightAssertions.assertThat(page.getByTestId("value-award-0")).hasValue("3");
            page.getByTestId("cases-show").click();
            value(page, "award", "4万");
            PlaywrightAssertions.assertThat(page.getByTestId("cases-state").last())
                    .hasText("1 of 1 differ");
            stands(page, "cases in English");
            shot(page, "cases-en");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "every sample can be begun from, its cases come out, and the vocabulary holds nothing the language does not know")
    void vocabulary() {
        var samples = harbin.read(Api.tenant(HARBIN, "measures/samples")).path("items");
        assertThat(samples).hasSizeGreaterThanOrEqualTo(17);
        samples.forEach(sample -> {
            var reading = check(Map.of("text", sample.path("text").asText()));
            assertThat(reading.path("faults"))
                    .as(sample.path("policyId").asText())
                    .isEmpty();
            var again = check(Map.of("text", reading.path("text").asText()));
            assertThat(again.path("text")).isEqualTo(reading.path("text"));
            assertThat(again.path("form")).isEqualTo(reading.path("form"));
            var cases = province.post(
                            Api.tenant(sample.path("division").asInt(), "measures/check"),
                            Map.of(
                                    "text",
                                    sample.path("text").asText(),
                                    "cases",
                                    sample.path("cases").asText()))
                    .expect(200)
                    .path("cases");
            assertThat(cases.path("ran").asBoolean()).isTrue();
            assertThat(cases.path("different").asInt())
                    .as("%s", cases.path("cases"))
                    .isZero();
        });
        var language = harbin.read(Api.tenant(HARBIN, "measures/language"));
        language.path("vocabulary").path("facts").forEach(fact -> {
            var name = fact.path("name").asText();
            assertThat(figure(name)).as(name).isEmpty();
        });
        language.path("vocabulary").path("functions").forEach(function -> {
            var formula = function.path("name").asText() + "(" + String.join(", ", arguments(function)) + ")";
            assertThat(figure(formula)).as(formula).isEmpty();
        });
        var words = language.path("vocabulary").path("words");
        for (var node : language.path("schema").findValues("enum")) {
            node.forEach(word -> {
                var text = word.asText();
                boolean unit = List.of("CNY", "1", "number", "count", "date", "boolean", "enum", "division", "text")
                        .contains(text);
                assertThat(unit || words.findValue(text) != null).as(text).isTrue();
            });
        }
    }

    private static List<String> arguments(JsonNode function) {
        var arguments = new ArrayList<String>();
        function.path("arguments")
                .forEach(argument -> arguments.add(
                        switch (argument.path("want").asText()) {
                            case "TRUTH" -> "contract.landed";
                            case "DATE" -> "governingDate";
                            case "COUNT", "YEARS" -> "2";
                            case "OFFSET" -> "-1";
                            case "FIELD" -> "received";
                            case "ROLE" -> "PROVIDER";
                            case "DIVISION" -> "beneficiary.division";
                            case "POLICY" -> "'city-*'";
                            default -> "contract.amount";
                        }));
        return arguments;
    }

    private JsonNode figure(String formula) {
        return check(Map.of(
                        "policyId",
                        "it-words",
                        "text",
                        "pays: PROVIDER\nparameters: {a: CNY}\nfigures:\n  f: \"" + formula
                                + "\"\namount: [{fixed: $a}]\n"))
                .path("faults");
    }

    /** A measure as an officer composes it, and what it pays for one contract. */
    private record Family(String template, String id, String amount, Composing composing) {}

    private interface Composing {
        void fill(Page page);
    }

    private static final List<Family> FAMILIES = List.of(
            new Family("flat", "it-flat", "20000.00", page -> value(page, "award", "2万")),
            new Family("rate", "it-rate", "36000.00", page -> {
                value(page, "least", "100万");
                value(page, "rate", "3%");
                value(page, "cap", "50万");
            }),
            new Family("slices", "it-slices", "650.00", page -> {
                value(page, "limit1", "50万");
                value(page, "limit2", "100万");
                value(page, "rate1", "0.7‰");
                value(page, "rate2", "0.5‰");
                value(page, "rate3", "0.25‰");
                value(page, "cap", "5000");
            }),
            new Family("tiers", "it-tiers", "80000.50", page -> {
                value(page, "from1", "50万");
                value(page, "from2", "120万");
                value(page, "award1", "3万");
                value(page, "award2", "80000.50");
            }),
            new Family("lowest", "it-lowest", "", page -> {
                value(page, "rate", "10%");
                value(page, "cap", "50万");
                day(page, "paidBy", "2024-12-31");
            }),
            new Family("blank", "it-blank", "13700.00", MeasureIT::fromNothing));

    /** 技术交易额 above a threshold, at a rate, half as much again where the result is landed, rounded down to 100 yuan. */
    private static void fromNothing(Page page) {
        page.getByTestId("add-conditions").click();
        var condition = page.getByTestId("line/conditions/0");
        pick(page, condition, 0, "技术交易额");
        pick(page, condition, 2, "新参数");
        parameter(page, "起点", "100万");
        add(page, "add/amount", "按比例");
        var rate = page.getByTestId("line/amount/0");
        pick(page, rate.getByTestId("at/amount/0/rate"), 0, "新参数");
        parameter(page, "奖励比例", "1");
        pick(page, rate.getByTestId("at/amount/0/of"), 0, "min");
        pick(page, rate.getByTestId("at/amount/0/of"), 0, "技术交易额");
        pick(page, rate.getByTestId("at/amount/0/of"), 1, "当年实际到账");
        add(page, "add/amount", "上浮");
        pick(page, page.getByTestId("at/amount/1/increase"), 0, "新参数");
        parameter(page, "上浮比例", "14.2");
        add(page, "more/amount/1", "仅当");
        pick(page, page.getByTestId("at/amount/1/when"), 0, "落地转化");
        add(page, "add/amount", "取整");
        page.getByTestId("line/amount/2")
                .getByTestId("at/amount/2/round")
                .locator(".ant-select")
                .click();
        option(page, "百元");
        page.getByTestId("more/amount/2").click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("取整方式"))
                .click();
        page.getByTestId("at/amount/2/mode").locator(".ant-select").click();
        option(page, "舍去");
        page.getByTestId("add-contracts").click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("合同类别"))
                .click();
        page.getByTestId("at/contracts/types").locator(".ant-select").click();
        option(page, "技术转让");
        page.keyboard().press("Escape");
    }

    private static void value(Page page, String name, String typed) {
        page.getByTestId("value-" + name + "-0").fill(typed);
    }

    private static void day(Page page, String name, String day) {
        page.getByTestId("value-" + name + "-0").fill(day);
        page.getByTestId("value-" + name + "-0").press("Enter");
    }

    private static void pick(Page page, Locator field, int which, String words) {
        var select = field.locator(".ant-select").nth(which);
        select.click();
        page.keyboard().type(words);
        option(page, words);
    }

    private static void option(Page page, String words) {
        page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option")
                .filter(new Locator.FilterOptions().setHasText(words.equals("min") ? "孰低" : words))
                .first()
                .click();
    }

    private static void parameter(Page page, String zh, String typed) {
        page.getByTestId("parameter-zh").fill(zh);
        page.getByTestId("parameter-value").fill(typed);
        page.getByTestId("parameter-ok").click();
        PlaywrightAssertions.assertThat(page.getByTestId("parameter-ok")).isHidden();
    }

    private static void add(Page page, String menu, String words) {
        page.getByTestId(menu).click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(words))
                .first()
                .click();
    }

    private String administrator(int tenant, String name) {
        return officer(tenant, name, "ADMINISTRATOR");
    }

    private String officer(int tenant, String name, String role) {
        var username = "it.measure." + System.nanoTime();
        province.post(
                        Api.tenant(tenant, "accounts"),
                        Map.of(
                                "username",
                                username,
                                "displayName",
                                name,
                                "displayNameEn",
                                name,
                                "password",
                                PASSWORD,
                                "roles",
                                List.of(Map.of("tenant", tenant, "role", role))))
                .expect(201);
        return username;
    }

    /** A transfer of 1.2 million, wholly paid, between parties of the place. */
    private static String registered(Api administrator, int tenant) {
        var contract = SampleContract.between("措施试验", Party.enterprise(tenant), Party.enterprise(tenant))
                .registeredOn("2024-05-06")
                .with("signedOn", "2024-05-01")
                .with("contractAmount", "1200000.00")
                .with("technologyAmount", "1200000.00")
                .with("affiliatedParties", "否")
                .with("landedInProvince", "是")
                .with("titleTransferred", "是")
                .received("2024-07-01", "1200000.00");
        administrator.succeeded(administrator
                .upload(tenant, "measure.csv", SampleContract.csv(contract), "ALL_OR_NOTHING")
                .expect(202));
        return administrator
                .read(Api.tenant(tenant, "contracts?q=" + contract.provider.creditCode()))
                .path("items")
                .path(0)
                .path("id")
                .asText();
    }

    @Test
    @DisplayName(
            "in the browser: each family is composed, saved, tried, enacted by the second administrator, and paid to the fen")
    void families(LongjiServer.Running longji) {
        var writer = administrator(HEIHE, "起草");
        var second = administrator(HEIHE, "施行");
        var author = new Api(longji.anonymous().signIn(writer, PASSWORD));
        var officer = new Api(longji.anonymous().signIn(second, PASSWORD));
        var contract = registered(author, HEIHE);
        try (var browser = new Browser(longji.base())) {
            var page = browser.signedIn(writer, PASSWORD);
            for (var family : FAMILIES) {
                var draft = compose(page, HEIHE, family);
                enact(author, officer, HEIHE, family.id(), draft);
            }
            assertThat(browser.complaints()).isEmpty();
        }
        author.assess(HEIHE, 2024);
        for (var family : FAMILIES) {
            var decided = author.all(
                            Api.tenant(HEIHE, "entitlements?year=2024&policy=" + family.id() + "&contract=" + contract))
                    .get(0);
            var letter = author.read(
                    Api.tenant(HEIHE, "entitlements/" + decided.path("id").asText()));
            if (family.amount().isEmpty()) {
                // What a claim must state is asked for, never guessed.
                assertThat(letter.toString()).as(family.id()).contains("INVOICED");
            } else {
                assertThat(decided.path("entitledAmount").asText())
                        .as(family.id())
                        .isEqualTo(family.amount());
                assertThat(letter.toString()).as(family.id()).contains("黑河试验〔2024〕1号");
            }
        }
    }

    private static String compose(Page page, int tenant, Family family) {
        page.navigate("/t/" + tenant + "/policies");
        page.getByTestId("measure-new").click();
        page.getByTestId("measure-zh").fill("措施 " + family.id());
        page.getByTestId("measure-en").fill("Measure " + family.id());
        page.getByTestId("measure-id").fill(family.id());
        page.getByTestId("template-" + family.template()).click();
        stands(page, "start");
        page.getByTestId("measure-begin").click();
        page.getByTestId("draft-version").fill("2024");
        page.getByTestId("draft-document").fill("黑河试验〔2024〕1号");
        page.getByTestId("draft-article").fill("第一条");
        page.getByTestId("draft-from").fill("2024-01-01");
        page.getByTestId("draft-from").press("Enter");
        family.composing().fill(page);
        PlaywrightAssertions.assertThat(page.getByTestId("compose-state")).hasText("没有问题");
        stands(page, family.id());
        shot(page, family.id());
        page.getByTestId("draft-save").click();
        page.waitForURL("**/drafts/*");
        PlaywrightAssertions.assertThat(page.getByTestId("draft-backtest")).isEnabled();
        var address = page.url();
        return address.substring(address.lastIndexOf('/') + 1);
    }

    private static void enact(Api author, Api officer, int tenant, String policy, String draft) {
        var path = "policies/" + policy;
        author.succeeded(author.post(
                        Api.tenant(tenant, path + "/backtests"),
                        Map.of("years", List.of(2024), "scenarios", List.of(Map.of("draft", draft))))
                .expect(202));
        officer.send("POST", Api.tenant(tenant, path + "/drafts/" + draft + "/enactment"), "", "If-Match", "\"1\"")
                .expect(200)
                .path("reassessments")
                .forEach(id -> officer.succeeded(officer.read(Api.tenant(tenant, "jobs/" + id.asText()))));
    }

    /** A contract an enterprise of the place sold. */
    private static SampleContract sold(Party seller, int tenant, String day, String amount) {
        return SampleContract.between("年度试验", seller, Party.enterprise(tenant))
                .registeredOn(day)
                .with("signedOn", day)
                .with("contractAmount", amount)
                .with("technologyAmount", amount)
                .received(day, "1000.00");
    }

    @Test
    @DisplayName(
            "a growth award of a city is tried, enacted and decided for an enterprise's whole year, from its contracts of two years")
    void years(LongjiServer.Running longji) throws java.io.IOException {
        var policy = "it-growth-award";
        var author = new Api(longji.anonymous().signIn(administrator(HEIHE, "起草"), PASSWORD));
        var officer = new Api(longji.anonymous().signIn(administrator(HEIHE, "施行"), PASSWORD));
        var seller = Party.enterprise(HEIHE);
        author.succeeded(author.upload(
                        HEIHE,
                        "years.csv",
                        SampleContract.csv(
                                sold(seller, HEIHE, "2023-03-01", "6000000.00"),
                                sold(seller, HEIHE, "2023-09-01", "4000000.00"),
                                sold(seller, HEIHE, "2024-02-01", "7000000.00"),
                                sold(seller, HEIHE, "2024-05-01", "5000000.00"),
                                sold(seller, HEIHE, "2024-11-01", "3000123.45")),
                        "ALL_OR_NOTHING")
                .expect(202));
        var file = Files.readString(
                        Path.of("../../tenants-config/heilongjiang/harbin/samples/harbin-growth-award.yaml"))
                .replace("harbin-growth-award", policy)
                .replace("tenant: 230100", "tenant: " + HEIHE);
        var draft = author.post(
                        Api.tenant(HEIHE, "policies/" + policy + "/drafts"), Map.of("file", Map.of("text", file)))
                .expect(201)
                .path("id")
                .asText();
        var backtests = Api.tenant(HEIHE, "policies/" + policy + "/backtests");
        var tried = author.succeeded(author.post(
                        backtests, Map.of("years", List.of(2024), "scenarios", List.of(Map.of("draft", draft))))
                .expect(202));
        var backtest = backtests + "/" + tried.path("id").asText();
        // (15,000,123.45 - 10,000,000.00) x 0.5%, half up; the demonstration's enterprises of the place get theirs.
        var change = author.all(backtest + "/changes").stream()
                .filter(one -> one.path("applicantName").asText().equals(seller.name()))
                .findFirst()
                .orElseThrow();
        assertThat(change.path("contractId").isTextual()).isFalse();
        assertThat(change.path("after").asText()).isEqualTo("25000.62");

        enact(author, officer, HEIHE, policy, draft);
        officer.assess(HEIHE, 2024);
        var all = officer.all(Api.tenant(HEIHE, "entitlements?year=2024&status=ENTITLED&policy=" + policy));
        assertThat(new java.math.BigDecimal(author.read(backtest)
                        .path("scenarios")
                        .path(0)
                        .path("result")
                        .path("figures")
                        .path("years")
                        .path(0)
                        .path("cost")
                        .asText()))
                .isEqualByComparingTo(all.stream()
                        .map(one -> new java.math.BigDecimal(
                                one.path("entitledAmount").asText()))
                        .reduce(java.math.BigDecimal.ZERO, java.math.BigDecimal::add));
        var decided = all.stream()
                .filter(one -> one.path("beneficiary").path("name").asText().equals(seller.name()))
                .toList();
        assertThat(decided).singleElement().satisfies(one -> {
            assertThat(one.path("contractId").isTextual()).isFalse();
            assertThat(one.path("tenant").asInt()).isEqualTo(HEIHE);
            assertThat(one.path("entitledAmount").asText()).isEqualTo("25000.62");
        });
        var path = "entitlements/" + decided.get(0).path("id").asText();
        assertThat(officer.post(Api.tenant(HEIHE, path + "/recomputation"), "")
                        .expect(200)
                        .path("identical")
                        .asBoolean())
                .isTrue();
        assertThat(officer.get(Api.tenant(HEIHE, path + "/letter")).raw().body())
                .startsWith("%PDF");
        daqing.get(Api.tenant(HEIHE, path)).problem(404, "TENANT_NOT_FOUND");
        try (var browser = new Browser(longji.base())) {
            var page = browser.signedIn(administrator(HEIHE, "查看"), PASSWORD);
            page.navigate("/t/" + HEIHE + "/entitlements?year=2024&status=ENTITLED");
            PlaywrightAssertions.assertThat(page.getByTestId("entitlement-applicant")
                            .filter(new Locator.FilterOptions().setHasText(seller.name())))
                    .isVisible();
            stands(page, "years list");
            shot(page, "years-list");
            page.navigate("/t/" + HEIHE + "/" + path);
            PlaywrightAssertions.assertThat(page.getByTestId("letter")).containsText("2024 年度整体");
            stands(page, "years letter");
            shot(page, "years-letter");
            page.navigate("/t/" + HEIHE + "/policies/" + policy + "/backtests/"
                    + tried.path("id").asText());
            PlaywrightAssertions.assertThat(page.getByTestId("backtest-changes"))
                    .containsText(seller.name());
            shot(page, "years-backtest");
            page.evaluate("localStorage.setItem('longji.locale', 'en')");
            page.navigate("/t/" + HEIHE + "/" + path);
            PlaywrightAssertions.assertThat(page.getByTestId("letter")).containsText("whole year 2024");
            shot(page, "years-letter-en");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "an amount that the clause leaves to the bureau is proposed by one officer, approved by another, and due")
    void amountLeftOpen(LongjiServer.Running longji) {
        var policy = "it-open-award";
        var author = new Api(longji.anonymous().signIn(administrator(HEIHE, "起草"), PASSWORD));
        var second = new Api(longji.anonymous().signIn(administrator(HEIHE, "施行"), PASSWORD));
        var contract = registered(author, HEIHE);
        var file = FILE.substring(0, FILE.indexOf("    definition:"))
                        .replace("it-file-award", policy)
                        .replace("tenant: 230100", "tenant: " + HEIHE)
                        .replace("2031-01-01", "2024-01-01")
                + """
                    definition:
                      pays: PROVIDER
                      parameters: {low: {unit: CNY, label: {zh: 下限, en: Least}}, high: {unit: CNY, label: {zh: 上限, en: Most}}}
                      inputs: {decided: {type: MONEY, label: {zh: 核定金额, en: Amount set}}}
                      amount:
                        - {discretion: decided, least: $low, most: $high, by: {zh: 局务会, en: the bureau}}
                    parameters: {low: "10000.00", high: "50000.00"}
                """;
        var draft = author.post(
                        Api.tenant(HEIHE, "policies/" + policy + "/drafts"), Map.of("file", Map.of("text", file)))
                .expect(201)
                .path("id")
                .asText();
        enact(author, second, HEIHE, policy, draft);
        author.assess(HEIHE, 2024);
        var path = "entitlements/"
                + author.all(Api.tenant(HEIHE, "entitlements?year=2024&policy=" + policy + "&contract=" + contract))
                        .get(0)
                        .path("id")
                        .asText();
        var reviewer = officer(HEIHE, "审核", "REVIEWER");
        var finance = officer(HEIHE, "财务", "FINANCE");
        try (var browser = new Browser(longji.base())) {
            var page = browser.signedIn(reviewer, PASSWORD);
            page.navigate("/t/" + HEIHE + "/" + path);
            page.getByTestId("amount-proposed").fill("50000.01");
            page.getByTestId("amount-reason").fill("示例：贡献突出");
            page.getByTestId("propose-amount").click();
            PlaywrightAssertions.assertThat(page.getByTestId("set-amount"))
                    .containsText("金额须在 10,000.00 – 50,000.00 元之内");
            page.getByTestId("amount-proposed").fill("30000");
            page.getByTestId("propose-amount").click();
            PlaywrightAssertions.assertThat(page.getByTestId("determination")).containsText("30,000.00");
            page.getByTestId("approve-amount").click();
            PlaywrightAssertions.assertThat(page.getByTestId("set-amount")).containsText("须由另一人审批");
            stands(page, "amount proposed");
            shot(page, "amount-proposed");
            page.evaluate("sessionStorage.clear()");
            page.navigate("/t/" + HEIHE + "/" + path);
            Browser.enter(page, finance, PASSWORD);
            page.getByTestId("approve-amount").click();
            PlaywrightAssertions.assertThat(page.getByTestId("determination")).containsText("已审批");
            PlaywrightAssertions.assertThat(page.getByTestId("letter"))
                    .containsText(
                            "应享 30,000.00 元",
                            new com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions()
                                    .setTimeout(20_000));
            stands(page, "amount approved");
            shot(page, "amount-approved");
        }
        var decided = author.read(Api.tenant(HEIHE, path));
        assertThat(decided.path("entitledAmount").asText()).isEqualTo("30000.00");
        assertThat(decided.path("determinations")).hasSize(1);
        assertThat(author.post(Api.tenant(HEIHE, path + "/recomputation"), "")
                        .expect(200)
                        .path("identical")
                        .asBoolean())
                .isTrue();
        assertThat(author.get(Api.tenant(HEIHE, path + "/letter")).raw().body()).startsWith("%PDF");
    }

    @Test
    @DisplayName(
            "what is about a claim cannot be tried on the register: the page says so, and enactment is acknowledged")
    void claims(LongjiServer.Running longji) {
        var policy = "it-claim-award";
        var writer = administrator(SUIHUA, "起草");
        var author = new Api(longji.anonymous().signIn(writer, PASSWORD));
        var second = administrator(SUIHUA, "施行");
        var officer = new Api(longji.anonymous().signIn(second, PASSWORD));
        var file = FILE.replace("it-file-award", policy)
                .replace("tenant: 230100", "tenant: " + SUIHUA)
                .replace(
                        "pays: PROVIDER",
                        "subject: CLAIM\n      pays: APPLICANT\n      inputs:\n        premium: {type: MONEY, label: {zh: 保费, en: Premium}}")
                .replace("of: received.year", "of: premium");
        var draft = author.post(
                        Api.tenant(SUIHUA, "policies/" + policy + "/drafts"), Map.of("file", Map.of("text", file)))
                .expect(201)
                .path("id")
                .asText();
        var backtests = Api.tenant(SUIHUA, "policies/" + policy + "/backtests");
        var tried = author.succeeded(author.post(
                        backtests, Map.of("years", List.of(2024), "scenarios", List.of(Map.of("draft", draft))))
                .expect(202));
        var scenario = author.read(backtests + "/" + tried.path("id").asText())
                .path("scenarios")
                .path(0);
        assertThat(scenario.path("untried").asText()).isEqualTo("CLAIM");
        assertThat(scenario.path("result").isObject()).isFalse();
        var enactment = Api.tenant(SUIHUA, "policies/" + policy + "/drafts/" + draft + "/enactment");
        assertThat(officer.read(enactment).path("obstacles").toString()).contains("BACKTEST_UNTRIED");
        officer.send("POST", enactment, "", "If-Match", "\"1\"").problem(409, "BACKTEST_UNTRIED");
        try (var browser = new Browser(longji.base())) {
            var page = browser.signedIn(second, PASSWORD);
            page.navigate("/t/" + SUIHUA + "/policies/" + policy + "/backtests/"
                    + tried.path("id").asText());
            PlaywrightAssertions.assertThat(page.getByTestId("backtest-untried"))
                    .containsText("不表示成本为零");
            PlaywrightAssertions.assertThat(page.getByTestId("backtest-not-tried"))
                    .hasText("未试算");
            stands(page, "untried");
            shot(page, "untried");
            page.navigate("/t/" + SUIHUA + "/policies/" + policy + "/drafts/" + draft);
            page.getByTestId("draft-enact").click();
            PlaywrightAssertions.assertThat(page.getByTestId("enact-ok")).isDisabled();
            page.getByTestId("accept-untried").check();
            shot(page, "untried-enact");
            page.getByTestId("enact-ok").click();
            page.waitForURL("**/policies/" + policy);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "form and file are one draft: faults stand at the field and at the line, and nothing is lost in between")
    void bothWays(LongjiServer.Running longji) {
        var writer = administrator(SUIHUA, "起草");
        try (var browser = new Browser(longji.base())) {
            var page = browser.signedIn(writer, PASSWORD);
            page.navigate("/t/" + SUIHUA + "/policies/new");
            page.getByTestId("measure-sample").click();
            option(page, "企业吸纳技术补助");
            PlaywrightAssertions.assertThat(page.getByTestId("measure-read")).containsText("可以读入");
            page.getByTestId("measure-id").fill("suihua-subsidy");
            page.getByTestId("measure-begin").click();
            PlaywrightAssertions.assertThat(page.getByTestId("compose-state")).hasText("没有问题");
            shot(page, "sample");
            stands(page, "sample");
            page.getByTestId("compose-view").getByText("文件（YAML）").click();
            var file = page.getByTestId("compose-file");
            PlaywrightAssertions.assertThat(file).hasValue(java.util.regex.Pattern.compile("counted"));
            var text = file.inputValue();
            file.fill(text.replace("recipient.size in", "recipient.syze in"));
            PlaywrightAssertions.assertThat(page.getByTestId("compose-faults")).containsText("recipient.syze");
            stands(page, "file");
            shot(page, "file");
            page.getByTestId("compose-view").getByText("表单").click();
            PlaywrightAssertions.assertThat(page.getByTestId("section-figures")).containsText("recipient.syze");
            PlaywrightAssertions.assertThat(page.getByTestId("fault/figures/small"))
                    .isVisible();
            page.getByTestId("compose-view").getByText("文件（YAML）").click();
            PlaywrightAssertions.assertThat(file).hasValue(text.replace("recipient.size in", "recipient.syze in"));
            file.fill(text + "  oops");
            page.getByTestId("compose-view").getByText("表单").click();
            PlaywrightAssertions.assertThat(page.getByText("放弃文字，回到表单")).isVisible();
            PlaywrightAssertions.assertThat(file).hasValue(text + "  oops");
            file.fill(text);
            PlaywrightAssertions.assertThat(page.getByTestId("compose-state")).hasText("没有问题");
            page.getByTestId("draft-save").click();
            page.waitForURL("**/drafts/*");
            page.evaluate("localStorage.setItem('longji.locale', 'en')");
            page.reload();
            PlaywrightAssertions.assertThat(page.getByTestId("compose-state")).hasText("Nothing wrong");
            stands(page, "english");
            shot(page, "english");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void stands(Page page, String where) {
        assertThat(Browser.barriers(page)).as(where).isEmpty();
    }

    private static void shot(Page page, String name) {
        var folder = System.getProperty("longji.shots");
        if (folder != null) {
            page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of(folder, name + ".png")));
            assertThat(Files.exists(Path.of(folder, name + ".png"))).isTrue();
        }
    }
}
