package org.longji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.server.Api.DAQING;
import static org.longji.server.Api.HARBIN;
import static org.longji.server.Api.PROVINCE;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.longji.server.SampleContract.Party;

@ExtendWith(LongjiServer.class)
@DisplayName("Contracts about the same patents between the same parties are put before the registrar")
class SamePatentsIT {

    private static final String QUESTION = "ONCE-PATENTS";
    private static final String PATENT = "ZL200310102344.5";

    private final Party university = Party.university(HARBIN);
    private final Party enterprise = Party.enterprise(DAQING);
    private LongjiServer.Running longji;
    private Api harbin;
    private Api colleague;
    private Api daqing;
    private Api province;
    private int filed;

    @BeforeEach
    void signIn(LongjiServer.Running running) {
        longji = running;
        harbin = Api.as(longji, "harbin.registrar");
        colleague = Api.as(longji, "harbin.registrar2");
        daqing = Api.as(longji, "daqing.registrar");
        province = Api.as(longji, "province.admin");
    }

    private Map<String, Object> form(String title, Party provider, Party recipient, String signedOn, String patents) {
        var form = SampleContract.between(title, provider, recipient)
                .with("signedOn", signedOn)
                // Each of another amount, or it would be refused as the same record.
                .with("contractAmount", 900_000 + ++filed + ".00")
                .with("technologyAmount", "800000.00")
                .form();
        form.put("particulars", Map.of("fields", Map.of("patents", patents)));
        return form;
    }

    private static String path(JsonNode contract, String rest) {
        return Api.tenant(
                contract.path("tenant").asInt(),
                "contracts/" + contract.path("id").asText() + rest);
    }

    private JsonNode draft(String title, String signedOn, String patents) {
        return harbin.post(Api.tenant(HARBIN, "contracts"), form(title, university, enterprise, signedOn, patents))
                .expect(201);
    }

    private JsonNode submitted(String title, String signedOn, String patents) {
        return harbin.post(path(draft(title, signedOn, patents), "/submission"), "")
                .expect(200);
    }

    private JsonNode accepted(String title, String signedOn, String patents) {
        return colleague
                .post(path(submitted(title, signedOn, patents), "/acceptance"), "")
                .expect(200);
    }

    /** Examined and, where other contracts stand in the way, answered as another one. */
    private JsonNode registered(String title, String signedOn, String patents) {
        var contract = accepted(title, signedOn, patents);
        answerTheRest(contract);
        if (hits(contract).size() > 0) {
            answer(contract, "YES", "示例：另一份合同").expect(200);
        }
        return colleague.post(path(contract, "/registration"), "{}").expect(200);
    }

    /** The university of Harbin buys from the enterprise of Daqing: the same pair the other way round. */
    private JsonNode registeredAtDaqing(String title, String patents) {
        var administrator = Api.as(longji, "daqing.admin");
        var contract = administrator
                .post(Api.tenant(DAQING, "contracts"), form(title, enterprise, university, "2026-03-02", patents))
                .expect(201);
        administrator.post(path(contract, "/submission"), "").expect(200);
        daqing.post(path(contract, "/acceptance"), "").expect(200);
        daqing.examined(contract);
        return daqing.post(path(contract, "/registration"), "{}").expect(200);
    }

    private JsonNode asked(JsonNode contract) {
        for (var line : colleague.read(path(contract, "/examination")).path("answers")) {
            if (line.path("question").asText().equals(QUESTION)) {
                return line;
            }
        }
        return Api.tree("{\"hits\": []}");
    }

    private JsonNode hits(JsonNode contract) {
        return asked(contract).path("hits");
    }

    private Api.Reply answer(JsonNode contract, String value, String evidence) {
        return colleague.put(
                path(contract, "/examination"),
                Map.of(
                        "answers",
                        List.of(Map.of(
                                "question",
                                QUESTION,
                                "answer",
                                value,
                                "evidence",
                                evidence,
                                "about",
                                hits(contract).findValuesAsText("mark")))));
    }

    private void answerTheRest(JsonNode contract) {
        var answers = new ArrayList<Map<String, String>>();
        for (var line : colleague.read(path(contract, "/examination")).path("answers")) {
            if (!line.path("question").asText().equals(QUESTION)) {
                answers.add(Map.of("question", line.path("question").asText(), "answer", "YES"));
            }
        }
        colleague
                .put(path(contract, "/examination"), Map.of("answers", answers))
                .expect(200);
    }

