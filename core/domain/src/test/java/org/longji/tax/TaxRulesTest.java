package org.longji.tax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.PartyKind;
import org.longji.shared.ConfigurationException;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.WorkingDays;

@DisplayName("The tax cards compute to the fen")
class TaxRulesTest {

    private static final Path CONFIG = Path.of("../../tenants-config");
    private static final LocalDate DAY = LocalDate.of(2024, 6, 3);
    private static final TaxPreviews PREVIEWS = previews();

    private static TaxPreviews previews() {
        var cards = new TaxCards();
        cards.load(CONFIG);
        return new TaxPreviews(null, cards, new WorkingDays());
    }

    private static TaxBase contract(ContractType type, String total, String technology) {
        return new TaxBase(
                "2301012024000001",
                1,
                type,
                Money.of(total),
                Money.of(technology),
                PartyKind.UNIVERSITY,
                PartyKind.ENTERPRISE);
    }

    private static Map<String, Money> figures(TaxPreview preview) {
        var figures = new HashMap<String, Money>();
        preview.figures().forEach(figure -> figures.put(figure.id(), figure.amount()));
        return figures;
    }

    private static String state(TaxPreview preview, String condition) {
        return preview.conditions().stream()
                .filter(one -> one.id().equals(condition))
                .findFirst()
                .orElseThrow()
                .state();
    }

    @ParameterizedTest(name = "T-01 所得 {0} 元,应纳税 {1} 元")
    @CsvSource({"4800000.00,0.00", "5000000.00,0.00", "12000000.00,875000.00", "5000000.02,0.00"})
    void transferIncome(String income, String tax) {
        var preview = PREVIEWS.preview(
                contract(ContractType.TRANSFER, "20000000.00", "20000000.00"),
                Tax.TRANSFER_INCOME,
                DAY,
                Map.of("revenue", income));
        assertThat(figures(preview)).containsEntry("tax", Money.of(tax));
    }

    @Test
    @DisplayName("五百万元按企业全年合计，关联方之间没有优惠")
    void transferIncomeOfTheYear() {
        var base = contract(ContractType.LICENSING, "8000000.00", "7000000.00");
        var answers = Map.of("cost", "1000000.00", "taxes", "500000.00", "sharedExpenses", "500000.00");
        var alone = figures(PREVIEWS.preview(base, Tax.TRANSFER_INCOME, DAY, answers));
        assertThat(alone).containsEntry("income", Money.of("5000000.00")).containsEntry("tax", Money.ZERO);
        var more = new HashMap<>(answers);
        more.put("otherIncome", "2000000.00");
        var year = figures(PREVIEWS.preview(base, Tax.TRANSFER_INCOME, DAY, more));
        assertThat(year).containsEntry("tax", Money.of("250000.00")).containsEntry("saving", Money.of("1500000.00"));
        more.put("notRelated", "NO");
        var related = PREVIEWS.preview(base, Tax.TRANSFER_INCOME, DAY, more);
        assertThat(related.relieved()).isFalse();
        assertThat(figures(related))
                .containsEntry("tax", Money.of("1750000.00"))
                .containsEntry("saving", Money.ZERO);
    }

    @ParameterizedTest(name = "T-02 其他所得 {0},奖励 {1}:增加 {2},全额 {3},少缴 {4}")
    @CsvSource({
        "120000.00,500000.00,51100.00,123600.00,72500.00",
        "0.00,100000.00,2480.00,7480.00,5000.00",
        "300000.00,2000000.00,360000.00,810000.00,450000.00"
    })
    void cashAward(String other, String award, String extra, String without, String saving) {
        var preview = PREVIEWS.preview(
                contract(ContractType.TRANSFER, "9000000.00", "9000000.00"),
                Tax.CASH_AWARD,
                DAY,
                Map.of("otherIncome", other, "award", award));
        assertThat(figures(preview))
                .containsEntry("tax", Money.of(extra))
                .containsEntry("withoutRelief", Money.of(without))
                .containsEntry("saving", Money.of(saving));
    }

