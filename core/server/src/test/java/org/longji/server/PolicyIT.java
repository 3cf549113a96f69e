package org.longji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.server.Api.DAQING;
import static org.longji.server.Api.HARBIN;
import static org.longji.server.Api.PROVINCE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

    private Api author;
    private Api officer;
    private Api province;

    @BeforeAll
    void officers(LongjiServer.Running longji) {
        author = Api.as(longji, "harbin.admin");
        officer = Api.as(longji, "harbin.admin2");
        province = Api.as(longji, "province.admin");
    }

    @Test
    @DisplayName("draft, refusal by the rail, back-test, enactment by the second administrator, assessment, letter")
    void wholePath() {
        var contract = SampleContract.between("市级政策试验", Party.university(HARBIN), Party.enterprise(HARBIN))
                .registeredOn("2024-05-06")
                .with("signedOn", "2024-05-01")
                .with("affiliatedParties", "否")
                .with("landedInProvince", "是")
                .with("titleTransferred", "是")
                .received("2024-07-01", "2000000.00");
        author.succeeded(author.upload(HARBIN, "policy.csv", SampleContract.csv(contract), "ALL_OR_NOTHING")
                .expect(202));
        author.assess(HARBIN, 2024);

        var created = author.post(
                Api.tenant(HARBIN, POLICY + "/drafts"),
                Map.of("copy", Map.of("tenant", PROVINCE, "version", "2024", "name", "哈尔滨2024", "from", "2024-01-01")));
        var draft = created.expect(201);
        var path = Api.tenant(HARBIN, POLICY + "/drafts/" + draft.path("id").asText());
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
        author.post(Api.tenant(HARBIN, POLICY + "/backtests"), Map.of("years", List.of(), "scenarios", List.of()))
                .problem(422, "INVALID_FIELDS");
        var job = author.succeeded(
                author.post(Api.tenant(HARBIN, POLICY + "/backtests"), order).expect(202));
        assertThat(job.path("counts").path("contracts").asLong()).isPositive();
        var test = author.read(
                Api.tenant(HARBIN, POLICY + "/backtests/" + job.path("id").asText()));
        var result = test.path("scenarios").path(0).path("result");
        assertThat(result.path("budget").path("yearsOver").asInt()).isEqualTo(1);
        assertThat(result.path("budget").path("worstYear").asInt()).isEqualTo(2024);
        assertThat(test.path("scenarios").path(1).path("hash").asText())
                .isNotEqualTo(test.path("scenarios").path(0).path("hash").asText());
        var winner =
                author
                        .all(Api.tenant(
                                HARBIN, POLICY + "/backtests/" + job.path("id").asText() + "/changes"))
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
        assertThat(preview.path("decidedYears").findValuesAsText("")).isEmpty();
        assertThat(preview.path("decidedYears").path(0).asInt()).isEqualTo(2024);
        var enacted = officer.send("POST", path + "/enactment", "", "If-Match", "\"2\"")
                .expect(200);
        enacted.path("reassessments")
                .forEach(id -> officer.succeeded(officer.read(Api.tenant(HARBIN, "jobs/" + id.asText()))));
        author.get(path).problem(404, "NOT_FOUND");

        var decided = author.all(Api.tenant(
                        HARBIN,
                        "entitlements?year=2024&policy=buyer-subsidy-2024&contract="
                                + winner.path("contractId").asText()))
                .get(0);
        assertThat(decided.path("entitledAmount").asText()).isEqualTo("700000.00");
        assertThat(decided.path("policyVersion").asText()).isEqualTo("哈尔滨2024");
        var letter = author.read(
                Api.tenant(HARBIN, "entitlements/" + decided.path("id").asText()));
        assertThat(letter.toString()).contains("示例（平台演示）", "0.35");

        var law = author.read(Api.tenant(HARBIN, POLICY)).path("line");
        assertThat(law.path("inForce").path("tenant").asInt()).isEqualTo(HARBIN);
        assertThat(law.path("inForce").path("enactedBy").asText()).contains("管理员二");
        JsonNode elsewhere =
                Api.tree(province.get(Api.tenant(DAQING, POLICY)).raw().body());
        assertThat(elsewhere.path("line").path("inForce").path("tenant").asInt())
                .isEqualTo(PROVINCE);
        officer.put(
                        Api.tenant(
                                HARBIN, POLICY + "/versions/哈尔滨2024/end".replace("哈尔滨", "%E5%93%88%E5%B0%94%E6%BB%A8")),
                        Map.of("until", "2099-12-31"),
                        "If-Match",
                        "\"1\"")
                .expect(200);
        assertThat(province.all(Api.tenant(HARBIN, "journal")).stream()
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
        author.get(path.replace("/230000/", "/230100/")).problem(404, "NOT_FOUND");
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
}