    @Test
    @DisplayName("within a tenant by name, and again when another one turns up after the answer")
    void withinATenant() {
        var first = registered("专利查重甲", "2026-03-01", PATENT);
        var second = accepted("专利查重乙", "2026-03-02", "US10,123,456B2、ＺＬ　２００３　１　０１０２３４４．５");
        assertThat(hits(second)).hasSize(1);
        var hit = hits(second).path(0);
        assertThat(hit.path("contractId").asText()).isEqualTo(first.path("id").asText());
        assertThat(hit.path("title").asText()).isEqualTo("专利查重甲");
        assertThat(hit.path("numbers").path(0).asText()).isEqualTo("CN200310102344");

        answerTheRest(second);
        var incomplete = colleague.post(path(second, "/registration"), "{}").problem(409, "EXAMINATION_INCOMPLETE");
        assertThat(incomplete.path("errors").findValuesAsText("field")).containsExactly("answers." + QUESTION);
        answer(second, "YES", "").problem(422, "INVALID_FIELDS");
        answer(second, "NOT_APPLICABLE", "示例").problem(422, "INVALID_FIELDS");
        answer(second, "YES", "示例：许可期限不同").expect(200);

        // Filed later, it waits for the registrar of its own; registered first, it counts here too.
        var third = accepted("专利查重丙", "2026-03-03", PATENT);
        answerTheRest(third);
        answer(third, "YES", "示例：另一地域的许可").expect(200);
        colleague.post(path(third, "/registration"), "{}").expect(200);
        assertThat(asked(second).path("answer").isNull()).isTrue();
        assertThat(asked(second).path("evidence").asText()).isEqualTo("示例：许可期限不同");
        colleague.post(path(second, "/registration"), "{}").problem(409, "EXAMINATION_INCOMPLETE");
        answer(second, "NO", "示例：与甲为同一份").expect(200);
        colleague.post(path(second, "/registration"), "{}").problem(409, "EXAMINATION_FAILED");
        colleague.post(path(second, "/refusal"), "{}").expect(200);
        assertThat(asked(second).path("answeredBy").asText()).isNotBlank();
    }

    @Test
    @DisplayName("across the walls as one that is there, without its id, title, parties or amount")
    void acrossTheWalls() {
        var other = registeredAtDaqing("大庆专利合同", PATENT);
        var contract = accepted("哈尔滨专利合同", "2026-03-02", "200310102344");
        assertThat(hits(contract)).hasSize(1);
        var told = colleague.get(path(contract, "/examination"));
        assertThat(told.raw().body())
                .doesNotContain(
                        other.path("id").asText(),
                        "大庆专利合同",
                        other.path("registrationNumber").asText(),
                        other.path("contractAmount").asText(),
                        enterprise.name(),
                        "230600");
        var hit = hits(contract).path(0);
        assertThat(hit.path("level").asText()).isEqualTo("PREFECTURE");
        for (var field : List.of("contractId", "tenant", "title", "status", "registrationNumber", "signedOn")) {
            assertThat(hit.path(field).isNull()).as(field).isTrue();
        }
        assertThat(hit.path("numbers")).isEmpty();
        var above = province.read(
                Api.tenant(PROVINCE, "contracts/" + contract.path("id").asText() + "/examination"));
        assertThat(above.toString()).contains(other.path("id").asText(), "大庆专利合同");
        answerTheRest(contract);
        colleague.post(path(contract, "/registration"), "{}").problem(409, "EXAMINATION_INCOMPLETE");
        answer(contract, "YES", "示例：大庆一份为反向许可").expect(200);
        colleague.post(path(contract, "/registration"), "{}").expect(200);
    }

    @Test
    @DisplayName("until the same day two years later, and no longer once refused or cancelled; drafts never")
    void whatCounts() {
        draft("草稿不计", "2026-03-02", PATENT);
        var early = registered("两年前", "2024-03-02", PATENT);
        assertThat(hits(accepted("满两年", "2026-03-02", PATENT))).hasSize(1);
        var beyond = accepted("超过两年", "2026-03-03", PATENT);
        assertThat(hits(beyond).findValuesAsText("contractId"))
                .doesNotContain(early.path("id").asText());

        colleague
                .post(path(beyond, "/refusal"), Map.of("reasons", List.of(Map.of("code", "X", "text", "示例：当事人撤回"))))
                .expect(200);
        var change = harbin.post(path(early, "/changes"), Map.of("kind", "CANCELLATION", "reason", "示例"))
                .expect(201);
        var later = accepted("注销之前", "2026-03-01", PATENT);
        assertThat(hits(later).findValuesAsText("contractId"))
                .contains(early.path("id").asText())
                .doesNotContain(beyond.path("id").asText());
        colleague
                .post(path(early, "/changes/" + change.path("number").asInt() + "/approval"), "{}")
                .expect(200);
        assertThat(hits(later).findValuesAsText("contractId"))
                .doesNotContain(early.path("id").asText());
    }