    @ParameterizedTest(name = "收入 {0},发放 {1},公示 {2}:{3}、{4}")
    @CsvSource({
        // 36 months to the day still count; one day more does not.
        "2021-06-03,2024-06-03,2024-04-01,MET,MET",
        "2021-06-02,2024-06-03,2024-04-01,UNMET,MET",
        "2024-06-04,2024-06-03,2024-04-01,UNMET,MET",
        // Working days from the first day of publication to the day before payment: 15, with the make-up Saturday of
        // 2024-05-11 among them, and one less.
        "2024-01-02,2024-06-03,2024-05-14,MET,UNMET",
        "2024-01-02,2024-06-03,2024-05-13,MET,MET",
        "2024-01-02,2024-05-24,2024-05-06,MET,MET",
        "2024-01-02,2024-05-23,2024-05-06,MET,UNMET"
    })
    void cashAwardInTime(String income, String paid, String published, String within, String shown) {
        var preview = PREVIEWS.preview(
                contract(ContractType.TRANSFER, "9000000.00", "9000000.00"),
                Tax.CASH_AWARD,
                DAY,
                Map.of("award", "100.00", "incomeOn", income, "paidOn", paid, "publishedOn", published));
        assertThat(state(preview, "within36Months")).isEqualTo(within);
        assertThat(state(preview, "published")).isEqualTo(shown);
    }

    @ParameterizedTest(name = "T-03 {0} 成交 {1},技术 {2}:销项 {3},不免税 {4}")
    @CsvSource({
        "DEVELOPMENT,1060000.00,1060000.00,0.00,60000.00",
        "TRANSFER,3180000.00,2120000.00,121946.90,120000.00",
        "CONSULTING,530000.00,530000.00,30000.00,30000.00"
    })
    void vat(ContractType type, String total, String technology, String output, String ifTaxable) {
        var preview = PREVIEWS.preview(contract(type, total, technology), Tax.VAT_EXEMPTION, DAY, Map.of());
        assertThat(figures(preview))
                .containsEntry("outputTax", Money.of(output))
                .containsEntry("technologyIfTaxable", Money.of(ifTaxable));
    }

    @Test
    @DisplayName("同一合同内的咨询免税；放弃后不免；2026年起带有提示")
    void vatConditions() {
        var consulting = contract(ContractType.CONSULTING, "530000.00", "530000.00");
        var related = PREVIEWS.preview(consulting, Tax.VAT_EXEMPTION, DAY, Map.of("related", "YES"));
        assertThat(figures(related)).containsEntry("outputTax", Money.ZERO);
        assertThat(related.note()).isNull();
        var waived = PREVIEWS.preview(
                consulting, Tax.VAT_EXEMPTION, LocalDate.of(2026, 1, 1), Map.of("related", "YES", "notWaived", "NO"));
        assertThat(figures(waived)).containsEntry("outputTax", Money.of("30000.00"));
        assertThat(waived.note()).isNotNull();
        assertThat(PREVIEWS.preview(consulting, Tax.VAT_EXEMPTION, LocalDate.of(2025, 12, 31), Map.of())
                        .note())
                .isNull();
    }

    @ParameterizedTest(name = "T-04 五项 {0},其他 {1},境内委托 {2},境外委托 {3}:加计 {4}")
    @CsvSource({
        "9000000.00,1500000.00,0.00,0.00,10000000.00,1000000.00,10000000.00,0.00",
        "3000000.00,200000.00,1000000.00,6000000.00,6666666.67,200000.00,4000000.00,2666666.67",
        "0.00,0.00,5000000.00,1000000.00,4800000.00,0.00,4000000.00,800000.00"
    })
    void superDeduction(
            String five,
            String other,
            String domestic,
            String overseas,
            String deduction,
            String otherAllowed,
            String base,
            String overseasAllowed) {
        var preview = PREVIEWS.preview(
                contract(ContractType.DEVELOPMENT, "1.00", "1.00"),
                Tax.SUPER_DEDUCTION,
                DAY,
                Map.of(
                        "fiveCategories", five,
                        "otherCosts", other,
                        "entrustedDomestic", domestic,
                        "entrustedOverseas", overseas));
        assertThat(figures(preview))
                .containsEntry("deduction", Money.of(deduction))
                .containsEntry("otherAllowed", Money.of(otherAllowed))
                .containsEntry("domesticBase", Money.of(base))
                .containsEntry("overseasAllowed", Money.of(overseasAllowed));
    }

    @ParameterizedTest(name = "{0} {1}:加计 {2}")
    @CsvSource({
        "2016-12-31,TECHNOLOGY_SME,50.00",
        "2017-01-01,TECHNOLOGY_SME,75.00",
        "2017-12-31,OTHER,50.00",
        "2018-01-01,OTHER,75.00",
        "2021-07-01,MANUFACTURING,100.00",
        "2022-09-30,OTHER,75.00",
        "2022-10-01,OTHER,100.00",
        "2027-12-31,CHIPS_AND_MACHINE_TOOLS,120.00",
        "2028-01-01,CHIPS_AND_MACHINE_TOOLS,100.00"
    })
    void superDeductionRates(LocalDate on, String enterprise, String deduction) {
        var preview = PREVIEWS.preview(
                contract(ContractType.DEVELOPMENT, "1.00", "1.00"),
                Tax.SUPER_DEDUCTION,
                on,
                Map.of("fiveCategories", "100.00", "entrustedDomestic", "0.00", "enterprise", enterprise));
        assertThat(figures(preview)).containsEntry("deduction", Money.of(deduction));
    }

