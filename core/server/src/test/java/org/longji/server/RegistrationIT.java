package org.longji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.server.Api.DAQING;
import static org.longji.server.Api.HARBIN;
import static org.longji.server.Api.PROVINCE;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.longji.server.SampleContract.Party;

@ExtendWith(LongjiServer.class)
@DisplayName("A contract is filed, accepted, and registered or refused, once in the province")
class RegistrationIT {

    private static final Party SELLER = new Party("12230103FGF1LYQP3T", "哈尔滨松江大学（演示）", "UNIVERSITY", 230103);
    private static final Party BUYER = new Party("91230604EWNG4M6U05", "大庆北辰装备有限公司（演示）", "ENTERPRISE", 230604);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Api seller;
    private Api buyer;
    private Api registrar;
    private Api administrator;

    @BeforeEach
    void signIn(LongjiServer.Running longji) {
        seller = Api.as(longji, "applicant.seller");
        buyer = Api.as(longji, "applicant.buyer");
        registrar = Api.as(longji, "harbin.registrar");
        administrator = Api.as(longji, "harbin.admin");
    }

    /** A contract of the two demo applicants that nobody filed yet. */
    private static Map<String, Object> form() {
        return SampleContract.between("认定登记接口试验", SELLER, BUYER)
                .with("signedOn", "2026-03-02")
                .with(
                        "contractAmount",
                        (2_000_000 + System.currentTimeMillis() % 1_000_000 + NUMBER.incrementAndGet()) + ".00")
                .with("technologyAmount", "1500000.00")
                .form();
    }

    private static String path(JsonNode contract, String rest) {
        return Api.tenant(
                contract.path("tenant").asInt(),
                "contracts/" + contract.path("id").asText() + rest);
    }

    private JsonNode draft() {
        return seller.post(Api.tenant(HARBIN, "contracts"), form()).expect(201);
    }

    private JsonNode accepted() {
        var contract = draft();
        seller.post(path(contract, "/submission"), "").expect(200);
        var accepted = registrar.post(path(contract, "/acceptance"), "").expect(200);
        registrar.examined(accepted);
        return accepted;
    }

    @Test
    @DisplayName("from the seller's draft to a number of sixteen digits; each side sees what it may")
    void throughToTheNumber() {
        var drafted = seller.post(Api.tenant(HARBIN, "contracts"), form());
        var contract = drafted.expect(201);
        assertThat(contract.path("status").asText()).isEqualTo("DRAFT");
        assertThat(drafted.header("ETag"))
                .isEqualTo("\"" + contract.path("version").asInt() + "\"");
        assertThat(drafted.header("Location")).endsWith(path(contract, ""));
        buyer.get(path(contract, "")).problem(404, "NOT_FOUND");
        buyer.get(path(contract, "/receipts")).problem(404, "NOT_FOUND");

        var submitted = seller.post(path(contract, "/submission"), "").expect(200);
        assertThat(submitted.path("status").asText()).isEqualTo("SUBMITTED");
        assertThat(buyer.read(path(contract, "")).path("status").asText()).isEqualTo("SUBMITTED");
        assertThat(registrar
                        .post(path(contract, "/acceptance"), "")
                        .expect(200)
                        .path("status")
                        .asText())
                .isEqualTo("ACCEPTED");
        registrar.post(path(contract, "/registration"), "{}").problem(409, "EXAMINATION_INCOMPLETE");
        registrar.examined(contract);
        var registered = registrar
                .post(
                        path(contract, "/registration"),
                        "{\"assessedTechnologyAmount\":\"1200000.00\",\"approvedTechnologyIncome\":\"1100000.00\"}")
                .expect(200);
        assertThat(registered.path("status").asText()).isEqualTo("REGISTERED");
        assertThat(registered.path("registrationNumber").asText()).matches("2301\\d{2}20\\d{2}\\d{6}");
        assertThat(registered.path("declaredTechnologyAmount").asText()).isEqualTo("1500000.00");
        assertThat(registered.path("assessedTechnologyAmount").asText()).isEqualTo("1200000.00");
        assertThat(registered.path("approvedTechnologyIncome").asText()).isEqualTo("1100000.00");
        assertThat(registered.path("registeredOn").asText()).isNotBlank();

        var steps = StreamSupport.stream(
                        administrator.all(Api.tenant(HARBIN, "journal")).spliterator(), false)
                .filter(entry -> entry.path("subjectId")
                        .asText()
                        .equals(contract.path("id").asText()))
                .toList();
        assertThat(steps.stream().map(entry -> entry.path("action").asText()))
                .containsExactly("CONTRACT_REGISTERED", "CONTRACT_ACCEPTED", "CONTRACT_SUBMITTED", "CONTRACT_DRAFTED");
        assertThat(steps.get(0).path("actor").asText()).isEqualTo("harbin.registrar");
        assertThat(steps.get(0).path("before").toString()).contains("ACCEPTED");
        assertThat(steps.get(0).path("after").toString())
                .contains(registered.path("registrationNumber").asText());
        assertThat(steps.get(3).path("actor").asText()).isEqualTo("applicant.seller");
        var verified = administrator.read(Api.tenant(HARBIN, "journal/verification"));
        assertThat(verified.path("intact").asBoolean()).isTrue();
        assertThat(verified.path("entries").asInt()).isPositive();
    }

