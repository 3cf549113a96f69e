package org.longji.entitlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
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