    @ParameterizedTest(name = "T-05 价款 {0}:每方 {1}")
    @CsvSource({"2000000.00,600.00", "500000.00,150.00", "33333.33,10.00"})
    void stampDuty(String price, String duty) {
        var preview = PREVIEWS.preview(contract(ContractType.SERVICE, price, price), Tax.STAMP_DUTY, DAY, Map.of());
        assertThat(figures(preview)).containsEntry("duty", Money.of(duty));
    }

    @Property(tries = 300)
    @Label("优惠从不多缴，也不超过不享受优惠时的税额")
    void reliefNeverCosts(
            @ForAll @LongRange(min = 0, max = 5_000_000_000L) long income,
            @ForAll @LongRange(min = 0, max = 5_000_000_000L) long other) {
        var award = figures(PREVIEWS.preview(
                contract(ContractType.TRANSFER, "1.00", "1.00"),
                Tax.CASH_AWARD,
                DAY,
                Map.of(
                        "award", Money.ofFen(income).toString(),
                        "otherIncome", Money.ofFen(other).toString())));
        assertThat(award.get("saving").isNegative()).isFalse();
        assertThat(award.get("tax").isNegative()).isFalse();
        var transfer = figures(PREVIEWS.preview(
                contract(ContractType.TRANSFER, "1.00", "1.00"),
                Tax.TRANSFER_INCOME,
                DAY,
                Map.of(
                        "revenue", Money.ofFen(income).toString(),
                        "otherIncome", Money.ofFen(other).toString())));
        assertThat(transfer.get("exempt").plus(transfer.get("halved"))).isEqualTo(transfer.get("yearIncome"));
        assertThat(transfer.get("tax").plus(transfer.get("saving"))).isEqualTo(transfer.get("withoutRelief"));
        assertThat(transfer.get("saving").isNegative()).isFalse();
    }

    @Test
    @DisplayName("before the law there is no version; what is not asked or cannot be read is named")
    void refusals() {
        var base = contract(ContractType.TRANSFER, "1.00", "1.00");
        assertThatThrownBy(() -> PREVIEWS.preview(base, Tax.STAMP_DUTY, LocalDate.of(2022, 6, 30), Map.of()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(Problem.NO_TAX_VERSION));
        assertThatThrownBy(() -> PREVIEWS.preview(
                        base,
                        Tax.CASH_AWARD,
                        DAY,
                        Map.of(
                                "award", "-1.00",
                                "paidOn", "2024-02-30",
                                "contribution", "PERHAPS",
                                "payer", "YES",
                                "otherIncome", "1.001")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.errors())
                                .extracting(ProblemException.FieldError::field)
                                .containsExactlyInAnyOrder(
                                        "answers.award",
                                        "answers.paidOn",
                                        "answers.contribution",
                                        "answers.payer",
                                        "answers.otherIncome"));
    }

    @ParameterizedTest(name = "{0} → {1}: {2}")
    @CsvSource({
        "rate: \"0.0003\",raet: \"0.0003\",raet",
        "duty:,duties:,must be [base",
        "until: null,until: 2022-06-30,lies before the first day",
        "amountKnown:,AmountKnown:,AmountKnown"
    })
    @DisplayName("a faulty card is refused with file and line")
    void faultyCards(String right, String wrong, String message, @TempDir Path directory) throws IOException {
        Files.createDirectories(directory.resolve("schema"));
        Files.copy(CONFIG.resolve("schema/tax-card.schema.json"), directory.resolve("schema/tax-card.schema.json"));
        Files.createDirectories(directory.resolve("tax"));
        var card = Files.readString(CONFIG.resolve("heilongjiang/tax/stamp-duty.yaml"));
        assertThat(card).contains(right);
        Files.writeString(directory.resolve("tax/stamp-duty.yaml"), card.replace(right, wrong));
        assertThatThrownBy(() -> new TaxCards().load(directory))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("tax/stamp-duty.yaml")
                .hasMessageContaining(message);
    }
}