    @Test
    @DisplayName("before an amendment that names their patents is approved")
    void amendment() {
        var first = registered("变更查重甲", "2026-03-01", PATENT);
        var form = form("变更查重乙", university, enterprise, "2026-03-02", "US10,123,456B2");
        var drafted = harbin.post(Api.tenant(HARBIN, "contracts"), form).expect(201);
        harbin.post(path(drafted, "/submission"), "").expect(200);
        var second = colleague.post(path(drafted, "/acceptance"), "").expect(200);
        assertThat(hits(second)).isEmpty();
        answerTheRest(second);
        colleague.post(path(second, "/registration"), "{}").expect(200);

        var amended = new HashMap<>(form);
        amended.put("particulars", Map.of("fields", Map.of("patents", "ZL200310102344.6")));
        var asked = Map.of("kind", "AMENDMENT", "reason", "示例", "contract", amended);
        assertThat(harbin.post(path(second, "/changes"), asked)
                        .problem(422, "INVALID_FIELDS")
                        .path("errors")
                        .findValuesAsText("field"))
                .containsExactly("contract.particulars.fields.patents");
        amended.put("particulars", Map.of("fields", Map.of("patents", PATENT)));
        var change = "/changes/"
                + harbin.post(path(second, "/changes"), asked)
                        .expect(201)
                        .path("number")
                        .asInt();
        var hits = colleague.read(path(second, change + "/same-patents")).path("items");
        assertThat(hits.findValuesAsText("contractId"))
                .containsExactly(first.path("id").asText());
        var refused = colleague.post(path(second, change + "/approval"), "{}").problem(409, "SAME_PATENTS");
        assertThat(refused.path("errors").findValuesAsText("field")).containsExactly("notTheSame");
        var answer = Map.of("about", hits.findValuesAsText("mark"), "reason", "示例：另一份许可");
        var approved = colleague
                .post(path(second, change + "/approval"), Map.of("notTheSame", answer))
                .expect(200);
        assertThat(approved.path("notTheSame").path("reason").asText()).isEqualTo("示例：另一份许可");
        assertThat(approved.path("decidedBy").asText()).isNotBlank();
        // Amended once more without touching its patents, it is not asked about again.
        amended.put("title", "变更查重乙（二）");
        var again = "/changes/"
                + harbin.post(path(second, "/changes"), asked)
                        .expect(201)
                        .path("number")
                        .asInt();
        assertThat(colleague
                        .read(path(second, again + "/same-patents"))
                        .path("items")
                        .isEmpty())
                .isTrue();
        colleague.post(path(second, again + "/approval"), "{}").expect(200);
    }

    @Test
    @DisplayName("on the page of the examination, which keeps nobody out")
    void page() {
        registeredAtDaqing("大庆页面查重", PATENT);
        var first = registered("页面查重甲", "2026-03-01", PATENT);
        var contract = accepted("页面查重乙", "2026-03-02", PATENT);
        try (var browser = new Browser(longji.base())) {
            Page page = browser.signedIn("harbin.registrar2", longji.demoPassword());
            page.navigate("/t/" + HARBIN + "/contracts/" + contract.path("id").asText() + "/examination");
            var question = page.getByTestId("question-" + QUESTION);
            var link = question.getByRole(AriaRole.LINK);
            PlaywrightAssertions.assertThat(link).hasText("页面查重甲");
            PlaywrightAssertions.assertThat(link)
                    .hasAttribute(
                            "href",
                            "/t/" + HARBIN + "/contracts/" + first.path("id").asText());
            PlaywrightAssertions.assertThat(question).containsText("其他市（地）的登记机构另有一份，您无权查看。");
            PlaywrightAssertions.assertThat(question).not().containsText("大庆");
            assertThat(Browser.barriers(page)).isEmpty();
            page.getByTestId("rest-yes").click();
            page.locator(".ant-popconfirm .ant-btn-primary").click();
            PlaywrightAssertions.assertThat(page.getByTestId("question-G1")).hasClass("question YES");
            PlaywrightAssertions.assertThat(question).hasClass("question OPEN");
            question.getByText("不是同一份", new Locator.GetByTextOptions().setExact(true))
                    .click();
            var reason = page.getByTestId("evidence-" + QUESTION);
            reason.fill("示例：另一份许可，期限不同");
            reason.blur();
            PlaywrightAssertions.assertThat(question).containsText("哈尔滨市登记员二");
            assertThat(asked(contract).path("answer").asText()).isEqualTo("YES");
            assertThat(Browser.barriers(page)).isEmpty();
            assertThat(browser.complaints()).isEmpty();
        }
    }
}
