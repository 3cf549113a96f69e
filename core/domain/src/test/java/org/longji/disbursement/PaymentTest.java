package org.longji.disbursement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.longji.disbursement.PaymentHouse.HARBIN;
import static org.longji.disbursement.PaymentHouse.form;
import static org.longji.disbursement.PaymentHouse.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.disbursement.PaymentHouse.Due;
import org.longji.inbox.Inbox;
import org.longji.inbox.Notice;
import org.longji.plugin.api.Money;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Sql;
import org.longji.shared.SqlFailure;
import org.longji.shared.TenantScope;

/** From what a round approved to the bank and back, on a real database. */
@DisplayName("Payments leave once, and the bank's word alone says what became of them")
class PaymentTest {

    private final PaymentHouse house = new PaymentHouse();

    private static List<Due> dues(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> Due.of(number, number + "00.01"))
                .toList();
    }

    private PaymentBatch sent(PaymentHouse.Round round) {
        var prepared = house.batches().prepare(house.finance, HARBIN, round.id(), form(100, true));
        assertThat(prepared.findings()).isEmpty();
        return house.batches()
                .send(house.finance, HARBIN, prepared.batches().get(0).id());
    }

    private static String line(PaymentDetails payment, String status) {
        return payment.endToEndId() + "," + status + "," + payment.amount() + ",,,2026-06-02";
    }

    static void refused(Problem problem, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        failure -> assertThat(failure.problem()).isEqualTo(problem));
    }

    @Test
    @DisplayName("a batch is prepared, sent, answered: the item is paid, the ledger moved, the batch settled")
    void wholeWay() {
        var round = house.round(dues(3));
        var prepared = house.batches().prepare(house.finance, HARBIN, round.id(), form(2, false));
        assertThat(prepared.batches()).extracting(PaymentBatch::payments).containsExactly(2, 1);
        assertThat(prepared.total()).isEqualTo(Money.of("600.03"));
        var batch = prepared.batches().get(0);
        refused(Problem.BATCH_NOT_SENT, () -> house.file(batch.id(), BankFile.Format.CSV));
        house.batches().send(house.finance, HARBIN, batch.id());
        house.assertBalanced();
        var payments = house.payments(batch.id());
        assertThat(payments).allSatisfy(payment -> {
            assertThat(payment.status()).isEqualTo(PaymentStatus.SENT);
            assertThat(payment.endToEndId()).hasSizeLessThanOrEqualTo(35).matches("[A-Z0-9]+");
        });
        var taken = house.take(
                report(List.of(line(payments.get(0), "成功"), payments.get(1).endToEndId() + ",失败,,账号户名不符,,")));
        assertThat(taken)
                .extracting(BankReport::applied, BankReport::mismatches)
                .containsExactly(2, 0);
        house.assertBalanced();
        assertThat(house.itemStatus(round.items().get(0))).isEqualTo("PAID");
        assertThat(house.itemStatus(round.items().get(1))).isEqualTo("APPROVED");
        var settled = house.batches().details(house.finance, HARBIN, batch.id());
        assertThat(settled.status()).isEqualTo(PaymentBatchStatus.SETTLED);
        assertThat(settled.byStatus()).isEqualTo(Map.of(PaymentStatus.SUCCEEDED, 1, PaymentStatus.FAILED, 1));
        assertThat(house.payments(batch.id()).get(1).bankReason()).isEqualTo("账号户名不符");
    }

    @Test
    @DisplayName(
            "what failed is paid again only when asked for, under another identifier; no answer is never a failure")
    void retry() {
        var round = house.round(dues(2));
        var batch = sent(round);
        var payments = house.payments(batch.id());
        house.take(report(List.of(line(payments.get(0), "失败"), line(payments.get(1), "处理中"))));
        assertThat(house.batches()
                        .prepare(house.finance, HARBIN, round.id(), form(10, false))
                        .batches())
                .isEmpty();
        var again = house.batches().prepare(house.finance, HARBIN, round.id(), form(10, true));
        assertThat(again.payable()).isOne();
        var second = house.payments(again.batches().get(0).id()).get(0);
        assertThat(second.item()).isEqualTo(payments.get(0).item());
        assertThat(second.attempt()).isEqualTo(2);
        assertThat(second.endToEndId()).isNotEqualTo(payments.get(0).endToEndId());
        house.assertBalanced();
    }

    @Test
    @DisplayName("what came back is owed again, and a closed round is open again")
    void returned() {
        var round = house.round(dues(1));
        var first = house.payments(sent(round).id()).get(0);
        house.take(report(List.of(line(first, "成功"))));
        house.database.asOwner("update payment_round set status = 'CLOSED' where id = '" + round.id() + "'");
        house.take(report(List.of(line(first, "退汇"))));
        house.assertBalanced();
        assertThat(house.itemStatus(first.item())).isEqualTo("APPROVED");
        assertThat(house.text("select status from payment_round where id = '" + round.id() + "'"))
                .isEqualTo("PAYMENT");
        var second = house.payments(sent(round).id()).get(0);
        house.take(report(List.of(line(second, "成功"))));
        house.assertBalanced();
        assertThat(house.text("select paid::text from budget")).isEqualTo("100.01");
    }

    private List<Notice> told(int beneficiary) {
        return new Inbox(house.transactions, List.of())
                .notices(PaymentHouse.applicant(PaymentHouse.code(beneficiary)), HARBIN, null, 10)
                .items();
    }

    @Test
    @DisplayName("a beneficiary is told what the bank refused or sent back, why, and what to do about it; once")
    void toldOfRefusal() {
        var payments = house.payments(sent(house.round(dues(4))).id());
        house.take(report(List.of(
                line(payments.get(0), "失败").replace(",,,", ",户名不符,,"),
                line(payments.get(1), "退汇"),
                line(payments.get(2), "成功"),
                line(payments.get(3), "处理中"))));
        house.take(report(List.of(line(payments.get(0), "失败"), line(payments.get(1), "退汇"))));
        assertThat(told(1)).singleElement().satisfies(notice -> {
            assertThat(notice.kind()).isEqualTo("ROUND_NOT_PAID");
            assertThat(notice.subjectType()).isEqualTo("own-money");
            assertThat(notice.text().zh()).contains("1 项", "100.01 元", "未能办理", "户名不符", "更正后的账户");
            assertThat(notice.text().en()).contains("1 items", "100.01 CNY", "refused", "户名不符", "right ones");
        });
        assertThat(told(2)).singleElement().satisfies(notice -> {
            assertThat(notice.kind()).isEqualTo("ROUND_NOT_PAID");
            assertThat(notice.text().zh()).contains("200.01 元", "退汇").doesNotContain("原因");
        });
        assertThat(told(3)).extracting(Notice::kind).containsExactly("ROUND_PAID");
        assertThat(told(4)).isEmpty();
        // Paid first, then it came back.
        house.take(report(List.of(line(payments.get(2), "退汇"))));
        assertThat(told(3)).extracting(Notice::kind).containsExactly("ROUND_NOT_PAID", "ROUND_PAID");
    }

    @Test
    @DisplayName("what came back before anybody said that it arrived had arrived")
    void returnedFirst() {
        var round = house.round(dues(1));
        var payment = house.payments(sent(round).id()).get(0);
        house.take(report(List.of(line(payment, "退汇"))));
        assertThat(house.payments(payment.batch()).get(0).status()).isEqualTo(PaymentStatus.RETURNED);
        assertThat(house.take(report(List.of(line(payment, "成功")))).unchanged()).isOne();
        house.assertBalanced();
    }

    @Test
    @DisplayName("the same file twice changes nothing; what contradicts waits for an officer")
    void reconciliation() {
        var round = house.round(dues(4));
        var payments = house.payments(sent(round).id());
        var text = report(List.of(
                line(payments.get(0), "成功"),
                line(payments.get(0), "成功"),
                payments.get(1).endToEndId() + ",成功,1.00,,,",
                "LJ000,成功,,,,",
                payments.get(2).endToEndId() + ",不知道,,,,",
                line(payments.get(3), "失败")));
        var report = house.take(text);
        assertThat(house.take(text).id()).isEqualTo(report.id());
        assertThat(report)
                .extracting(BankReport::lines, BankReport::applied, BankReport::mismatches)
                .containsExactly(6, 2, 4);
        var mismatches = house.reports()
                .mismatches(house.finance, HARBIN, report.id(), true, null, 100)
                .items();
        assertThat(mismatches)
                .extracting(BankMismatch::kind)
                .containsExactly(
                        BankMismatch.Kind.DUPLICATE_LINE,
                        BankMismatch.Kind.WRONG_AMOUNT,
                        BankMismatch.Kind.UNKNOWN_ID,
                        BankMismatch.Kind.NOT_READABLE);
        house.assertBalanced();
        // First no, then yes: nothing is paid again while nobody knows.
        house.take(report(List.of(line(payments.get(3), "成功"))));
        assertThat(house.batches()
                        .prepare(house.finance, HARBIN, round.id(), form(10, true))
                        .payable())
                .isZero();
        var doubt = house.reports().mismatches(house.finance, HARBIN, null, true, null, 100).items().stream()
                .filter(one -> one.kind() == BankMismatch.Kind.CONTRADICTION)
                .findFirst()
                .orElseThrow();
        house.reports().close(house.finance2, HARBIN, doubt.id(), new BankMismatch.Closing(true, "银行来函确认已入账"));
        assertThat(house.itemStatus(payments.get(3).item())).isEqualTo("PAID");
        house.assertBalanced();
        refused(
                Problem.NOT_NOW,
                () -> house.reports().close(house.finance2, HARBIN, doubt.id(), new BankMismatch.Closing(true, "再次")));
        var wrongAmount = mismatches.get(1);
        refused(
                Problem.NOT_NOW,
                () -> house.reports()
                        .close(house.finance, HARBIN, wrongAmount.id(), new BankMismatch.Closing(true, "采信")));
        house.reports().close(house.finance, HARBIN, wrongAmount.id(), new BankMismatch.Closing(false, "银行更正"));
    }

    @Test
    @DisplayName("a contradiction closed against the bank lets the item be paid again")
    void bankWasWrong() {
        var round = house.round(dues(1));
        var payment = house.payments(sent(round).id()).get(0);
        house.take(report(List.of(line(payment, "失败"))));
        house.take(report(List.of(line(payment, "成功"))));
        var doubt = house.reports()
                .mismatches(house.finance, HARBIN, null, true, null, 10)
                .items()
                .get(0);
        assertThat(house.batches().look(house.finance, HARBIN, round.id(), true).payable())
                .isZero();
        house.reports().close(house.finance, HARBIN, doubt.id(), new BankMismatch.Closing(false, "银行误报"));
        assertThat(house.batches().look(house.finance, HARBIN, round.id(), true).payable())
                .isOne();
        house.assertBalanced();
    }

    @Test
    @DisplayName("the bank's word on one payment, said twice, moves money once")
    void oneByOne() {
        var payment = house.payments(sent(house.round(dues(1))).id()).get(0);
        var word = new BankReport.Word(BankWord.SUCCEEDED, payment.amount(), null, "B-1", LocalDate.of(2026, 6, 2));
        var first = house.reports().say(house.finance, HARBIN, payment.id(), word);
        assertThat(house.reports()
                        .say(house.finance2, HARBIN, payment.id(), word)
                        .id())
                .isEqualTo(first.id());
        house.assertBalanced();
        refused(Problem.NOT_PERMITTED, () -> house.reports().say(house.reviewer, HARBIN, payment.id(), word));
        refused(Problem.TENANT_NOT_FOUND, () -> house.reports().say(house.daqing, HARBIN, payment.id(), word));
    }

    @Test
    @DisplayName("what was not sent can be withdrawn and prepared again; what was sent cannot")
    void withdrawn() {
        var round = house.round(dues(2));
        var prepared = house.batches()
                .prepare(house.finance, HARBIN, round.id(), form(10, false))
                .batches()
                .get(0);
        house.batches().cancel(house.finance, HARBIN, prepared.id(), "日期有误");
        house.assertBalanced();
        var again = house.batches()
                .prepare(house.finance, HARBIN, round.id(), form(10, false))
                .batches()
                .get(0);
        house.batches().send(house.finance, HARBIN, again.id());
        assertThat(house.batches().send(house.finance, HARBIN, again.id()).status())
                .isEqualTo(PaymentBatchStatus.SENT);
        refused(Problem.NOT_NOW, () -> house.batches().cancel(house.finance, HARBIN, again.id(), "太晚"));
        refused(Problem.NOT_NOW, () -> house.batches().send(house.finance, HARBIN, prepared.id()));
        // The bank cannot know what was withdrawn.
        var report =
                house.take(report(List.of(line(house.payments(prepared.id()).get(0), "成功"))));
        assertThat(report.mismatches()).isOne();
        house.assertBalanced();
    }

    @Test
    @DisplayName("an item held after its batch was prepared keeps the batch in the house")
    void heldMeanwhile() {
        var round = house.round(dues(2));
        var prepared = house.batches()
                .prepare(house.finance, HARBIN, round.id(), form(10, false))
                .batches()
                .get(0);
        house.holds().place(house.finance, HARBIN, round.items().get(0), "来信核实中");
        refused(Problem.PAYMENTS_HELD, () -> house.batches().send(house.finance, HARBIN, prepared.id()));
        house.batches().cancel(house.finance, HARBIN, prepared.id(), "有项目暂缓");
        assertThat(house.batches()
                        .prepare(house.finance, HARBIN, round.id(), form(10, false))
                        .payable())
                .isOne();
    }

    @Test
    @DisplayName("ten officers preparing at once take no item twice")
    void atOnce() throws Exception {
        var round = house.round(dues(60));
        var officers = Executors.newFixedThreadPool(10);
        try {
            var prepared = new ArrayList<Callable<PaymentPreparation>>();
            for (int i = 0; i < 10; i++) {
                var officer = i % 2 == 0 ? house.finance : house.finance2;
                prepared.add(() -> house.batches().prepare(officer, HARBIN, round.id(), form(7, true)));
            }
            int payments = 0;
            for (var one : officers.invokeAll(prepared)) {
                payments += one.get().payable();
            }
            assertThat(payments).isEqualTo(60);
        } finally {
            officers.shutdownNow();
        }
        house.assertBalanced();
        assertThat(house.text("select count(distinct item_id) || '/' || count(*) from payment"))
                .isEqualTo("60/60");
    }

    @Test
    @DisplayName("the database itself refuses a second payment, another amount, a held item and a step backwards")
    void walls() {
        var round = house.round(dues(2));
        var batch = house.batches()
                .prepare(house.finance, HARBIN, round.id(), form(1, false))
                .batches()
                .get(0);
        var payment = house.payments(batch.id()).get(0);
        var open = openBatch(round);
        var item = payment.item();
        broken("payment_live", insert(open, item, payment.beneficiaryCode(), "100.01", 2));
        var other = round.items().get(1);
        house.batches().cancel(house.finance, HARBIN, house.batchOf(other), "让出项目");
        broken("payment_amount", insert(open, other, PaymentHouse.code(2), "1.00", 2));
        broken("payment_attempt", insert(open, other, PaymentHouse.code(2), "200.01", 3));
        broken("payment_end_to_end_id_key", insert(open, other, PaymentHouse.code(2), "200.01", 1));
        broken("payment_of_its_item", insert(open, other, PaymentHouse.code(3), "200.01", 2));
        broken("payment_step", "update payment set status = 'SUCCEEDED' where id = '" + payment.id() + "'");
        broken("payment_step", "update payment set status = 'FAILED' where id = '" + payment.id() + "'");
        broken("payment_live", "update round_item set status = 'DROPPED' where id = '" + item + "'");
        house.database.asOwner("update round_item set hold = 'OFFICER' where id in ('" + other + "', '" + item + "')");
        broken("payment_item_held", insert(open, other, PaymentHouse.code(2), "200.01", 2));
        broken("payment_item_held", "update payment set status = 'SENT' where id = '" + payment.id() + "'");
        var change = "update payment set amount = 1 where id = '" + payment.id() + "'";
        assertThatThrownBy(() -> asApplication(change))
                .isInstanceOfSatisfying(
                        SqlFailure.class, failure -> assertThat(failure.state()).isEqualTo("42501"));
    }

    private UUID openBatch(PaymentHouse.Round round) {
        var id = UUID.randomUUID();
        house.database.asOwner(
                "insert into payment_batch (id, tenant, round_id, number, status, payments, total, payer, payer_bank,"
                        + " payer_account, execution_day, prepared_by_id, prepared_by, prepared_at) values ('" + id
                        + "', " + HARBIN + ", '"
                        + round.id() + "', 99, 'PREPARED', 1, 1, 'x', 'x', '12345678', '2026-06-01', '" + id
                        + "', 'x', now())");
        return id;
    }

    private static String insert(UUID batch, UUID item, String code, String amount, int attempt) {
        return "insert into payment (id, tenant, batch_id, round_id, item_id, attempt, position, amount, beneficiary_code, payee, bank, account,"
                + " purpose, status) values ('" + UUID.randomUUID() + "', " + HARBIN + ", '" + batch
                + "', (select round_id from payment_batch where id = '" + batch + "'), '" + item
                + "', " + attempt
                + ", 1, " + amount + ", '" + code + "', 'x', 'x', '12345678', 'x', 'READY')";
    }

    private void asApplication(String sql) {
        house.transactions.within(TenantScope.exactly(HARBIN), em -> Sql.update(em, sql));
    }

    private void broken(String constraint, String sql) {
        assertThatThrownBy(() -> asApplication(sql))
                .isInstanceOfSatisfying(
                        SqlFailure.class,
                        failure -> assertThat(failure.violates(constraint))
                                .as("%s instead of %s", failure.getMessage(), constraint)
                                .isTrue());
    }

    @Test
    @DisplayName("a beneficiary sees its own payments and nobody else's, and writes none")
    void ownPayments() {
        sent(house.round(dues(2)));
        var seen = house.transactions.within(
                TenantScope.exactly(HARBIN).asParty(PaymentHouse.code(1)),
                em -> Sql.query(em, "select beneficiary_code from payment", row -> row.text("beneficiary_code")));
        assertThat(seen).containsExactly(PaymentHouse.code(1));
        assertThat(house.transactions.<Integer>within(
                        TenantScope.exactly(HARBIN).asParty(PaymentHouse.code(1)),
                        em -> Sql.update(em, "update payment set bank_reason = 'x'")))
                .isZero();
        refused(
                Problem.NOT_PERMITTED,
                () -> house.batches().rounds(PaymentHouse.applicant(PaymentHouse.code(1)), HARBIN));
    }
}
