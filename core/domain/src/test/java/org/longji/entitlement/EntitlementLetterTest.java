package org.longji.entitlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.plugin.api.Money;
import org.longji.policy.CapScope;
import org.longji.policy.Exclusivity;
import org.longji.policy.HostTerms;
import org.longji.policy.HostTerms.DayCount;
import org.longji.policy.HostTerms.InterestFrom;
import org.longji.policy.HostTerms.Level;
import org.longji.policy.SomeTerms;
import org.longji.shared.Caller;
import org.longji.shared.ProblemException;
import org.longji.shared.Role;
import org.longji.shared.RoleGrant;

@DisplayName("The letter of a decision")
class EntitlementLetterTest {

    private static final String SELLER = "12230103FGF1LYQP3T";
    private static final String BUYER = "91230604EWNG4M6U05";

    private final LifecycleHouse house = new LifecycleHouse();
    private final Caller officer = LifecycleHouse.administrator(LifecycleHouse.HARBIN, "乙");

    @BeforeEach
    void policies() {
        house.configured(
                LifecycleHouse.PROVINCE,
                LifecycleHouse.BUYER_POLICY,
                Exclusivity.NONE,
                CapScope.APPLICANT_YEAR,
                "500000.00",
                "0.3");
    }

    private EntitlementSummary decided(String received) {
        house.contract(LifecycleHouse.HARBIN, null, SELLER, BUYER, Map.of(2018, List.of(received)));
        house.assess(2018);
        return house.entitlements
                .list(officer, LifecycleHouse.HARBIN, new EntitlementFilter(2018, null, null, null), null, 10)
                .items()
                .get(0);
    }

