package org.longji.disbursement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.disbursement.PaymentHouse.HARBIN;
import static org.longji.disbursement.PaymentHouse.NOW;
import static org.longji.disbursement.PaymentHouse.TODAY;
import static org.longji.disbursement.PaymentHouse.form;
import static org.longji.disbursement.PaymentHouse.report;
import static org.longji.disbursement.PaymentTest.refused;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.approval.ApprovalKind;
import org.longji.approval.Approvals;
import org.longji.disbursement.PaymentHouse.Due;
import org.longji.disbursement.RecoveryForm.Ground;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;
import org.longji.policy.Exclusivity;
import org.longji.policy.GoverningClock;
import org.longji.policy.HostTerms;
import org.longji.policy.HostTerms.Clawback;
import org.longji.policy.HostTerms.DayCount;
import org.longji.policy.HostTerms.InterestFrom;
import org.longji.policy.PolicyVersion;
import org.longji.policy.PolicyVersions;
import org.longji.policy.SomeTerms;
import org.longji.shared.Caller;
import org.longji.shared.Problem;
import org.longji.shared.Role;

/** What was paid and is not owed, on a real database: what is demanded, what comes back, and where it goes. */
@DisplayName("What was paid and is not owed comes back, to the fen and to the day")
class RecoveryCaseTest {

    private static final Instant DEMANDED = NOW.plus(Duration.ofDays(30));
    private static final Instant LATER = NOW.plus(Duration.ofDays(100));

    private final PaymentHouse house = new PaymentHouse();

    /** 3.65 % a year: one part in ten thousand a day. */
    private void interest() {
        var version = new PolicyVersion(
                        HARBIN,
                        PaymentHouse.POLICY,
                        "1",
                        "trial",
                        new Text("示例政策", "Sample"),
                        "示例办法",
                        "一",
                        LocalDate.of(2020, 1, 1),
                        Optional.empty(),
                        GoverningClock.RECEIVED,
                        true,
                        Exclusivity.NONE,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of())
                .with(new HostTerms(
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        null,
                        List.of(),
                        new Clawback("0.0365", DayCount.ACTUAL_365, InterestFrom.DECIDED, SomeTerms.CLAUSE)));
        PolicyVersions.enact(house.transactions, version);
        house.database.asOwner(
                "update entitlement set peak_amount = entitled_amount, peak_policy_tenant = policy_tenant, peak_version = '1',"
                        + " peak_on = '2026-01-05'");
    }

    private PaymentHouse.Round paid(String... amounts) {
        var dues = new java.util.ArrayList<Due>();
        for (int i = 0; i < amounts.length; i++) {
            dues.add(Due.of(i + 1, amounts[i]));
        }
        var round = house.round(dues);
        var batch = house.batches()
                .prepare(house.finance, HARBIN, round.id(), form(100, false))
                .batches()
                .get(0);
        house.batches().send(house.finance, HARBIN, batch.id());
        house.take(report(house.payments(batch.id()).stream()
                .map(payment -> payment.endToEndId() + ",成功," + payment.amount() + ",,,2026-06-01")
                .toList()));
        return round;
    }

    private UUID entitlement(UUID item) {
        return UUID.fromString(house.text("select entitlement_id from round_item where id = '" + item + "'"));
    }

    private void decidedAnew(UUID entitlement, String amount) {
        house.database.asOwner(
                "update entitlement set entitled_amount = " + amount + ", lowered_on = '2026-06-20', record ="
                        + " '{\"outcome\":{\"entitledAmount\":\"" + amount + "\"},\"host\":{}}', status = '"
                        + (amount.equals("0.00") ? "NOT_ENTITLED" : "ENTITLED") + "' where id = '" + entitlement + "'");
    }

    private RecoveryCase opened(UUID entitlement) {
        return house.recoveries(DEMANDED)
                .open(house.finance, HARBIN, new RecoveryForm(entitlement, Ground.REVOKED, null, "登记被撤销", null));
    }

    private RecoveryCase demanded(UUID id) {
        return house.recoveries(DEMANDED)
                .demand(house.finance, HARBIN, id, new RecoveryForm.Demand(10, "示例办法第八条", "示例市财政局 示例银行 2301000000001"));
    }

    private static RecoveryForm.Receipt receipt(String reference, LocalDate on, String amount) {
        return new RecoveryForm.Receipt(reference, on, Money.of(amount));
    }

