package org.longji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.server.Api.HARBIN;
import static org.longji.server.Api.PROVINCE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.longji.server.SampleContract.Party;

/** A city makes a version of its own, without a programmer: from the copy of the province's to the letter of an entitlement. */
@ExtendWith(LongjiServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A policy version from its draft to the letter")
class PolicyIT {

    private static final String POLICY = "policies/buyer-subsidy-2024";

    /** Jixi, where no other test counts what the province's own version gives. */
    private static final int JIXI = 230300;

    private static final int HEGANG = 230400;
    private static final String PASSWORD = "policy-it-password";

    private Api author;
    private Api officer;
    private Api province;

    @BeforeAll
    void officers(LongjiServer.Running longji) {
        province = Api.as(longji, "province.admin");
        author = new Api(longji.anonymous().signIn(administrator(JIXI, "起草"), PASSWORD));
        officer = new Api(longji.anonymous().signIn(administrator(JIXI, "施行"), PASSWORD));
    }

    private String administrator(int tenant, String name) {
        var username = "it.policy." + System.nanoTime();
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
                                List.of(Map.of("tenant", tenant, "role", "ADMINISTRATOR"))))
                .expect(201);
        return username;
    }

    /** A contract that the subsidy is made for, with two million paid. */
    private static void registered(Api administrator, int tenant, int year) {
        var contract = SampleContract.between("市级政策试验", Party.university(tenant), Party.enterprise(tenant))
                .registeredOn(year + "-05-06")
                .with("signedOn", year + "-05-01")
                .with("affiliatedParties", "否")
                .with("landedInProvince", "是")
                .with("titleTransferred", "是")
                .received(year + "-07-01", "2000000.00");
        administrator.succeeded(administrator
                .upload(tenant, "policy.csv", SampleContract.csv(contract), "ALL_OR_NOTHING")
                .expect(202));
    }

    @Test
    @DisplayName("draft, refusal by the rail, back-test, enactment by the second administrator, assessment, letter")
    void wholePath() {
        registered(author, JIXI, 2024);
        author.assess(JIXI, 2024);

        var created = author.post(
                Api.tenant(JIXI, POLICY + "/drafts"),
                Map.of("copy", Map.of("tenant", PROVINCE, "version", "2024", "name", "鸡西2024", "from", "2024-01-01")));
        var draft = created.expect(201);
        var path = Api.tenant(JIXI, POLICY + "/drafts/" + draft.path("id").asText());
        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        var form = (ObjectNode) draft.path("form").deepCopy();
        form.put("document", "示例（平台演示）");
        form.put("article", "示例条款");

        rate(form, "0.41");
        author.put(path, form).problem(428, "PRECONDITION_REQUIRED");
        var refused = author.put(path, form, "If-Match", "\"1\"").problem(422, "OUTSIDE_RAILS");
        assertThat(refused.path("errors").path(0).path("field").asText()).isEqualTo("parameters.rate");
        assertThat(refused.path("errors").path(0).path("message").asText()).contains("0.20", "0.40", "示例条款一");
        assertThat(refused.path("errors").path(0).path("messageEn").asText()).contains("between 0.20 and 0.40");
        ((ObjectNode) form.path("parameters").path("rate").path(0)).put("document", "示例（平台演示）");
        rate(form, "0.35");
        author.put(path, form, "If-Match", "\"1\"").expect(200);
        author.put(path, form, "If-Match", "\"1\"").problem(412, "STALE_VERSION");

        officer.send("POST", path + "/enactment", "", "If-Match", "\"2\"").problem(409, "BACKTEST_MISSING");
        var order = Map.of(
                "years",
                List.of(2024, 2025),
                "budgets",
                Map.of("2024", "500000.00"),
                "scenarios",
                List.of(
                        Map.of("draft", draft.path("id").asText()),
                        Map.of("name", "30%", "draft", draft.path("id").asText(), "values", Map.of("rate", "0.30"))));
        author.post(Api.tenant(JIXI, POLICY + "/backtests"), Map.of("years", List.of(), "scenarios", List.of()))
                .problem(422, "INVALID_FIELDS");
        var job = author.succeeded(
                author.post(Api.tenant(JIXI, POLICY + "/backtests"), order).expect(202));
        assertThat(job.path("counts").path("contracts").asLong()).isPositive();
        var test = author.read(
                Api.tenant(JIXI, POLICY + "/backtests/" + job.path("id").asText()));
        var result = test.path("scenarios").path(0).path("result");
        assertThat(result.path("budget").path("yearsOver").asInt()).isEqualTo(1);
        assertThat(result.path("budget").path("worstYear").asInt()).isEqualTo(2024);
        assertThat(test.path("scenarios").path(1).path("hash").asText())
                .isNotEqualTo(test.path("scenarios").path(0).path("hash").asText());
        var winner =
                author
                        .all(Api.tenant(
                                JIXI, POLICY + "/backtests/" + job.path("id").asText() + "/changes"))
                        .stream()
                        .filter(change -> change.path("contractTitle").asText().equals("市级政策试验"))
                        .findFirst()
                        .orElseThrow();
        assertThat(winner.path("before").asText()).isEqualTo("400000.00");
        assertThat(winner.path("after").asText()).isEqualTo("700000.00");
        assertThat(winner.path("decided").asText()).isEqualTo("400000.00");

        author.send("POST", path + "/enactment", "", "If-Match", "\"2\"").problem(403, "ANOTHER_ADMINISTRATOR");
        province.send("POST", path + "/enactment", "", "If-Match", "\"2\"").problem(403, "NOT_PERMITTED");
        var preview = officer.read(path + "/enactment");
        assertThat(preview.path("obstacles")).isEmpty();
        assertThat(preview.path("decidedYears").path(0).asInt()).isEqualTo(2024);
        var enacted = officer.send("POST", path + "/enactment", "", "If-Match", "\"2\"")
                .expect(200);
        enacted.path("reassessments")
                .forEach(id -> officer.succeeded(officer.read(Api.tenant(JIXI, "jobs/" + id.asText()))));
        author.get(path).problem(404, "NOT_FOUND");

        var decided = author.all(Api.tenant(
                        JIXI,
                        "entitlements?year=2024&policy=buyer-subsidy-2024&contract="
                                + winner.path("contractId").asText()))
                .get(0);
        assertThat(decided.path("entitledAmount").asText()).isEqualTo("700000.00");
        assertThat(decided.path("policyVersion").asText()).isEqualTo("鸡西2024");
        var letter = author.read(
                Api.tenant(JIXI, "entitlements/" + decided.path("id").asText()));
        assertThat(letter.toString()).contains("示例（平台演示）", "0.35");

        var law = author.read(Api.tenant(JIXI, POLICY)).path("line");
        assertThat(law.path("inForce").path("tenant").asInt()).isEqualTo(JIXI);
        assertThat(law.path("inForce").path("enactedBy").asText()).isEqualTo("施行");
        JsonNode elsewhere =
                Api.tree(province.get(Api.tenant(HARBIN, POLICY)).raw().body());
        assertThat(elsewhere.path("line").path("inForce").path("tenant").asInt())
                .isEqualTo(PROVINCE);
        officer.put(
                        Api.tenant(JIXI, POLICY + "/versions/%E9%B8%A1%E8%A5%BF2024/end"),
                        Map.of("until", "2099-12-31"),
                        "If-Match",
                        "\"1\"")
                .expect(200);
        assertThat(province.all(Api.tenant(JIXI, "journal")).stream()
                        .map(entry -> entry.path("action").asText()))
                .contains(
                        "POLICY_DRAFTED",
                        "POLICY_DRAFT_CHANGED",
                        "BACKTEST_ORDERED",
                        "BACKTEST_COMPLETED",
                        "POLICY_ENACTED",
                        "POLICY_ENDED");
    }

    private static void rate(ObjectNode form, String rate) {
        ((ObjectNode) form.path("parameters").path("rate").path(0)).put("value", rate);
    }

    @Test
    @DisplayName("tightening a rail names the versions it would break, and is refused until confirmed")
    void railsOverHttp() {
        var rails = Api.tenant(PROVINCE, "policies/plan-buyer-subsidy/rails");
        var form = Map.of(
                "parameter",
                "rate",
                "locked",
                true,
                "from",
                "2018-01-01",
                "document",
                "示例",
                "article",
                "一",
                "confirmed",
                false);
        assertThat(province.post(rails + "/trial", form).expect(200).path("items"))
                .isEmpty();
        var rail = province.post(rails, form).expect(201);
        var path = rails + "/" + rail.path("id").asText();
        author.get(path.replace("/230000/", "/230300/")).problem(404, "NOT_FOUND");
        author.get(path).problem(404, "TENANT_NOT_FOUND");
        province.put(path, form, "If-Match", "\"7\"").problem(412, "STALE_VERSION");
        province.send("DELETE", path, "", "If-Match", "\"1\"").expect(204);
        var configured =
                province.read(Api.tenant(PROVINCE, POLICY)).path("rails").path(0);
        assertThat(configured.path("origin").asText()).isEqualTo("CONFIGURATION");
        province.send(
                        "DELETE",
                        Api.tenant(
                                PROVINCE,
                                POLICY + "/rails/" + configured.path("id").asText()),
                        "",
                        "If-Match",
                        "\"1\"")
                .problem(409, "FROM_CONFIGURATION");
    }

    @Test
    @DisplayName(
            "in the browser: copied, refused by the rail at its field, saved, tried, and enacted by the second administrator")
    void inTheBrowser(LongjiServer.Running longji) {
        var writer = administrator(HEGANG, "起草");
        var second = administrator(HEGANG, "施行");
        registered(new Api(longji.anonymous().signIn(writer, PASSWORD)), HEGANG, 2025);
        try (var browser = new Browser(longji.base())) {
            var page = browser.signedIn(writer, PASSWORD);
            page.navigate("/t/" + HEGANG + "/policies");
            PlaywrightAssertions.assertThat(page.getByTestId("policy-row").first())
                    .isVisible();
            stands(page, "list");
            page.navigate("/t/" + HEGANG + "/" + POLICY);
            page.getByTestId("policy-copy").first().click();
            page.getByTestId("copy-name").fill("鹤岗2025");
            page.getByTestId("copy-from").fill("2025-01-01");
            page.getByTestId("copy-from").press("Enter");
            stands(page, "copy");
            page.getByTestId("copy-ok").click();
            page.waitForURL("**/drafts/*");
            PlaywrightAssertions.assertThat(page.getByTestId("rail-of-rate")).containsText("0.40");
            page.getByTestId("value-rate-0").fill("0.41");
            page.getByTestId("draft-save").click();
            PlaywrightAssertions.assertThat(page.getByTestId("error-of-rate")).containsText("示例条款一");
            stands(page, "draft");
            page.getByTestId("value-rate-0").fill("0.35");
            page.getByTestId("draft-document").fill("示例（平台演示）");
            page.getByTestId("draft-article").fill("示例条款");
            page.getByTestId("draft-save").click();
            PlaywrightAssertions.assertThat(page.getByTestId("draft-backtest")).isEnabled();
            page.getByTestId("draft-backtest").click();
            page.getByTestId("budget-2025").fill("100000.00");
            stands(page, "order");
            page.getByTestId("backtest-run").click();
            page.waitForURL("**/backtests/*");
            PlaywrightAssertions.assertThat(page.getByTestId("backtest-result")).isVisible();
            PlaywrightAssertions.assertThat(page.getByTestId("backtest-figures"))
                    .isVisible();
            PlaywrightAssertions.assertThat(page.getByTestId("backtest-change").first())
                    .containsText("市级政策试验");
            stands(page, "result");

            page.navigate("/t/" + HEGANG + "/" + POLICY);
            var draft = page.getByTestId("policy-drafts").locator("a").first();
            var address = draft.getAttribute("href");
            draft.click();
            page.getByTestId("draft-enact").click();
            PlaywrightAssertions.assertThat(page.getByTestId("enact-ok")).isDisabled();

            var other = browser.signedIn(second, PASSWORD);
            other.navigate(address);
            other.getByTestId("draft-enact").click();
            PlaywrightAssertions.assertThat(other.getByTestId("enact-again")).containsText("2025");
            stands(other, "enactment");
            other.getByTestId("enact-ok").click();
            other.waitForURL("**/" + POLICY);
            PlaywrightAssertions.assertThat(other.getByTestId("policy-chain")).containsText("鹤岗2025");
            stands(other, "policy");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void stands(Page page, String where) {
        assertThat(Browser.barriers(page)).as(where).isEmpty();
    }
}
