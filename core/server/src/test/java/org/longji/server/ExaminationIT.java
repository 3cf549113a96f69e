package org.longji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.server.Api.HARBIN;
import static org.longji.server.Api.PROVINCE;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.longji.server.SampleContract.Party;

@ExtendWith(LongjiServer.class)
@DisplayName("A registrar examines by the checklist, in time, with experts where the rules ask for them")
class ExaminationIT {

    private static final Party SELLER = new Party("12230103FGF1LYQP3T", "哈尔滨松江大学（演示）", "UNIVERSITY", 230103);

    private Api seller;
    private Api registrar;
    private Api second;
    private Api administrator;
    private List<Api> experts;

    @BeforeEach
    void signIn(LongjiServer.Running longji) {
        seller = Api.as(longji, "applicant.seller");
        registrar = Api.as(longji, "harbin.registrar");
        second = Api.as(longji, "harbin.registrar2");
        administrator = Api.as(longji, "harbin.admin");
        experts = List.of(
                Api.as(longji, "province.expert1"),
                Api.as(longji, "province.expert2"),
                Api.as(longji, "province.expert3"));
    }

    private static String path(JsonNode contract, String rest) {
        return Api.tenant(HARBIN, "contracts/" + contract.path("id").asText() + rest);
    }

    private JsonNode accepted(String amount) {
        var contract = seller.post(
                        Api.tenant(HARBIN, "contracts"),
                        SampleContract.between("认定核对试验", SELLER, Party.enterprise(HARBIN))
                                .with("signedOn", "2026-03-02")
                                .with("contractAmount", amount)
                                .with("technologyAmount", amount)
                                .form())
                .expect(201);
        seller.post(path(contract, "/submission"), "").expect(200);
        return registrar.post(path(contract, "/acceptance"), "").expect(200);
    }

    private static Map<String, Object> answer(String question, String value, String evidence) {
        return Map.of("answers", List.of(Map.of("question", question, "answer", value, "evidence", evidence)));
    }

    private static List<String> questions(JsonNode examination) {
        return StreamSupport.stream(examination.path("answers").spliterator(), false)
                .map(line -> line.path("question").asText())
                .toList();
    }

    @Test
    @DisplayName("the rules of 2026 give fifteen working days and the questions of the contract's own type")
    void regimeAndClock() {
        var contract = accepted("1500000.00");
        var examination = registrar.read(path(contract, "/examination"));
        assertThat(contract.path("regime").asText()).isEqualTo("REG-2026");
        assertThat(examination.path("regime").asText()).isEqualTo("REG-2026");
        assertThat(examination.path("uncertain").asBoolean()).isTrue();
        assertThat(questions(examination))
                .contains("G1", "G11", "TRA-MASTERED")
                .doesNotContain("DEV-GOAL", "SER-PROBLEM");
        assertThat(contract.path("decisionDue").asText())
                .isEqualTo(examination.path("dueOn").asText())
                .isGreaterThan(contract.path("acceptedOn").asText());
        var regimes = registrar.read(Api.tenant(HARBIN, "registration-regimes")).path("items");
        assertThat(regimes.findValuesAsText("regime")).containsExactly("REG-2026", "REG-2000");
        assertThat(regimes.path(1).path("until").asText()).isEqualTo("2026-02-28");
        var waiting = registrar.read(Api.tenant(HARBIN, "inbox")).path("items");
        assertThat(waiting.findValuesAsText("subjectId"))
                .contains(contract.path("id").asText());
    }