    @Test
    @DisplayName("nobody decides a case of their own, nor takes a step that is not due")
    void ownCaseAndWrongState() {
        var own = registrar
                .post(
                        Api.tenant(HARBIN, "contracts"),
                        SampleContract.inHarbin("登记员自行录入")
                                .with("signedOn", "2026-03-02")
                                .form())
                .expect(201);
        registrar.post(path(own, "/acceptance"), "").problem(409, "WRONG_STATUS");
        registrar.post(path(own, "/submission"), "").expect(200);
        registrar.post(path(own, "/acceptance"), "").problem(403, "OWN_CASE");

        var contract = draft();
        var tooEarly = registrar.post(path(contract, "/registration"), "{}").problem(409, "WRONG_STATUS");
        assertThat(tooEarly.path("detailEn").asText()).doesNotContainPattern("\\p{IsHan}");
        assertThat(tooEarly.path("detail").asText()).contains("草稿");
        seller.post(path(contract, "/acceptance"), "").problem(403, "NOT_PERMITTED");
        administrator.post(path(contract, "/acceptance"), "").problem(403, "NOT_PERMITTED");
        seller.post(path(contract, "/submission"), "").expect(200);
        seller.post(path(contract, "/submission"), "").problem(409, "WRONG_STATUS");
        var late = new HashMap<>(form());
        var version = seller.get(path(contract, "")).header("ETag");
        seller.put(path(contract, ""), late, "If-Match", version).problem(409, "WRONG_STATUS");
        assertThat(seller.read(path(contract, "")).path("status").asText()).isEqualTo("SUBMITTED");
    }

    @Test
    @DisplayName("a stale version is refused, a change without one too; nothing changes by either")
    void optimisticLocking() {
        var form = new HashMap<>(form());
        var created = seller.post(Api.tenant(HARBIN, "contracts"), form);
        var contract = created.expect(201);
        form.put("title", "改过的名称");
        seller.put(path(contract, ""), form).problem(428, "PRECONDITION_REQUIRED");
        var revised = seller.put(path(contract, ""), form, "If-Match", created.header("ETag"));
        assertThat(revised.expect(200).path("title").asText()).isEqualTo("改过的名称");
        assertThat(revised.header("ETag")).isNotEqualTo(created.header("ETag"));
        form.put("title", "第二个人的名称");
        seller.put(path(contract, ""), form, "If-Match", created.header("ETag")).problem(412, "STALE_VERSION");
        seller.post(path(contract, "/submission"), "", "If-Match", created.header("ETag"))
                .problem(412, "STALE_VERSION");
        var now = seller.read(path(contract, ""));
        assertThat(now.path("title").asText()).isEqualTo("改过的名称");
        assertThat(now.path("status").asText()).isEqualTo("DRAFT");
    }

    @Test
    @DisplayName("one contract is recorded once in the province, also when two tenants file it at the same instant")
    void onceInTheProvince(LongjiServer.Running longji) throws Exception {
        var daqing = Api.as(longji, "daqing.registrar");
        var form = form();
        seller.post(Api.tenant(HARBIN, "contracts"), form).expect(201);
        var told = daqing.post(Api.tenant(DAQING, "contracts"), form).problem(409, "CONTRACT_ALREADY_RECORDED");
        // Where it is recorded is not Daqing's to know.
        assertThat(told.toString()).doesNotContain("哈尔滨");
        var typed = new HashMap<>(form);
        typed.put(
                "provider",
                new Party(SELLER.creditCode().toLowerCase(Locale.ROOT), SELLER.name(), SELLER.kind(), 230103).form());
        registrar.post(Api.tenant(HARBIN, "contracts"), typed).problem(409, "CONTRACT_ALREADY_RECORDED");
        for (int round = 0; round < 3; round++) {
            // With parties that neither tenant knows yet.
            var contested = SampleContract.inHarbin("两地同时提交")
                    .with("signedOn", "2026-03-02")
                    .form();
            var replies = Api.atOnce(
                    6,
                    i -> i % 2 == 0
                            ? registrar.post(Api.tenant(HARBIN, "contracts"), contested)
                            : daqing.post(Api.tenant(DAQING, "contracts"), contested));
            assertThat(replies.stream().filter(reply -> reply.status() == 201)).hasSize(1);
            replies.stream()
                    .filter(reply -> reply.status() != 201)
                    .forEach(reply -> reply.problem(409, "CONTRACT_ALREADY_RECORDED"));
        }
    }

