package org.longji.disbursement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.disbursement.PaymentHouse.HARBIN;
import static org.longji.disbursement.PaymentHouse.NANGANG;
import static org.longji.disbursement.PaymentHouse.form;
import static org.longji.disbursement.PaymentHouse.report;
import static org.longji.disbursement.PaymentTest.refused;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.longji.disbursement.PaymentHouse.Due;
import org.longji.shared.Problem;
import org.longji.shared.Role;

/** What is looked at before money leaves, and who lets it go. */
@DisplayName("Accounts and names are checked before a batch, and what is found waits for another officer")
class PaymentChecksTest {

    private final PaymentHouse house = new PaymentHouse();

    @ParameterizedTest
    @DisplayName("a name is the same in full and half width, with any brackets, spaces and dots")
    @CsvSource({"示例科技(哈尔滨)有限公司, 示例科技（哈尔滨）有限公司", "ＡＢＣ科技 有限公司, abc科技有限公司", "示例【北】厂, 示例(北)厂", "阿卜杜拉·买买提, 阿卜杜拉•买买提"})
    void sameName(String one, String other) {
        assertThat(PaymentChecks.normalised(one)).isEqualTo(PaymentChecks.normalised(other));
    }

    @Test
    @DisplayName("check digits of cards by Luhn; digits of any width")
    void cards() {
        assertThat(PaymentChecks.luhn("6222021234567890128")).isTrue();
        assertThat(PaymentChecks.luhn("6222021234567890129")).isFalse();
        assertThat(PaymentChecks.digits("６２２２ 0212-3456 7890 128")).isEqualTo("6222021234567890128");
        assertThat(PaymentChecks.usable("=cmd|' /C calc'!A0")).isFalse();
        assertThat(PaymentChecks.usable("示例企业（哈尔滨）")).isTrue();
    }

    private List<PaymentCheck> checks(PaymentHouse.Round round) {
        return house.batches().look(house.finance, HARBIN, round.id(), true).findings().stream()
                .map(PaymentFinding::check)
                .toList();
    }

    @Test
    @DisplayName(
            "another name, a wrong card, no account, letters for digits: each is found and held, the others are paid")
    void found() {
        var round = house.round(List.of(
                Due.of(1, "1.00"),
                Due.of(2, "1.00").to("别的企业", PaymentHouse.account(2)),
                new Due("PERSON-3", "张示例", "INDIVIDUAL", "1.00", "张示例", "6222021234567890129"),
                new Due("PERSON-4", "李示例", "INDIVIDUAL", "1.00", "李示例", "6222 0212 3456 7890 128"),
                Due.of(5, "1.00").to("示例企业5", null),
                Due.of(6, "1.00").to("示例企业6", "1234-ABC"),
                Due.of(7, "1.00").to("＝示例企业7", PaymentHouse.account(7)).to("=示例企业7", PaymentHouse.account(7))));
        assertThat(checks(round))
                .containsExactly(
                        PaymentCheck.NAME_DIFFERS,
                        PaymentCheck.CARD_NUMBER,
                        PaymentCheck.NO_ACCOUNT,
                        PaymentCheck.ACCOUNT_FORMAT,
                        PaymentCheck.NAME_UNUSABLE,
                        PaymentCheck.NAME_DIFFERS);
        var prepared = house.batches().prepare(house.finance, HARBIN, round.id(), form(100, false));
        assertThat(prepared.payable()).isEqualTo(2);
        assertThat(house.text("select count(*)::text from round_item where hold = 'OFFICER' and reason is not null"))
                .isEqualTo("5");
        house.assertBalanced();
    }

    @Test
    @DisplayName(
            "who prepared the batch does not lift what it found; lifted by another, it is paid and not found again")
    void lifted() {
        var round = house.round(List.of(Due.of(2, "1.00").to("别的企业", PaymentHouse.account(2))));
        house.batches().prepare(house.finance, HARBIN, round.id(), form(100, false));
        var hold = house.holds().open(house.finance, HARBIN, null, 10).items().get(0);
        refused(Problem.HOLD_SECOND_PERSON, () -> house.holds().lift(house.finance, HARBIN, hold.id(), "已核实"));
        refused(Problem.INVALID_FIELDS, () -> house.holds().lift(house.finance2, HARBIN, hold.id(), " "));
        refused(Problem.NOT_PERMITTED, () -> house.holds().lift(house.reviewer, HARBIN, hold.id(), "已核实"));
        house.holds().lift(house.finance2, HARBIN, hold.id(), "更名，工商登记已核实");
        assertThat(house.batches()
                        .prepare(house.finance, HARBIN, round.id(), form(100, false))
                        .payable())
                .isOne();
        assertThat(house.text(
                        "select string_agg(action, ',' order by seq) from journal where subject_type = 'round-item'"))
                .isEqualTo("PAYMENT_HELD,PAYMENT_HOLD_LIFTED");
    }