    private static String text(byte[] pdf) {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", "");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("says the amounts, the arithmetic, the clauses and how to check it, the same bytes each time")
    void entitled() {
        var decision = decided("2340000.00");
        var letter = house.entitlements.letter(officer, LifecycleHouse.HARBIN, decision.id(), false);
        var text = text(letter.pdf());
        assertThat(decision.entitledAmount()).isEqualTo(Money.of("702000.00"));
        assertThat(text)
                .contains("兑付说明书", "702,000.00元", "2,340,000.00元", "500,000.00元", "试〔2018〕1号第一条")
                .contains(decision.recordHash())
                .contains("以上各行合计702,000.00元");
        assertThat(house.entitlements
                        .letter(officer, LifecycleHouse.HARBIN, decision.id(), false)
                        .pdf())
                .isEqualTo(letter.pdf());
    }

    @Test
    @DisplayName("of a refusal names the smallest change, in both languages")
    void refused() {
        var decision = decided("480000.00");
        var details = house.entitlements.details(officer, LifecycleHouse.HARBIN, decision.id());
        var change = details.smallestChange().alone().get(0);
        assertThat(change.field()).isEqualTo("receipts");
        assertThat(change.difference()).isEqualTo("20000.00");
        assertThat(change.amount()).isEqualTo(Money.of("150000.00"));
        assertThat(text(house.entitlements
                        .letter(officer, LifecycleHouse.HARBIN, decision.id(), false)
                        .pdf()))
                .contains("2018年到账现为480,000.00元，再多20,000.00元（即500,000.00元）即符合，可得150,000.00元。");
        assertThat(text(house.entitlements
                        .letter(officer, LifecycleHouse.HARBIN, decision.id(), true)
                        .pdf()))
                .contains("20,000.00yuanmore(500,000.00yuan)wouldhavequalifiedandgive150,000.00yuan.")
                .doesNotContain("未满足");
    }

    /** Half of it in the year and the rest later; borne by three levels, of which a city without a county bears its part. */
    private static HostTerms paid() {
        var clause = SomeTerms.CLAUSE;
        return new HostTerms(
                List.of(),
                List.of(),
                List.of(),
                new HostTerms.SharedCost(
                        List.of(
                                SomeTerms.part(Level.PROVINCE, "0.5"),
                                SomeTerms.part(Level.PREFECTURE, "0.3"),
                                SomeTerms.part(Level.COUNTY, "0.2")),
                        clause),
                null,
                List.of(
                        new HostTerms.Instalment("0.5", null, 0, clause),
                        new HostTerms.Instalment("0.3", LocalDate.of(2019, 6, 30), null, clause),
                        new HostTerms.Instalment("0.2", null, 2, clause)),
                new HostTerms.Clawback("0.0365", DayCount.ACTUAL_365, InterestFrom.DECIDED, clause));
    }

    private String letter(EntitlementSummary decision, boolean english, String name) throws IOException {
        var pdf = house.entitlements
                .letter(officer, LifecycleHouse.HARBIN, decision.id(), english)
                .pdf();
        Files.createDirectories(Path.of("target/letters"));
        Files.write(Path.of("target/letters/" + name + ".pdf"), pdf);
        return text(pdf);
    }

    @Test
    @DisplayName("shows who bears what and the instalments in tables whose parts add up to the award")
    void tables() throws IOException {
        house.configured(LifecycleHouse.PROVINCE, LifecycleHouse.SECOND_POLICY, "0.333", paid());
        house.contract(LifecycleHouse.NANGANG, null, SELLER, BUYER, Map.of(2018, List.of("2340000.01")));
        house.assess(2018);
        var decision = only(LifecycleHouse.SECOND_POLICY);
        assertThat(decision.entitledAmount()).isEqualTo(Money.of("779220.00"));
        var outcome = house.entitlements
                .details(officer, LifecycleHouse.HARBIN, decision.id())
                .record()
                .outcome();
        assertThat(Money.sum(outcome.borne())).isEqualTo(decision.entitledAmount());
        assertThat(Money.sum(outcome.instalments())).isEqualTo(decision.entitledAmount());
        assertThat(letter(decision, false, "paid-zh"))
                .contains("资金分担", "省级区划23000050%389,610.00元", "市级区划23010030%233,766.00元", "县级区划23010320%155,844.00元")
                .contains("合计100%779,220.00元")
                .contains("分期兑付", "12018年内50%389,610.00元", "22019-06-3030%233,766.00元", "32020年内20%155,844.00元")
                .contains("试办法第八条");
        assertThat(letter(decision, true, "paid-en"))
                .contains("Whobearsthecost", "Instalments", "in2020", "Total100%779,220.00yuan")
                .doesNotContain("分担", "分期");
    }

    @Test
    @DisplayName("shows what is to be recovered, with the days each rate counts for")
    void recovery() throws IOException {
        house.configured(LifecycleHouse.PROVINCE, LifecycleHouse.SECOND_POLICY, "0.30", paid());
        var contract = house.contract(LifecycleHouse.NANGANG, null, SELLER, BUYER, Map.of(2018, List.of("1000000.00")));
        house.assess(2018);
        house.database.asOwner("update receipt set received = 400000.00 where contract_id = '" + contract + "'");
        house.assess(2018);
        house.database.asOwner("update entitlement set peak_on = lowered_on - 100 where contract_id = '" + contract
                + "' and lowered_on is not null");
        var decision = only(LifecycleHouse.SECOND_POLICY);
        assertThat(decision.entitledAmount()).isEqualTo(Money.of("120000.00"));
        assertThat(letter(decision, false, "recovery-zh"))
                .contains("追回", "此前至多决定300,000.00元，现应享120,000.00元")
                .contains("1003.65%", "本金180,000.00元", "利息1,800.00元", "应追回合计181,800.00元", "实际天数÷365");
        assertThat(letter(decision, true, "recovery-en"))
                .contains("Recovery", "Interest1,800.00yuan", "Toberecovered181,800.00yuan")
                .doesNotContain("追回");
    }

    @Test
    @DisplayName("of a refusal by the host says what would lift it, and not that nothing was found")
    void remedy() throws IOException {
        house.contract(LifecycleHouse.HARBIN, null, SELLER, BUYER, Map.of(2018, List.of("9000000.00")));
        house.contract(LifecycleHouse.HARBIN, null, SELLER, BUYER, Map.of(2018, List.of("9000000.00")));
        house.assess(2018);
        var refused = house.all(2018).stream()
                .filter(one -> one.status() == EntitlementStatus.NOT_ENTITLED)
                .findFirst()
                .orElseThrow();
        assertThat(letter(refused, false, "remedy-zh"))
                .contains("怎样才能享受：", "限额自2019-01-01起按新的年度重新计算。")
                .doesNotContain("未找到");
        assertThat(letter(refused, true, "remedy-en")).contains("Whatitwouldtake:Thecapofoneapplicantinoneyear");
    }

    private EntitlementSummary only(String policy) {
        return house.all(2018).stream()
                .filter(one -> one.policyId().equals(policy))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("is read by the party it is about and by not by the other party")
    void walls() {
        var decision = decided("2340000.00");
        assertThat(house.entitlements
                        .letter(applicant(BUYER), LifecycleHouse.HARBIN, decision.id(), false)
                        .pdf())
                .isNotEmpty();
        assertThatThrownBy(
                        () -> house.entitlements.letter(applicant(SELLER), LifecycleHouse.HARBIN, decision.id(), false))
                .isInstanceOf(ProblemException.class);
    }

    private static Caller applicant(String code) {
        return new Caller(
                UUID.randomUUID(),
                "applicant",
                "申请人",
                "Applicant",
                LifecycleHouse.HARBIN,
                Optional.of(code),
                List.of(new RoleGrant(LifecycleHouse.HARBIN, Role.APPLICANT)));
    }
}