    @Test
    @DisplayName(
            "a no with its evidence returns the filing with a letter; filed again, only the doubtful is asked anew")
    void correction() {
        var contract = accepted("1500000.00");
        var examination = path(contract, "/examination");
        registrar.put(examination, answer("G4", "NO", "")).problem(422, "INVALID_FIELDS");
        registrar.put(examination, answer("NOPE", "YES", "x")).problem(422, "INVALID_FIELDS");
        seller.put(examination, answer("G4", "YES", "x")).problem(403, "NOT_PERMITTED");
        seller.get(examination).problem(403, "NOT_PERMITTED");
        var before = registrar.examined(contract);
        registrar
                .put(examination, answer("G4", "NO", "名称为开发，内容为转让"), "If-Match", "\"1\"")
                .problem(412, "STALE_VERSION");
        registrar
                .put(
                        examination,
                        answer("G4", "NO", "名称为开发，内容为转让"),
                        "If-Match",
                        "\"" + before.path("version").asInt() + "\"")
                .expect(200);
        registrar.post(path(contract, "/registration"), "{}").problem(409, "EXAMINATION_FAILED");
        registrar.post(path(contract, "/correction"), "{\"words\":\"请更正合同名称\"}").expect(200);
        var returned = seller.read(path(contract, ""));
        assertThat(returned.path("status").asText()).isEqualTo("RETURNED");
        assertThat(returned.path("acceptedOn").isNull()).isTrue();
        var letter = seller.read(path(contract, "/letters")).path("items").path(0);
        assertThat(letter.path("kind").asText()).isEqualTo("CORRECTION");
        assertThat(letter.path("reasons")).hasSize(1);
        assertThat(letter.path("reasons").path(0).path("text").asText()).contains("名称为开发，内容为转让");
        assertThat(letter.path("answerBy").asText())
                .isEqualTo(returned.path("decisionDue").asText());
        assertThat(seller.read(Api.tenant(HARBIN, "inbox")).path("items").findValuesAsText("kind"))
                .contains("CONTRACT_RETURNED");
        assertThat(seller.read(Api.tenant(HARBIN, "inbox/notices"))
                        .path("items")
                        .path(0)
                        .path("kind")
                        .asText())
                .isEqualTo("CONTRACT_RETURNED");

        seller.post(path(contract, "/submission"), "").expect(200);
        second.post(path(contract, "/acceptance"), "").expect(200);
        var again = second.read(examination);
        assertThat(again.path("round").asInt()).isEqualTo(2);
        assertThat(again.path("open").asInt()).isEqualTo(1);
        second.put(examination, answer("G4", "YES", "已更正")).expect(200);
        assertThat(second.post(path(contract, "/registration"), "{}")
                        .expect(200)
                        .path("status")
                        .asText())
                .isEqualTo("REGISTERED");
    }

    @Test
    @DisplayName("a surplus of carriers must leave the technology amount before the contract is registered")
    void surplus() {
        var contract = accepted("1500000.00");
        registrar.examined(contract);
        registrar
                .put(path(contract, "/examination"), answer("G7", "NO", "设备五套"))
                .expect(200);
        registrar.post(path(contract, "/registration"), "{}").problem(422, "SURPLUS_NOT_SPLIT");
        var registered = registrar
                .post(path(contract, "/registration"), "{\"assessedTechnologyAmount\":\"900000.00\"}")
                .expect(200);
        assertThat(registered.path("nonTechnologyCost").asText()).isEqualTo("600000.00");
    }

    @Test
    @DisplayName("the reasons of a refusal come from the checklist; what was returned and not corrected can be refused")
    void refusal() {
        var contract = accepted("1500000.00");
        registrar
                .put(path(contract, "/examination"), answer("G5", "NO", "第八条禁止受让方改进"))
                .expect(200);
        registrar.post(path(contract, "/refusal"), "{}").expect(200);
        var refused = seller.read(path(contract, ""));
        assertThat(refused.path("refusalReasons").path(0).path("code").asText()).isEqualTo("G5");
        assertThat(seller.read(path(contract, "/letters"))
                        .path("items")
                        .path(0)
                        .path("kind")
                        .asText())
                .isEqualTo("REFUSAL");
        var idle = accepted("1500000.00");
        registrar.post(path(idle, "/correction"), "{}").problem(422, "NO_REASON");
        registrar
                .post(path(idle, "/correction"), "{\"reasons\":[{\"code\":\"G2\",\"text\":\"缺公章\"}]}")
                .expect(200);
        registrar
                .post(path(idle, "/refusal"), "{\"reasons\":[{\"code\":\"G2\",\"text\":\"逾期未补正\"}]}")
                .expect(200);
        assertThat(seller.read(path(idle, "")).path("status").asText()).isEqualTo("REFUSED");
    }

