package org.longji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.server.Api.DAQING;
import static org.longji.server.Api.HARBIN;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.longji.server.SampleContract.Party;

@ExtendWith(LongjiServer.class)
@DisplayName("A filing by the form of its type")
class FilingIT {

    private static final Party SELLER = new Party("12230103FGF1LYQP3T", "哈尔滨松江大学（演示）", "UNIVERSITY", 230103);

    private Api seller;
    private Api registrar;
    private Api harbin;

    @BeforeEach
    void signIn(LongjiServer.Running longji) {
        seller = Api.as(longji, "applicant.seller");
        registrar = Api.as(longji, "harbin.registrar");
        harbin = Api.as(longji, "harbin.admin");
    }

    private static Map<String, Object> item(String title, String reason, String priceClass, String amount) {
        return new HashMap<>(Map.of("title", title, "reason", reason, "priceClass", priceClass, "amount", amount));
    }

    private static Map<String, Object> dollars(String amount, String rate, String rateOn) {
        return new HashMap<>(Map.of(
                "title",
                "入门费",
                "reason",
                "TRANSFER_FEE",
                "priceClass",
                "TECH",
                "currency",
                "USD",
                "originalAmount",
                amount,
                "rate",
                rate,
                "rateSource",
                "CENTRAL_PARITY",
                "rateOn",
                rateOn));
    }

    /** A transfer of a patent by the seller to somebody new, its price in two items. */
    private static Map<String, Object> form(String title) {
        var form = SampleContract.between(title, SELLER, Party.enterprise(HARBIN))
                .with("signedOn", "2026-03-02")
                .form();
        form.remove("contractAmount");
        form.remove("declaredTechnologyAmount");
        form.put(
                "items",
                List.of(item("转让费", "TRANSFER_FEE", "TECH", "800000.00"), item("样机", "CARRIERS", "TECH", "200000.00")));
        return form;
    }

    private static String path(JsonNode contract, String rest) {
        return Api.tenant(HARBIN, "contracts/" + contract.path("id").asText() + rest);
    }

    private JsonNode draft(Map<String, Object> form) {
        return seller.post(Api.tenant(HARBIN, "contracts"), form).expect(201);
    }

    private JsonNode revise(JsonNode contract, Map<String, Object> form) {
        return seller.put(
                        path(contract, ""),
                        form,
                        "If-Match",
                        "\"" + contract.path("version").asInt() + "\"")
                .expect(200);
    }

    private static List<String> fields(JsonNode problem) {
        return problem.path("errors").findValuesAsText("field");
    }

    private List<String> refused(Map<String, Object> form) {
        return fields(seller.post(Api.tenant(HARBIN, "contracts"), form).problem(422, "INVALID_FIELDS"));
    }

    @Test
    @DisplayName("is a draft until it is complete, names what is missing, and is examined item by item")
    void fromDraftToNumber() {
        var form = form("按表填报试验");
        var drafted = draft(form);
        assertThat(drafted.path("contractAmount").asText()).isEqualTo("1000000.00");
        assertThat(drafted.path("declaredTechnologyAmount").asText()).isEqualTo("1000000.00");
        // The draft waits for its filer, on the list and whole.
        assertThat(seller.read(Api.tenant(HARBIN, "contracts?status=DRAFT&limit=200"))
                        .path("items")
                        .findValuesAsText("id"))
                .contains(drafted.path("id").asText());
        assertThat(seller.read(path(drafted, "")).path("items")).hasSize(2);

        var missing = fields(seller.post(path(drafted, "/submission"), "").problem(422, "INVALID_FIELDS"));
        assertThat(missing)
                .contains(
                        "expectedInvestment",
                        "expectedOutput",
                        "particulars.fields.patents",
                        "particulars.fields.technologyScope",
                        "attachments.CONTRACT_TEXT",
                        "attachments.IP_CERTIFICATE");
        assertThat(seller.read(path(drafted, "")).path("status").asText()).isEqualTo("DRAFT");

        form.put("expectedInvestment", "300000.00");
        form.put("expectedOutput", "5000000.00");
        form.put("planSource", "省级计划");
        form.put(
                "particulars",
                Map.of("fields", Map.of("patents", "ZL200310102344.5", "technologyScope", "寒地玉米育种方法全部权利")));
        var revised = revise(drafted, form);
        seller.put(
                        path(drafted, ""),
                        form,
                        "If-Match",
                        "\"" + drafted.path("version").asInt() + "\"")
                .problem(412, "STALE_VERSION");
        var id = drafted.path("id").asText();
        for (var kind : List.of("CONTRACT_TEXT", "IP_CERTIFICATE")) {
            seller.attach(HARBIN, id, kind, kind + ".txt", (kind + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8))
                    .expect(201);
        }
        assertThat(fields(seller.post(path(drafted, "/submission"), "").problem(422, "INVALID_FIELDS")))
                .containsExactly("attachments.PLAN_APPROVAL");
        seller.attach(
                        HARBIN,
                        id,
                        "PLAN_APPROVAL",
                        "立项.txt",
                        UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8))
                .expect(201);
        seller.post(path(revised, "/submission"), "").expect(200);