    @Test
    @DisplayName("numbers given at the same instant are all different and follow each other")
    void numbersAreUnique() throws Exception {
        var contracts =
                List.of(accepted(), accepted(), accepted(), accepted(), accepted(), accepted(), accepted(), accepted());
        var replies = Api.atOnce(contracts.size(), i -> registrar.post(path(contracts.get(i), "/registration"), "{}"));
        var serials = replies.stream()
                .map(reply -> reply.expect(200).path("registrationNumber").asText())
                .map(Long::parseLong)
                .sorted()
                .toList();
        assertThat(serials).doesNotHaveDuplicates();
        assertThat(serials.get(serials.size() - 1) - serials.get(0)).isEqualTo(contracts.size() - 1L);
    }

    @Test
    @DisplayName("of two decisions on one contract at the same instant one holds")
    void oneDecision() throws Exception {
        var contract = accepted();
        var replies = Api.atOnce(
                2,
                i -> i == 0
                        ? registrar.post(path(contract, "/registration"), "{}")
                        : registrar.post(
                                path(contract, "/refusal"), "{\"reasons\":[{\"code\":\"X\",\"text\":\"不属于技术合同\"}]}"));
        assertThat(replies.stream().map(Api.Reply::status)).containsExactlyInAnyOrder(200, 409);
    }

    @Test
    @DisplayName("a refusal needs a reason, and keeps it for the applicant")
    void refusal() {
        var contract = accepted();
        registrar.post(path(contract, "/refusal"), "{\"reasons\":[]}").problem(422, "NO_REASON");
        registrar.post(path(contract, "/refusal"), "{\"reasons\":[null]}").problem(400, "MALFORMED_REQUEST");
        var blank = registrar
                .post(path(contract, "/refusal"), "{\"reasons\":[{\"code\":\"X\",\"text\":\"\"}]}")
                .problem(422, "INVALID_FIELDS");
        assertThat(blank.path("errors").path(0).path("field").asText()).isEqualTo("reasons[0].text");
        registrar
                .post(path(contract, "/refusal"), "{\"reasons\":[{\"code\":\"NOT_TECHNOLOGY\",\"text\":\"标的不是技术\"}]}")
                .expect(200);
        var seen = seller.read(path(contract, ""));
        assertThat(seen.path("status").asText()).isEqualTo("REFUSED");
        assertThat(seen.path("refusalReasons").path(0).path("text").asText()).isEqualTo("标的不是技术");
        assertThat(seen.path("registrationNumber").isNull()).isTrue();
    }

    @Test
    @DisplayName("every wrong field is named at once, in both languages; a secret contract is turned away")
    void wrongForms() {
        var wrong = new LinkedHashMap<String, Object>(form());
        wrong.put("title", " ");
        wrong.put("signedOn", "2999-01-01");
        wrong.put("declaredTechnologyAmount", "99999999.00");
        wrong.put("recipient", new Party("91230604EWNG4M6U06", "校验位错误公司", "ENTERPRISE", 230604).form());
        var problem = seller.post(Api.tenant(HARBIN, "contracts"), wrong).problem(422, "INVALID_FIELDS");
        var errors = problem.path("errors");
        assertThat(StreamSupport.stream(errors.spliterator(), false)
                        .map(error -> error.path("field").asText()))
                .containsExactlyInAnyOrder("title", "signedOn", "declaredTechnologyAmount", "recipient.creditCode");
        assertThat(errors).allSatisfy(error -> {
            assertThat(error.path("message").asText()).containsPattern("\\p{IsHan}");
            assertThat(error.path("messageEn").asText()).isNotBlank().doesNotContainPattern("\\p{IsHan}");
        });
        var secret = new HashMap<>(form());
        secret.put("secret", true);
        seller.post(Api.tenant(HARBIN, "contracts"), secret).problem(422, "SECRET_CONTRACT");
        var split = new HashMap<>(form());
        split.put("contractAmount", "2000000.001");
        seller.post(Api.tenant(HARBIN, "contracts"), split).problem(400, "MALFORMED_REQUEST");
        var unknown = new HashMap<>(form());
        unknown.put("tenant", DAQING);
        seller.post(Api.tenant(HARBIN, "contracts"), unknown).problem(400, "MALFORMED_REQUEST");
        buyer.post(Api.tenant(HARBIN, "contracts"), form()).problem(403, "NOT_A_PARTY");
    }