    @Test
    @DisplayName("from five million on, inclusive, three experts are heard, each seeing what was referred alone")
    void experts() {
        var large = accepted("5000000.00");
        registrar.examined(large);
        registrar.post(path(large, "/registration"), "{}").problem(409, "EXPERTS_NEEDED");
        var chosen = new ArrayList<String>();
        registrar
                .read(Api.tenant(HARBIN, "experts"))
                .path("items")
                .forEach(expert -> chosen.add(expert.path("account").asText()));
        assertThat(chosen).hasSize(3);
        registrar
                .post(path(large, "/expert-review"), Map.of("experts", chosen.subList(0, 2)))
                .problem(422, "INVALID_FIELDS");
        var referred = registrar
                .post(path(large, "/expert-review"), Map.of("experts", chosen))
                .expect(200);
        assertThat(referred.path("dueOn").asText())
                .isGreaterThan(large.path("decisionDue").asText());
        registrar.post(path(large, "/registration"), "{}").problem(409, "WRONG_STATUS");

        var review = Api.tenant(HARBIN, "expert-reviews/" + large.path("id").asText());
        var other = accepted("1500000.00");
        for (var expert : experts) {
            expert.get(path(large, "")).problem(403, "NOT_PERMITTED");
            expert.get(Api.tenant(HARBIN, "contracts")).problem(403, "NOT_PERMITTED");
            expert.get(Api.tenant(HARBIN, "expert-reviews/" + other.path("id").asText()))
                    .problem(404, "NOT_FOUND");
            assertThat(expert.read(Api.tenant(PROVINCE, "inbox")).path("items").findValuesAsText("subjectId"))
                    .contains(large.path("id").asText());
            expert.put(review + "/opinion", "{\"opinion\":\"OPPOSE\"}").problem(422, "INVALID_FIELDS");
            expert.put(review + "/opinion", "{\"opinion\":\"OPPOSE\",\"reasons\":\"方案已为双方掌握\"}")
                    .expect(200);
        }
        assertThat(registrar.read(path(large, "")).path("status").asText()).isEqualTo("ACCEPTED");
        experts.get(0)
                .put(review + "/opinion", "{\"opinion\":\"SUPPORT\",\"reasons\":\"改变看法\"}")
                .problem(409, "WRONG_STATUS");
        registrar.post(path(large, "/registration"), "{}").problem(422, "DEVIATION_UNEXPLAINED");
        registrar
                .post(path(large, "/registration"), "{\"deviation\":\"补充检索证明具有创新内容\"}")
                .expect(200);
        assertThat(registrar
                        .read(path(large, "/examination"))
                        .path("opinions")
                        .path(0)
                        .path("reasons")
                        .asText())
                .isEqualTo("方案已为双方掌握");
        // One fen below the threshold no expert is needed, unless somebody disputes it.
        var below = accepted("4999999.99");
        registrar.examined(below);
        registrar.post(path(below, "/expert-review"), Map.of("experts", chosen)).problem(422, "INVALID_FIELDS");
        registrar.post(path(below, "/registration"), "{}").expect(200);
    }

    @Test
    @DisplayName("two registrars' decisions are sampled, judged blind and compared")
    void quality() {
        var contract = accepted("1500000.00");
        registrar.examined(contract);
        var registered = registrar.post(path(contract, "/registration"), "{}").expect(200);
        var round = administrator
                .post(
                        Api.tenant(HARBIN, "quality-rounds"),
                        "{\"from\":\"2026-01-01\",\"until\":\"2099-12-31\",\"casesPerRegistrar\":200}")
                .expect(201);
        var report = Api.tenant(HARBIN, "quality-rounds/" + round.path("id").asText());
        assertThat(administrator.read(report).path("overall").path("cases").asInt())
                .isZero();
        var blind = StreamSupport.stream(
                        second.read(Api.tenant(HARBIN, "blind-cases"))
                                .path("items")
                                .spliterator(),
                        false)
                .filter(one -> one.path("title").asText().equals("认定核对试验"))
                .findFirst()
                .orElseThrow();
        assertThat(blind.toString())
                .doesNotContain(registered.path("registrationNumber").asText(), SELLER.name());
        var judgement = Api.tenant(HARBIN, "blind-cases/" + blind.path("id").asText() + "/judgement");
        second.put(judgement, "{\"outcome\":\"REGISTER\",\"type\":\"TRANSFER\",\"technologyAmount\":\"1500000.00\"}")
                .expect(200);
        second.put(judgement, "{\"outcome\":\"REFUSE\",\"reasons\":[{\"code\":\"G3\",\"text\":\"x\"}]}")
                .problem(409, "ALREADY_JUDGED");
        registrar.get(report).problem(403, "NOT_PERMITTED");
        assertThat(administrator.read(report).path("overall").path("agreed").asInt())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("inbox, examination and quality pages keep nobody out")
    void pages(LongjiServer.Running longji) {
        var decided = accepted("1500000.00");
        registrar.examined(decided);
        registrar.post(path(decided, "/registration"), "{}").expect(200);
        var contract = accepted("1500000.00");
        var round = administrator
                .post(
                        Api.tenant(HARBIN, "quality-rounds"),
                        "{\"from\":\"2026-01-01\",\"until\":\"2099-12-31\",\"casesPerRegistrar\":1}")
                .expect(201);
        try (var browser = new Browser(longji.base())) {
            var officer = browser.signedIn("harbin.registrar", longji.demoPassword());
            stands(officer, "inbox", "认定核对试验");
            stands(officer, "contracts/" + contract.path("id").asText() + "/examination", "G11");
            var admin = browser.signedIn("harbin.admin", longji.demoPassword());
            stands(admin, "quality", "Cohen’s kappa");
            stands(admin, "quality/" + round.path("id").asText(), "kappa");
            stands(admin, "agencies", "登记机构");
            stands(admin, "journal", "受理合同");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void stands(Page page, String path, String words) {
        page.navigate("/t/" + HARBIN + "/" + path);
        PlaywrightAssertions.assertThat(page.locator("main").last()).containsText(words);
        assertThat(Browser.barriers(page)).as(path).isEmpty();
    }
}