    @Test
    @DisplayName("a decision made anew for less is found, and only where money was really paid")
    void found() {
        var round = paid("10000.00", "500.00");
        assertThat(house.recoveries(DEMANDED).findings(house.reviewer, HARBIN)).isEmpty();
        decidedAnew(entitlement(round.items().get(0)), "4000.00");
        assertThat(house.recoveries(DEMANDED).findings(house.reviewer, HARBIN))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.paid()).isEqualTo(Money.of("10000.00"));
                    assertThat(one.excess()).isEqualTo(Money.of("6000.00"));
                });
        house.database.asOwner("update entitlement set status = 'NEEDS_JUDGEMENT' where entitled_amount = 4000");
        assertThat(house.recoveries(DEMANDED).findings(house.reviewer, HARBIN)).isEmpty();
        refused(Problem.NOT_FOUND, () -> opened(entitlement(round.items().get(0))));
        refused(
                Problem.NOTHING_TO_RECOVER,
                () -> opened(entitlement(round.items().get(1))));
    }

    @Test
    @DisplayName(
            "interest by the day on what is left, first to interest and then to principal, back to the budget; settled at zero")
    void wholeWay() {
        var round = paid("10000.00");
        interest();
        decidedAnew(entitlement(round.items().get(0)), "0.00");
        var one = opened(entitlement(round.items().get(0)));
        assertThat(one.principal()).isEqualTo(Money.of("10000.00"));
        // Decided in January, but the money was not out before the first of June.
        assertThat(one.interestFrom()).isEqualTo(TODAY);
        // 30 days, 1 yuan a day.
        assertThat(one.account().interest()).isEqualTo(Money.of("30.00"));
        refused(Problem.RECOVERY_OPEN, () -> opened(entitlement(round.items().get(0))));
        var demanded = demanded(one.id());
        // Ten working days after Wednesday, 1 July 2026.
        assertThat(demanded.dueOn()).isEqualTo(LocalDate.of(2026, 7, 15));
        var first = house.recoveries(LATER)
                .receive(house.finance, HARBIN, one.id(), receipt("B-1", LocalDate.of(2026, 7, 11), "5040.00"));
        // 40 days of interest, the rest principal.
        assertThat(first.receipts()).singleElement().satisfies(receipt -> {
            assertThat(receipt.interest()).isEqualTo(Money.of("40.00"));
            assertThat(receipt.principal()).isEqualTo(Money.of("5000.00"));
        });
        house.assertBalanced();
        assertThat(house.text("select available || '/' || paid from budget")).isEqualTo("5000.00/5000.00");
        // Half the principal, half a yuan a day, 60 days more.
        assertThat(first.account().total()).isEqualTo(Money.of("5030.00"));
        assertThat(house.recoveries(LATER)
                        .receive(house.finance2, HARBIN, one.id(), receipt("B-1", LocalDate.of(2026, 7, 11), "5040.00"))
                        .receipts())
                .hasSize(1);
        refused(
                Problem.IDEMPOTENCY_KEY_REUSED,
                () -> house.recoveries(LATER)
                        .receive(house.finance, HARBIN, one.id(), receipt("B-1", LocalDate.of(2026, 7, 11), "1.00")));
        refused(
                Problem.RECOVERY_TOO_MUCH,
                () -> house.recoveries(LATER)
                        .receive(house.finance, HARBIN, one.id(), receipt("B-2", LocalDate.of(2026, 9, 9), "5030.01")));
        refused(
                Problem.INVALID_FIELDS,
                () -> house.recoveries(LATER)
                        .receive(house.finance, HARBIN, one.id(), receipt("B-2", LocalDate.of(2026, 7, 10), "1.00")));
        var settled = house.recoveries(LATER)
                .receive(house.finance, HARBIN, one.id(), receipt("B-2", LocalDate.of(2026, 9, 9), "5030.00"));
        assertThat(settled.status()).isEqualTo(RecoveryStatus.SETTLED);
        assertThat(settled.account().total()).isEqualTo(Money.ZERO);
        house.assertBalanced();
        assertThat(house.text("select paid::text from budget")).isEqualTo("0.00");
        assertThat(house.recoveries(LATER).findings(house.finance, HARBIN)).isEmpty();
        // What was given back cannot be returned by the bank once more.
        var payment = house.batches()
                .payments(house.finance, HARBIN, round.id(), null, null, null, 10)
                .items()
                .get(0);
        assertThat(house.take(report(List.of(payment.endToEndId() + ",退汇,,,,"))).mismatches())
                .isOne();
        house.assertBalanced();
    }

    @Test
    @DisplayName("the letter says what was owed on its day, in both languages, and the same whenever it is printed")
    void letter() throws IOException {
        var round = paid("10000.00");
        interest();
        decidedAnew(entitlement(round.items().get(0)), "0.00");
        var one = opened(entitlement(round.items().get(0)));
        refused(Problem.NOT_NOW, () -> house.recoveries(DEMANDED).letter(house.finance, HARBIN, one.id(), false));
        demanded(one.id());
        var letter = house.recoveries(DEMANDED).letter(house.finance, HARBIN, one.id(), false);
        assertThat(text(letter))
                .contains(
                        "追回通知书", "示例企业1", "10,000.00", "30.00", "10,030.00", "2026-07-15", "示例办法第八条", "2301000000001");
        house.recoveries(LATER)
                .receive(house.finance, HARBIN, one.id(), receipt("B-1", LocalDate.of(2026, 7, 11), "5040.00"));
        assertThat(house.recoveries(LATER).letter(house.finance, HARBIN, one.id(), false))
                .isEqualTo(letter);
        assertThat(text(house.recoveries(LATER).letter(house.finance, HARBIN, one.id(), true)))
                .contains("Demand for repayment", "10,030.00");
    }

    private static String text(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    @Test
    @DisplayName("a plan adds up to the fen and fills part by part")
    void plan() {
        var round = paid("100.00");
        decidedAnew(entitlement(round.items().get(0)), "0.00");
        var one = opened(entitlement(round.items().get(0)));
        refused(
                Problem.NOT_NOW,
                () -> house.recoveries(DEMANDED)
                        .plan(
                                house.finance,
                                HARBIN,
                                one.id(),
                                new RecoveryForm.Plan(null, 3, LocalDate.of(2026, 7, 31))));
        demanded(one.id());
        refused(
                Problem.PLAN_NOT_THE_SUM,
                () -> house.recoveries(DEMANDED)
                        .plan(
                                house.finance,
                                HARBIN,
                                one.id(),
                                new RecoveryForm.Plan(
                                        List.of(new RecoveryForm.Plan.Part(
                                                LocalDate.of(2026, 8, 1), Money.of("99.99"))),
                                        null,
                                        null)));
        var planned = house.recoveries(DEMANDED)
                .plan(house.finance, HARBIN, one.id(), new RecoveryForm.Plan(null, 3, LocalDate.of(2026, 7, 31)));
        assertThat(planned.status()).isEqualTo(RecoveryStatus.PLAN);
        assertThat(planned.instalments())
                .extracting(part -> part.dueOn() + " " + part.amount())
                .containsExactly("2026-07-31 33.34", "2026-08-31 33.33", "2026-09-30 33.33");
        var late = house.recoveries(LATER)
                .receive(house.finance, HARBIN, one.id(), receipt("B-1", LocalDate.of(2026, 9, 1), "40.00"));
        assertThat(late.instalments())
                .extracting(part -> part.paid() + " " + part.overdue())
                .containsExactly("33.34 false", "6.66 true", "0.00 false");
        var anew = house.recoveries(LATER)
                .plan(house.finance, HARBIN, one.id(), new RecoveryForm.Plan(null, 7, LocalDate.of(2026, 10, 31)));
        assertThat(Money.sum(anew.instalments().stream()
                        .map(RecoveryCase.Instalment::amount)
                        .toList()))
                .isEqualTo(Money.of("60.00"));
        house.assertBalanced();
    }

    @Test
    @DisplayName(
            "set off against a later award, the bank pays the rest, and both budgets say so; with all of it the bank pays nothing")
    void offset() {
        var first = paid("300.00");
        decidedAnew(entitlement(first.items().get(0)), "0.00");
        var later = house.round(List.of(Due.of(1, "1000.00"), Due.of(2, "50.00")));
        var one = opened(entitlement(first.items().get(0)));
        demanded(one.id());
        assertThat(house.recoveries(DEMANDED).offsets(house.finance, HARBIN, one.id()))
                .singleElement()
                .satisfies(offset -> assertThat(offset.payable()).isEqualTo(Money.of("1000.00")));
        refused(
                Problem.OFFSET_NOT_POSSIBLE,
                () -> house.recoveries(DEMANDED)
                        .offset(
                                house.finance,
                                HARBIN,
                                one.id(),
                                new RecoveryForm.Offset(later.items().get(1), null)));
        var settled = house.recoveries(DEMANDED)
                .offset(
                        house.finance,
                        HARBIN,
                        one.id(),
                        new RecoveryForm.Offset(later.items().get(0), null));
        assertThat(settled.status()).isEqualTo(RecoveryStatus.SETTLED);
        house.assertBalanced();
        var batch = house.batches()
                .prepare(house.finance, HARBIN, later.id(), form(100, false))
                .batches()
                .get(0);
        assertThat(house.payments(batch.id()))
                .extracting(PaymentDetails::amount)
                .containsExactly(Money.of("700.00"), Money.of("50.00"));
        house.batches().send(house.finance, HARBIN, batch.id());
        house.take(report(house.payments(batch.id()).stream()
                .map(payment -> payment.endToEndId() + ",成功,,,,")
                .toList()));
        house.assertBalanced();
        // 300 paid by mistake, 300 back; 1050 awarded, of which 750 went through the bank.
        assertThat(house.text("select available || '/' || committed || '/' || paid from budget"))
                .isEqualTo("300.00/0.00/1050.00");
        // A debt larger than the award takes all of it.
        decidedAnew(entitlement(later.items().get(0)), "0.00");
        var small = house.round(List.of(Due.of(1, "20.00")));
        var again = opened(entitlement(later.items().get(0)));
        var left = house.recoveries(DEMANDED)
                .offset(
                        house.finance,
                        HARBIN,
                        again.id(),
                        new RecoveryForm.Offset(small.items().get(0), null));
        assertThat(left.account().total()).isEqualTo(Money.of("980.00"));
        assertThat(house.itemStatus(small.items().get(0))).isEqualTo("PAID");
        assertThat(house.batches().look(house.finance, HARBIN, small.id(), true).payable())
                .isZero();
        house.assertBalanced();
    }

    @Test
    @DisplayName("for fraud an officer states how much, at most what was paid, with a paper")
    void fraud() {
        var round = paid("300.00");
        var entitlement = entitlement(round.items().get(0));
        refused(
                Problem.INVALID_FIELDS,
                () -> house.recoveries(DEMANDED)
                        .open(
                                house.finance,
                                HARBIN,
                                new RecoveryForm(entitlement, Ground.FRAUD, Money.of("1.00"), "虚假合同", null)));
        refused(
                Problem.NOTHING_TO_RECOVER,
                () -> house.recoveries(DEMANDED)
                        .open(
                                house.finance,
                                HARBIN,
                                new RecoveryForm(entitlement, Ground.FRAUD, Money.of("300.01"), "虚假合同", "示例文号")));
        refused(
                Problem.NOT_PERMITTED,
                () -> house.recoveries(DEMANDED)
                        .open(
                                house.reviewer,
                                HARBIN,
                                new RecoveryForm(entitlement, Ground.FRAUD, Money.of("300.00"), "虚假合同", "示例文号")));
        assertThat(house.recoveries(DEMANDED)
                        .open(
                                house.finance,
                                HARBIN,
                                new RecoveryForm(entitlement, Ground.FRAUD, Money.of("300.00"), "虚假合同", "示例文号"))
                        .principal())
                .isEqualTo(Money.of("300.00"));
    }

    @Test
    @DisplayName("written off by approval alone; turned down, it goes on; what is written off is not found again")
    void writtenOff() {
        var round = paid("300.00");
        decidedAnew(entitlement(round.items().get(0)), "0.00");
        var one = opened(entitlement(round.items().get(0)));
        assertThat(new RecoveryWriteOffs(house.recoveries(LATER)).kind()).isEqualTo(ApprovalKind.WRITE_OFF);
        var admin = PaymentHouse.caller(HARBIN, Role.ADMINISTRATOR, "harbin.admin");
        List.of(house.finance, house.reviewer, admin).forEach(house::account);
        var turnedDown = asked(one);
        refused(Problem.NOT_NOW, () -> asked(one));
        sign(house.reviewer, turnedDown, false);
        var goesOn = house.recoveries(LATER).details(house.finance, HARBIN, one.id());
        assertThat(goesOn.status()).isEqualTo(RecoveryStatus.OPEN);
        assertThat(goesOn.approval()).isNull();
        var approved = asked(one);
        sign(house.reviewer, approved, true);
        assertThat(house.recoveries(LATER)
                        .details(house.finance, HARBIN, one.id())
                        .status())
                .isEqualTo(RecoveryStatus.OPEN);
        sign(admin, approved, true);
        var gone = house.recoveries(LATER).details(house.finance, HARBIN, one.id());
        assertThat(gone.status()).isEqualTo(RecoveryStatus.WRITTEN_OFF);
        assertThat(gone.writtenOff()).isEqualTo(Money.of("300.00"));
        assertThat(house.recoveries(LATER).findings(house.finance, HARBIN)).isEmpty();
        refused(
                Problem.NOT_NOW,
                () -> house.recoveries(LATER).receive(house.finance, HARBIN, one.id(), receipt("B", TODAY, "1.00")));
        house.assertBalanced();
    }

    private UUID asked(RecoveryCase one) {
        return Objects.requireNonNull(house.recoveries(LATER)
                .askWriteOff(house.finance, HARBIN, one.id(), "企业已破产，无可供执行财产")
                .approval());
    }

    private void sign(Caller officer, UUID approval, boolean approves) {
        var step = Integer.parseInt(house.text(
                "select number::text from approval_step where case_id = '" + approval + "' and state = 'OPEN'"));
        house.approvals(LATER).sign(officer, HARBIN, approval, new Approvals.SignForm(step, approves, "已阅"));
    }
}
