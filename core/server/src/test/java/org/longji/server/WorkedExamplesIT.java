package org.longji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.server.Api.DAQING;
import static org.longji.server.Api.HARBIN;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.longji.server.SampleContract.Party;

/** Each example was computed by independent scripts; here it goes in as a ledger and comes out as an explained entitlement. */
@ExtendWith(LongjiServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("The worked examples come out to the fen, over the API alone")
class WorkedExamplesIT {

    private static final String BUYER_2017 = "plan-buyer-subsidy";
    private static final String SELLER_2017 = "plan-seller-award";
    private static final String BUYER_2024 = "buyer-subsidy-2024";
    private static final String INSTITUTION_2024 = "institution-award-2024";
    private static final int BEIJING = 110108;

    private final Map<String, String> contracts = new HashMap<>();
    private Api harbin;

    @BeforeAll
    void importAndAssess(LongjiServer.Running longji) {
        harbin = Api.as(longji, "harbin.admin");
        var examples = new ArrayList<SampleContract>();
        for (var paid : List.of("499999.99", "500000.00", "2340000.00", "3333333.33", "8000000.00")) {
            examples.add(bought("S-01 " + paid, paid));
        }
        examples.add(sold("S-02 1250000.00", "1250000.00", HARBIN));
        examples.add(sold("S-02 outside", "1250000.00", BEIJING));
        examples.add(sold("S-02 12000000.00", "12000000.00", DAQING));
        examples.add(project("S-03 P1").received("2018-05-04", "2000000.00").received("2019-06-05", "900000.00"));
        examples.add(project("S-03 P2").received("2018-05-04", "2000000.00"));
        examples.add(project("S-03 P3").received("2018-05-04", "1000000.00"));
        for (var paid : List.of("999999.99", "1000000.00", "4500000.00", "12000000.00")) {
            examples.add(of2024("S24-01 " + paid).received("2024-09-10", paid));
        }
        for (var paid : List.of("2999999.99", "3000000.00", "36000000.00", "64000000.00")) {
            examples.add(of2024("S24-02 " + paid).received("2024-09-10", paid));
        }
        examples.add(of2024("S24 last day").received("2024-09-10", "900000.00").received("2025-03-23", "100000.00"));
        examples.add(of2024("S24 day after").received("2024-09-10", "900000.00").received("2025-03-24", "100000.00"));
        var job = harbin.imported(
                HARBIN, "examples.csv", SampleContract.csv(examples.toArray(SampleContract[]::new)), "ALL_OR_NOTHING");
        assertThat(job.path("status").asText()).as("%s", job).isEqualTo("SUCCEEDED");
        assertThat(job.path("counts").path("created").asInt()).isEqualTo(examples.size());
        for (var example : examples) {
            contracts.put(example.title(), contractOf(example));
        }
        for (int year : List.of(2018, 2019, 2024)) {
            harbin.assess(HARBIN, year);
        }
    }

    /** Bought outside the province, so that the seller's award does not stand in the way. */
    private static SampleContract bought(String title, String paid) {
        return SampleContract.between(title, Party.university(BEIJING), Party.enterprise(HARBIN))
                .registeredOn("2018-02-06")
                .received("2018-07-01", paid);
    }

    private static SampleContract sold(String title, String paid, int buyersDivision) {
        return SampleContract.between(title, Party.university(HARBIN), Party.enterprise(buyersDivision))
                .registeredOn("2018-02-06")
                .with("electedSide", "卖方")
                .received("2018-07-01", paid);
    }

    private static SampleContract project(String title) {
        return SampleContract.inHarbin(title).registeredOn("2018-02-06").with("projectKey", title + System.nanoTime());
    }

    private static SampleContract of2024(String title) {
        return SampleContract.inHarbin(title)
                .with("signedOn", "2024-03-01")
                .registeredOn("2024-04-01")
                .with("affiliatedParties", "否")
                .with("landedInProvince", "是")
                .with("titleTransferred", "是");
    }

    private String contractOf(SampleContract example) {
        var found = harbin.read(Api.tenant(HARBIN, "contracts?q=" + example.provider.creditCode()));
        assertThat(found.path("items")).hasSize(1);
        assertThat(found.path("items").path(0).path("status").asText()).isEqualTo("REGISTERED");
        assertThat(found.path("items").path(0).path("registrationNumber").asText())
                .matches("2301\\d{12}");
        return found.path("items").path(0).path("id").asText();
    }

    private String path(String title, String rest) {
        return Api.tenant(HARBIN, "contracts/" + contracts.get(title) + "/" + rest);
    }

    /** The decision with its explanation, after making it again to the same bytes. */
    private JsonNode decision(String title, int year, String policy) {
        var list = harbin.read(Api.tenant(
                HARBIN, "entitlements?contract=" + contracts.get(title) + "&year=" + year + "&policy=" + policy));
        assertThat(list.path("items")).as("%s %s %s", title, year, policy).hasSize(1);
        var path = Api.tenant(
                HARBIN, "entitlements/" + list.path("items").path(0).path("id").asText());
        var again = harbin.post(path + "/recomputation", "").expect(200);
        assertThat(again.path("identical").asBoolean())
                .as("%s %s", title, again)
                .isTrue();
        assertThat(again.path("recomputedHash")).isEqualTo(again.path("storedHash"));
        var decision = harbin.read(path);
        assertThat(decision.path("recordHash")).isEqualTo(again.path("storedHash"));
        return decision;
    }

    private JsonNode entitled(String title, int year, String policy, String amount) {
        var decision = decision(title, year, policy);
        assertThat(decision.path("status").asText()).as("%s", decision).isEqualTo("ENTITLED");
        assertThat(decision.path("entitledAmount").asText()).isEqualTo(amount);
        assertThat(decision.path("assessedAmount").asText()).isEqualTo(amount);
        var explanation = decision.path("explanation");
        assertThat(sum(explanation.path("steps"), "contribution")).isEqualTo(new BigDecimal(amount));
        assertThat(explanation.path("steps"))
                .allSatisfy(step ->
                        assertThat(step.path("basis").path("document").asText()).startsWith("黑"));
        assertThat(explanation.path("parameters")).isNotEmpty();
        assertThat(explanation.path("reasons")).isEmpty();
        assertThat(explanation.path("plugin").path("hash").asText()).matches("[0-9a-f]{64}");
        assertThat(explanation.path("summary").path("zh").asText()).contains(amount);
        assertThat(explanation.path("summary").path("en").asText()).contains(amount);
        return decision;
    }

    private JsonNode refused(String title, int year, String policy, String code) {
        var decision = decision(title, year, policy);
        assertThat(decision.path("status").asText()).as("%s", decision).isEqualTo("NOT_ENTITLED");
        assertThat(decision.path("entitledAmount").asText()).isEqualTo("0.00");
        var reasons = decision.path("explanation").path("reasons");
        assertThat(texts(reasons, "code")).contains(code);
        assertThat(reasons).allSatisfy(reason -> {
            assertThat(reason.path("message").path("zh").asText()).isNotBlank();
            assertThat(reason.path("message").path("en").asText()).isNotBlank();
            assertThat(reason.path("basis").path("article").asText()).isNotBlank();
        });
        return StreamSupport.stream(reasons.spliterator(), false)
                .filter(reason -> reason.path("code").asText().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static BigDecimal sum(JsonNode items, String field) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> new BigDecimal(item.path(field).asText()))
                .reduce(new BigDecimal("0.00"), BigDecimal::add);
    }

    private static List<String> texts(JsonNode items, String field) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.path(field).asText())
                .toList();
    }

    @ParameterizedTest(name = "到账 {0} 元，补助 {1} 元")
    @DisplayName("S-01: the buyer of the plan")
    @CsvSource({
        "500000.00, 150000.00",
        "2340000.00, 702000.00",
        "3333333.33, 1000000.00",
        "8000000.00, 1000000.00",
    })
    void buyerOfThePlan(String received, String amount) {
        var decision = entitled("S-01 " + received, 2018, BUYER_2017, amount);
        assertThat(decision.path("side").asText()).isEqualTo("RECIPIENT");
        boolean cut = received.equals("8000000.00");
        assertThat(decision.path("explanation").path("steps")).hasSize(cut ? 2 : 1);
    }

    @Test
    @DisplayName("S-01: a fen below the threshold gets nothing, and is told that a fen was missing")
    void buyerBelowThreshold() {
        var reason = refused("S-01 499999.99", 2018, BUYER_2017, "BELOW_THRESHOLD");
        assertThat(reason.path("missing").asText()).isEqualTo("0.01");
        assertThat(reason.path("actual").asText()).isEqualTo("499999.99");
        assertThat(reason.path("required").asText()).contains("500000.00");
    }

    @Test
    @DisplayName("S-01: a cap that cuts is a step of its own")
    void capStep() {
        var steps = decision("S-01 8000000.00", 2018, BUYER_2017)
                .path("explanation")
                .path("steps");
        assertThat(texts(steps, "contribution")).containsExactly("2400000.00", "-1400000.00");
    }

    @ParameterizedTest(name = "到账 {0} 元，奖励 {1} 元")
    @DisplayName("S-02: the seller inside the province")
    @CsvSource({"1250000.00, 375000.00", "12000000.00, 1000000.00"})
    void sellerOfThePlan(String received, String amount) {
        var decision = entitled("S-02 " + received, 2018, SELLER_2017, amount);
        assertThat(decision.path("side").asText()).isEqualTo("PROVIDER");
        refused("S-02 " + received, 2018, BUYER_2017, "PROJECT_YEAR_OTHER_SIDE_PAID");
    }

    @Test
    @DisplayName("S-02: a buyer outside the province earns the seller nothing")
    void sellerToTheOutside() {
        var decision = decision("S-02 outside", 2018, SELLER_2017);
        assertThat(decision.path("assessedAmount").asText()).isEqualTo("0.00");
        var reason = refused("S-02 outside", 2018, SELLER_2017, "RECIPIENT_OUTSIDE_JURISDICTION");
        assertThat(reason.path("actual").asText()).contains(Integer.toString(BEIJING));
    }

    @Test
    @DisplayName("S-03: the buyer holds 2018, the seller is refused; 2019 is free again and marked as ambiguous")
    void oneSideAYear() {
        for (var policy : List.of(BUYER_2017, SELLER_2017)) {
            awaiting("S-03 P1", policy, "600000.00");
        }
        var elected = harbin.put(path("S-03 P1", "side-election"), "{\"year\":2018,\"side\":\"RECIPIENT\"}")
                .expect(200);
        assertThat(elected.path("side").asText()).isEqualTo("RECIPIENT");
        harbin.put(path("S-03 P1", "side-election"), "{\"year\":2018,\"side\":\"PROVIDER\"}")
                .problem(409, "OTHER_SIDE_ELECTED");
        harbin.assess(HARBIN, 2018);
        var held = entitled("S-03 P1", 2018, BUYER_2017, "600000.00");
        assertThat(held.path("explanation").path("notes").toString()).doesNotContain("AMBIGUOUS");
        refused("S-03 P1", 2018, SELLER_2017, "PROJECT_YEAR_OTHER_SIDE_PAID");
        var heldByTheOther = decision("S-03 P1", 2018, SELLER_2017);
        assertThat(heldByTheOther.path("assessedAmount").asText()).isEqualTo("600000.00");
        var remedy = heldByTheOther.path("explanation").path("smallestChange").path("remedy");
        assertThat(remedy.path("help").asText()).isEqualTo("NEXT_YEAR");
        assertThat(remedy.path("from").asText()).isEqualTo("2019-01-01");

        harbin.put(path("S-03 P1", "side-election"), "{\"year\":2019,\"side\":\"PROVIDER\"}")
                .expect(200);
        harbin.assess(HARBIN, 2019);
        var next = entitled("S-03 P1", 2019, SELLER_2017, "270000.00");
        assertThat(next.path("explanation").path("notes").toString()).contains("AMBIGUOUS");
        refused("S-03 P1", 2019, BUYER_2017, "PROJECT_YEAR_OTHER_SIDE_PAID");
    }

    @Test
    @DisplayName("S-03: both sides wait at 0.00 until one is elected; of two elections at the same instant one holds")
    void firstElectionWins() throws Exception {
        for (var policy : List.of(BUYER_2017, SELLER_2017)) {
            awaiting("S-03 P2", policy, "600000.00");
        }
        var sides = List.of("PROVIDER", "RECIPIENT");
        var replies = Api.atOnce(
                2,
                i -> harbin.put(path("S-03 P2", "side-election"), "{\"year\":2018,\"side\":\"" + sides.get(i) + "\"}"));
        assertThat(replies.stream().map(Api.Reply::status)).containsExactlyInAnyOrder(200, 409);
        replies.stream().filter(reply -> reply.status() == 409).forEach(r -> r.problem(409, "OTHER_SIDE_ELECTED"));
        harbin.assess(HARBIN, 2018);
        boolean seller = replies.get(0).status() == 200;
        entitled("S-03 P2", 2018, seller ? SELLER_2017 : BUYER_2017, "600000.00");
        refused("S-03 P2", 2018, seller ? BUYER_2017 : SELLER_2017, "PROJECT_YEAR_OTHER_SIDE_PAID");
    }

    @Test
    @DisplayName("S-03: with nobody's election an assessment decides for nobody, however often it runs")
    void staysOpen() {
        harbin.assess(HARBIN, 2018);
        var before = decided(2018);
        harbin.assess(HARBIN, 2018);
        assertThat(decided(2018)).isEqualTo(before);
        for (var policy : List.of(BUYER_2017, SELLER_2017)) {
            awaiting("S-03 P3", policy, "300000.00");
        }
    }

    /** The hash of every example's decision and when it was made. */
    private Map<String, String> decided(int year) {
        var decided = new HashMap<String, String>();
        for (var contract : contracts.values()) {
            harbin.all(Api.tenant(HARBIN, "entitlements?year=" + year + "&contract=" + contract))
                    .forEach(item -> decided.put(
                            item.path("id").asText(),
                            item.path("recordHash").asText()
                                    + item.path("decidedAt").asText()));
        }
        assertThat(decided).isNotEmpty();
        return decided;
    }

    private void awaiting(String title, String policy, String assessed) {
        var decision = decision(title, 2018, policy);
        assertThat(decision.path("status").asText()).isEqualTo("AWAITING_ELECTION");
        assertThat(decision.path("assessedAmount").asText()).isEqualTo(assessed);
        assertThat(decision.path("entitledAmount").asText()).isEqualTo("0.00");
        assertThat(texts(decision.path("explanation").path("questions"), "code"))
                .containsExactly("SIDE_ELECTION");
    }

    @ParameterizedTest(name = "补助 {1} 元之内，专员至多 {2} 元，企业留 {3} 元")
    @DisplayName("S-04: the commissioner's tenth lies inside the subsidy")
    @CsvSource({
        "2340000.00, 702000.00, 70200.00, 631800.00",
        "3333333.33, 1000000.00, 100000.00, 900000.00",
        "8000000.00, 1000000.00, 100000.00, 900000.00",
    })
    void commissioner(String received, String subsidy, String share, String kept) {
        var decision = entitled("S-01 " + received, 2018, BUYER_2017, subsidy);
        var shares = decision.path("explanation").path("shares");
        assertThat(texts(shares, "code")).containsExactly("COMMISSIONER");
        assertThat(texts(shares, "amount")).containsExactly(share);
        assertThat(new BigDecimal(decision.path("entitledAmount").asText()).subtract(sum(shares, "amount")))
                .isEqualTo(new BigDecimal(kept));
    }

    @Test
    @DisplayName("S-04: of no subsidy the commissioner has nothing")
    void noCommissioner() {
        var shares =
                decision("S-01 499999.99", 2018, BUYER_2017).path("explanation").path("shares");
        assertThat(sum(shares, "amount")).isEqualTo(new BigDecimal("0.00"));
    }

    @ParameterizedTest(name = "支付 {0} 元，补助 {1} 元")
    @DisplayName("S24-01: the buyer under the rule of 2024")
    @CsvSource({"1000000.00, 200000.00", "4500000.00, 900000.00", "12000000.00, 2000000.00"})
    void buyerOf2024(String paid, String amount) {
        entitled("S24-01 " + paid, 2024, BUYER_2024, amount);
    }

    @Test
    @DisplayName("S24-01: a fen below the threshold gets nothing")
    void buyerBelowThreshold2024() {
        var reason = refused("S24-01 999999.99", 2024, BUYER_2024, "BELOW_THRESHOLD");
        assertThat(reason.path("missing").asText()).isEqualTo("0.01");
    }

    @Test
    @DisplayName("S24-01: what was paid by the last day of the call counts, a day later it does not")
    void lastDayOfPayment() {
        entitled("S24 last day", 2024, BUYER_2024, "200000.00");
        var reason = refused("S24 day after", 2024, BUYER_2024, "BELOW_THRESHOLD");
        assertThat(reason.path("missing").asText()).isEqualTo("100000.00");
    }

    @ParameterizedTest(name = "到账 {0} 元，奖励 {1} 元")
    @DisplayName("S24-02: the institution under the rule of 2024")
    @CsvSource({"3000000.00, 600000.00", "36000000.00, 7200000.00", "64000000.00, 10000000.00"})
    void institutionOf2024(String received, String amount) {
        entitled("S24-02 " + received, 2024, INSTITUTION_2024, amount);
    }

    @Test
    @DisplayName("S24-02: a fen below the threshold gets nothing")
    void institutionBelowThreshold() {
        var reason = refused("S24-02 2999999.99", 2024, INSTITUTION_2024, "BELOW_THRESHOLD");
        assertThat(reason.path("missing").asText()).isEqualTo("0.01");
    }
}