        var accepted = registrar.post(path(drafted, "/acceptance"), "").expect(200);
        var item = path(accepted, "/items/2/assessment");
        var tag = "\"" + accepted.path("version").asInt() + "\"";
        registrar.put(item, "{\"priceClass\":\"NON_TECH\"}", "If-Match", tag).problem(422, "INVALID_FIELDS");
        seller.put(item, "{\"priceClass\":\"NON_TECH\",\"reason\":\"自评\"}", "If-Match", tag)
                .problem(403, "NOT_PERMITTED");
        registrar
                .put(
                        path(accepted, "/items/9/assessment"),
                        "{\"priceClass\":\"NON_TECH\",\"reason\":\"无此项\"}",
                        "If-Match",
                        tag)
                .problem(404, "NOT_FOUND");
        var assessed = registrar
                .put(item, "{\"priceClass\":\"NON_TECH\",\"reason\":\"超出合理数量\"}", "If-Match", tag)
                .expect(200);
        assertThat(assessed.path("items").path(1).path("assessedClass").asText())
                .isEqualTo("NON_TECH");
        registrar.examined(accepted);
        registrar
                .post(path(accepted, "/registration"), "{\"assessedTechnologyAmount\":\"900000.00\"}")
                .problem(422, "INVALID_FIELDS");
        var registered = registrar.post(path(accepted, "/registration"), "{}").expect(200);
        assertThat(registered.path("assessedTechnologyAmount").asText()).isEqualTo("800000.00");
        assertThat(registered.path("nonTechnologyCost").asText()).isEqualTo("200000.00");
        assertThat(registered.path("contractAmount").asText()).isEqualTo("1000000.00");
    }

    @Test
    @DisplayName("whose items do not add up, or whose rate is of tomorrow, is refused at the field")
    void amounts() {
        var wrongSum = form("分项不符试验");
        wrongSum.put("contractAmount", "1000000.01");
        wrongSum.put("declaredTechnologyAmount", "999999.00");
        assertThat(refused(wrongSum)).containsExactlyInAnyOrder("contractAmount", "declaredTechnologyAmount");

        var foreign = form("外币试验");
        // 100,000.01 times 7.12345 is 712,345.0712345
        foreign.put("items", List.of(dollars("100000.01", "7.12345", "2026-03-02")));
        var drafted = draft(foreign);
        assertThat(drafted.path("contractAmount").asText()).isEqualTo("712345.07");
        assertThat(drafted.path("originalCurrency").asText()).isEqualTo("USD");
        assertThat(drafted.path("originalContractAmount").asText()).isEqualTo("100000.01");

        var tomorrow = form("明日汇率试验");
        tomorrow.put("items", List.of(dollars("100.00", "7.1", "2099-01-01")));
        assertThat(refused(tomorrow)).containsExactly("items[0].rateOn");

        var wrongYuan = form("折算试验");
        var mistaken = dollars("100.00", "7.1", "2026-03-02");
        mistaken.put("amount", "711.00");
        wrongYuan.put("items", List.of(mistaken));
        assertThat(refused(wrongYuan)).containsExactly("items[0].amount");

        var mixed = form("两种货币试验");
        mixed.put(
                "items", List.of(dollars("100.00", "7.1", "2026-03-02"), item("设备", "EQUIPMENT", "NON_TECH", "5.00")));
        assertThat(refused(mixed)).contains("items[1].currency");

        var future = form("签订日期试验");
        future.put("signedOn", "2099-01-01");
        assertThat(refused(future)).containsExactly("signedOn");
    }

    private static Map<String, Object> further(Party party, String share) {
        var further = new LinkedHashMap<>(party.form());
        further.put("share", share);
        return further;
    }

    @Test
    @DisplayName("of several parties shares out exactly a hundred percent, and none of them decides it")
    void shares() {
        var form = form("多方合同试验");
        var other = Party.university(HARBIN);
        form.put(
                "particulars",
                Map.of("providerShare", "66.6667", "furtherProviders", List.of(further(other, "33.3332"))));
        assertThat(refused(form)).containsExactly("particulars.providerShare");
        var mistyped = new LinkedHashMap<>(further(other, "33.3333"));
        mistyped.put(
                "creditCode",
                other.creditCode().substring(0, 17) + (other.creditCode().endsWith("1") ? "2" : "1"));
        form.put("particulars", Map.of("providerShare", "66.6667", "furtherProviders", List.of(mistyped)));
        assertThat(refused(form)).containsExactly("particulars.furtherProviders[0].creditCode");
        form.put(
                "particulars",
                Map.of("providerShare", "66.6667", "furtherProviders", List.of(further(other, "33.3333"))));
        var drafted = draft(form);
        assertThat(drafted.path("particulars")
                        .path("furtherProviders")
                        .path(0)
                        .path("share")
                        .asText())
                .isEqualTo("33.3333");

        var broker = form("中介试验");
        broker.put("particulars", Map.of("intermediaryCode", SELLER.creditCode(), "intermediaryFee", "5000.00"));
        assertThat(refused(broker)).containsExactly("intermediary");
        broker.put("intermediary", "某技术转移中心");
        assertThat(draft(broker).path("particulars").path("intermediaryFee").asText())
                .isEqualTo("5000.00");
    }

    @Test
    @DisplayName("belongs to the provider's own region")
    void region() {
        var drafted = harbin.post(
                        Api.tenant(HARBIN, "contracts"),
                        SampleContract.between("外地登记试验", Party.university(DAQING), Party.enterprise(HARBIN))
                                .form())
                .expect(201);
        assertThat(fields(harbin.post(path(drafted, "/submission"), "").problem(422, "INVALID_FIELDS")))
                .containsExactly("provider.division");
    }

    @Test
    @DisplayName("is filled in by a form that follows its type and the day")
    void form() {
        var licence = seller.read(Api.tenant(HARBIN, "registration-regimes/form?type=LICENSING&subtype=31"));
        assertThat(licence.path("regime").asText()).isEqualTo("REG-2026");
        assertThat(licence.path("fields").findValuesAsText("id")).contains("licenceKind", "patents");
        assertThat(licence.path("codeLists").path("ipClass")).isNotEmpty();
        var training =
                seller.read(Api.tenant(HARBIN, "registration-regimes/form?type=SERVICE&subtype=53&on=2026-02-28"));
        assertThat(training.path("regime").asText()).isEqualTo("REG-2000");
        assertThat(training.path("buyerFilesImports").asBoolean()).isFalse();
        assertThat(training.path("fields").findValuesAsText("id")).contains("trainees");
        seller.get(Api.tenant(HARBIN, "registration-regimes/form?type=SERVICE&subtype=53&on=heute"))
                .problem(422, "INVALID_FIELDS");
    }

    @Test
    @DisplayName("of a secret contract is refused, told where to go, and leaves nothing behind")
    void secret() {
        var form = form("涉密试验" + UUID.randomUUID());
        form.put("secret", true);
        var problem = seller.post(Api.tenant(HARBIN, "contracts"), form).problem(422, "SECRET_CONTRACT");
        assertThat(problem.toString()).contains("线下");
        var title = (String) form.get("title");
        assertThat(harbin.read(Api.tenant(HARBIN, "contracts?q=" + title)).path("items"))
                .isEmpty();
        assertThat(harbin.get(Api.tenant(HARBIN, "journal?limit=200")).raw().body())
                .doesNotContain(title);
    }

    @Test
    @DisplayName("is thrown away while a draft, and stays once it was submitted")
    void discarded() {
        var drafted = draft(form("弃稿试验"));
        seller.attach(
                        HARBIN,
                        drafted.path("id").asText(),
                        "CONTRACT_TEXT",
                        "弃.txt",
                        UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8))
                .expect(201);
        seller.send("DELETE", path(drafted, ""), "").problem(428, "PRECONDITION_REQUIRED");
        seller.send("DELETE", path(drafted, ""), "", "If-Match", "\"99\"").problem(412, "STALE_VERSION");
        var tag = "\"" + drafted.path("version").asInt() + "\"";
        seller.send("DELETE", path(drafted, ""), "", "If-Match", tag).expect(204);
        seller.get(path(drafted, "")).problem(404, "NOT_FOUND");

        var filed = SampleContract.between("不可弃试验", SELLER, Party.enterprise(HARBIN))
                .with("signedOn", "2026-03-03")
                .form();
        var submitted = draft(filed);
        var now = seller.post(path(submitted, "/submission"), "").expect(200);
        seller.send(
                        "DELETE",
                        path(submitted, ""),
                        "",
                        "If-Match",
                        "\"" + now.path("version").asInt() + "\"")
                .problem(409, "WRONG_STATUS");
    }
}