    @Test
    @DisplayName("no body, or null for one, is the sender's mistake and not ours")
    void missingBodies() {
        var contract = draft();
        for (var body : List.of("", "null")) {
            for (var path : List.of("contracts", "organizations", "accounts", "assessments")) {
                administrator.post(Api.tenant(HARBIN, path), body).problem(400, "MALFORMED_REQUEST");
            }
            administrator.post(path(contract, "/receipts"), body).problem(400, "MALFORMED_REQUEST");
            administrator.put(path(contract, "/side-election"), body).problem(400, "MALFORMED_REQUEST");
        }
    }

    @Test
    @DisplayName("receipts never exceed the contract amount, also when two arrive at the same instant")
    void receipts() throws Exception {
        var contract = accepted();
        var amount = contract.path("contractAmount").asText();
        var path = path(contract, "/receipts");
        registrar
                .post(path, Map.of("receivedOn", "2026-04-01", "received", amount.replace(".00", ".01")))
                .problem(422, "RECEIPTS_EXCEED_CONTRACT");
        registrar
                .post(path, Map.of("receivedOn", "2999-04-01", "received", "1.00"))
                .problem(422, "INVALID_FIELDS");
        registrar
                .post(path, Map.of("receivedOn", "2026-04-01", "received", "0.00"))
                .problem(422, "INVALID_FIELDS");
        var replies =
                Api.atOnce(4, i -> registrar.post(path, Map.of("receivedOn", "2026-04-01", "received", "1500000.00")));
        assertThat(replies.stream().filter(reply -> reply.status() == 201)).hasSize(1);
        replies.stream()
                .filter(reply -> reply.status() != 201)
                .forEach(reply -> reply.problem(422, "RECEIPTS_EXCEED_CONTRACT"));
        registrar
                .post(path, Map.of("sequence", 1, "receivedOn", "2026-04-02", "received", "1.00"))
                .problem(409, "RECEIPT_ALREADY_RECORDED");
        assertThat(registrar.all(path)).hasSize(1);
        assertThat(seller.read(path(contract, "")).path("receivedTotal").asText())
                .isEqualTo("1500000.00");
    }

    @Test
    @DisplayName("a repeated creation gets its first answer again; its key serves no other request")
    void idempotency() throws Exception {
        var key = UUID.randomUUID().toString();
        var form = form();
        var path = Api.tenant(HARBIN, "contracts");
        var first = seller.post(path, form, "Idempotency-Key", key);
        var again = seller.post(path, form, "Idempotency-Key", key);
        assertThat(again.expect(201)).isEqualTo(first.expect(201));
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        seller.post(path, form(), "Idempotency-Key", key).problem(422, "IDEMPOTENCY_KEY_REUSED");
        // The same key of somebody else is another key.
        registrar.post(path, form, "Idempotency-Key", key).problem(409, "CONTRACT_ALREADY_RECORDED");

        var shared = UUID.randomUUID().toString();
        var contested = form();
        var replies = Api.atOnce(5, i -> seller.post(path, contested, "Idempotency-Key", shared));
        assertThat(replies.stream()
                        .map(reply -> reply.expect(201).path("id").asText())
                        .distinct())
                .hasSize(1);
    }

    @Test
    @DisplayName("a provincial look at personal data is written into the journal of the tenant below")
    void personalDataRead(LongjiServer.Running longji) {
        var province = Api.as(longji, "province.admin");
        var contract = draft();
        var organization = new HashMap<>(Party.enterprise(HARBIN).form());
        organization.put("contactPerson", "王五");
        organization.put("contactPhone", "13800000000");
        var known = administrator
                .post(Api.tenant(HARBIN, "organizations"), organization)
                .expect(201);

        administrator.read(path(contract, ""));
        assertThat(reads(contract)).isZero();
        var seen = province.read(
                Api.tenant(PROVINCE, "contracts/" + contract.path("id").asText()));
        assertThat(seen.path("handler").asText()).isEqualTo("张三");
        assertThat(reads(contract)).isEqualTo(1);
        province.read(Api.tenant(PROVINCE, "organizations/" + known.path("id").asText()));
        assertThat(reads(known)).isEqualTo(1);
        var list = province.get(Api.tenant(PROVINCE, "contracts?q=" + SELLER.creditCode()));
        assertThat(list.raw().body()).doesNotContain("张三").doesNotContain("13900000000");
        assertThat(administrator
                        .read(Api.tenant(HARBIN, "journal/verification"))
                        .path("intact")
                        .asBoolean())
                .isTrue();
    }

    private long reads(JsonNode subject) {
        return administrator.all(Api.tenant(HARBIN, "journal")).stream()
                .filter(entry -> entry.path("action").asText().equals("PERSONAL_DATA_READ"))
                .filter(entry -> entry.path("subjectId")
                        .asText()
                        .equals(subject.path("id").asText()))
                .filter(entry -> entry.path("actor").asText().equals("province.admin"))
                .count();
    }
}