    @Test
    @DisplayName(
            "no reason turns letters into digits: only another account does, entered by one officer and confirmed by another")
    void otherAccount() {
        var round = house.round(List.of(Due.of(1, "1.00").to("示例企业1", "ABC")));
        var item = round.items().get(0);
        house.batches().prepare(house.finance, HARBIN, round.id(), form(100, false));
        var hold = house.holds().open(house.finance, HARBIN, null, 10).items().get(0);
        house.holds().lift(house.finance2, HARBIN, hold.id(), "请再看");
        assertThat(house.batches()
                        .prepare(house.finance, HARBIN, round.id(), form(100, false))
                        .findings())
                .extracting(PaymentFinding::check)
                .containsExactly(PaymentCheck.ACCOUNT_FORMAT);
        var entered = house.accounts()
                .enter(
                        house.finance,
                        HARBIN,
                        new PaymentAccount.Form(item, "示例企业1", "示例银行", " 2300-0000 0001 ", "企业来函〔示例〕1 号"));
        refused(
                Problem.ACCOUNT_PENDING,
                () -> house.accounts()
                        .enter(
                                house.finance2,
                                HARBIN,
                                new PaymentAccount.Form(item, "示例企业1", "示例银行", "230000000002", "又一函")));
        refused(Problem.HOLD_SECOND_PERSON, () -> house.accounts().decide(house.finance, HARBIN, entered.id(), true));
        house.accounts().decide(house.finance2, HARBIN, entered.id(), true);
        house.holds()
                .open(house.finance, HARBIN, null, 10)
                .items()
                .forEach(one -> house.holds().lift(house.finance2, HARBIN, one.id(), "账户已更正"));
        var batch = house.batches()
                .prepare(house.finance, HARBIN, round.id(), form(100, false))
                .batches()
                .get(0);
        assertThat(house.payments(batch.id()))
                .extracting(PaymentDetails::account)
                .containsExactly("230000000001");
    }

    @Test
    @DisplayName("one account of two beneficiaries, however it is written, and another one than last time")
    void history() {
        var first = house.round(List.of(Due.of(1, "1.00")));
        var batch = house.batches()
                .prepare(house.finance, HARBIN, first.id(), form(100, false))
                .batches()
                .get(0);
        house.batches().send(house.finance, HARBIN, batch.id());
        house.take(report(List.of(house.payments(batch.id()).get(0).endToEndId() + ",成功,,,,")));
        var spaced = PaymentHouse.account(1).replaceAll("(.{4})", "$1 ");
        var second = house.round(List.of(
                Due.of(1, "1.00").to("示例企业1", PaymentHouse.account(9)),
                Due.of(2, "1.00").to("示例企业2", spaced)));
        assertThat(checks(second)).containsExactly(PaymentCheck.ACCOUNT_CHANGED, PaymentCheck.ACCOUNT_SHARED);
    }

    @Test
    @DisplayName(
            "the black list holds below the tenant that keeps it, for its days, until somebody else gives a reason")
    void blackList() {
        var province = PaymentHouse.caller(PaymentHouse.PROVINCE, Role.FINANCE, "province.finance");
        var listed = new CreditListing.Form(
                "12230103FGF1LYQP3T", "示例大学", "示例法院", "〔2026〕示执 1 号", LocalDate.of(2026, 1, 1), null);
        var listing = house.listings().enter(province, PaymentHouse.PROVINCE, listed);
        refused(Problem.LISTING_THERE, () -> house.listings().enter(province, PaymentHouse.PROVINCE, listed));
        assertThat(house.listings().list(house.finance, HARBIN, null, 10).items())
                .hasSize(1);
        refused(Problem.NOT_FOUND, () -> house.listings().lift(house.finance, HARBIN, listing.id(), "越权"));
        var due = new Due("12230103FGF1LYQP3T", "示例大学", "UNIVERSITY", "1.00", "示例大学", PaymentHouse.account(1));
        var round = house.round(List.of(due, Due.of(2, "1.00")));
        var prepared = house.batches().prepare(house.finance, HARBIN, round.id(), form(100, false));
        assertThat(prepared.payable()).isOne();
        assertThat(house.text("select hold from round_item where hold is not null"))
                .isEqualTo("CREDIT");
        var hold = house.holds().open(house.finance, HARBIN, null, 10).items().get(0);
        house.holds().lift(house.finance2, HARBIN, hold.id(), "已履行，法院出具结案通知");
        assertThat(house.batches()
                        .prepare(house.finance, HARBIN, round.id(), form(100, false))
                        .payable())
                .isOne();
        // Of a county's own list the city knows nothing binding.
        var county = PaymentHouse.caller(NANGANG, Role.FINANCE, "nangang.finance");
        house.listings()
                .enter(
                        county,
                        NANGANG,
                        new CreditListing.Form(
                                "91230604EWNG4M6U05", "示例企业", "示例法院", "2 号", LocalDate.of(2026, 1, 1), null));
        assertThat(house.listings().list(house.finance, HARBIN, null, 10).items())
                .hasSize(1);
        house.listings().lift(province, PaymentHouse.PROVINCE, listing.id(), "已移出");
        assertThat(checks(house.round(List.of(due)))).isEmpty();
    }

    @Test
    @DisplayName("the list as a file, all or nothing; the same lines again add nothing")
    void listAsFile() {
        var good = "统一社会信用代码,名称,来源,文号,起始日期,截止日期\n12230103FGF1LYQP3T,示例大学,示例法院,1 号,2026-01-01,\n"
                + "91230604EWNG4M6U05,示例企业,示例法院,2 号,2026-01-01,2026-12-31\n";
        assertThat(house.listings().take(house.finance, HARBIN, PaymentHouse.temporary(good)))
                .isEqualTo(new CreditListing.Import(2, 0));
        assertThat(house.listings().take(house.finance, HARBIN, PaymentHouse.temporary("\uFEFF" + good)))
                .isEqualTo(new CreditListing.Import(0, 2));
        var bad = good + "12230103FGF1LYQP3X,错码,示例法院,3 号,昨天,\n";
        refused(
                Problem.INVALID_FIELDS,
                () -> house.listings().take(house.finance, HARBIN, PaymentHouse.temporary(bad)));
        refused(
                Problem.FILE_NOT_READABLE,
                () -> house.listings().take(house.finance, HARBIN, PaymentHouse.temporary("名称\n示例\n")));
    }
}
