package org.longji.disbursement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.longji.approval.Approvals;
import org.longji.audit.Seals;
import org.longji.plugin.api.Money;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Role;
import org.longji.shared.Sha256;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;

/** A round from what is due to the approved list, on a real database. */
class RoundTest {

    private final RoundHouse house = new RoundHouse();

    private static Problem problem(ThrowingCallable action) {
        return catchThrowableOfType(ProblemException.class, action).problem();
    }

    private void owesThree() {
        house.owes(RoundHouse.HARBIN, RoundHouse.POLICY, "A", "ENTERPRISE", "100.00");
        house.owes(RoundHouse.HARBIN, RoundHouse.POLICY, "B", "ENTERPRISE", "100.00");
        house.owes(RoundHouse.HARBIN, RoundHouse.POLICY, "C", "ENTERPRISE", "50.00");
    }

    @Test
    @DisplayName("what is due is frozen, asked for, reviewed, shared out, published; the money is committed")
    void fromDueToList() {
        owesThree();
        house.appropriate("1000.00");
        var round = house.open(Track.AUTOMATIC, Allocation.FIRST_COME);
        assertThat(house.items(round)).extracting(RoundItem::status).containsOnly(ItemStatus.CANDIDATE);
        house.publish(round);
        var details = house.rounds.details(house.reviewer, RoundHouse.HARBIN, round);
        assertThat(details.round().status()).isEqualTo(RoundStatus.NOTICE);
        assertThat(details.round().due()).isEqualTo(Money.of("250.00"));
        assertThat(details.round().noticeUntil()).isEqualTo(LocalDate.of(2025, 3, 10));
        assertThat(house.budget().committed()).isEqualTo(Money.of("250.00"));
        assertThat(house.balances())
                .containsEntry("AVAILABLE", Money.of("750.00"))
                .containsEntry("COMMITTED", Money.of("250.00"))
                .containsEntry("APPROPRIATED", Money.of("1000.00").negate());
        assertThat(house.rounds.proof(house.reviewer, RoundHouse.HARBIN, round).holds())
                .isTrue();
    }

    @Test
    @DisplayName("a round keeps the title its measure had when it was opened, whatever a later version is called")
    void title() {
        owesThree();
        house.appropriate("1000.00");
        version("2025-01-01", "试行奖励（修订）");
        version("2025-06-01", "奖励办法");
        var round = house.open(Track.AUTOMATIC, Allocation.FIRST_COME);
        version("2025-02-01", "再次修订");
        house.publish(round);
        var summary = house.rounds
                .list(house.reviewer, RoundHouse.HARBIN, null, 10)
                .items()
                .get(0);
        assertThat(summary.title().zh()).startsWith("试行奖励（修订） 2025 年第 1 批");
        assertThat(house.notices.published(summary.notice()).title().zh()).isEqualTo("试行奖励（修订） 2025 年第 1 批公示");
    }

    private void version(String from, String title) {
        house.database.asOwner(
                "insert into policy_version (tenant, upper_code, policy_id, version, plugin_id, title_zh, title_en, document, article, valid_from, clock,"
                        + " computable, exclusivity, parameters, hash) select tenant, upper_code, policy_id, '" + from
                        + "', plugin_id, '" + title + "', title_en, document, article, '" + from
                        + "', clock, computable, exclusivity, parameters, hash from policy_version where version = '1'");
    }

    @ParameterizedTest
    @CsvSource({"FIRST_COME, 100.00, 60.00, 0.00", "PRO_RATA,   64.00,  64.00, 32.00", "RANKING,    100.00, 60.00, 0.00"
    })
    @DisplayName("a short budget is shared out to the fen")
    void shared(Allocation allocation, String a, String b, String c) {
        owesThree();
        house.appropriate("160.00");
        var round = house.open(Track.AUTOMATIC, allocation);
        house.publish(round);
        assertThat(house.allocated(round))
                .containsExactlyInAnyOrderEntriesOf(Map.of("A", Money.of(a), "B", Money.of(b), "C", Money.of(c)));
        assertThat(house.budget().available()).isEqualTo(Money.ZERO);
    }

    @Test
    @DisplayName(
            "approved by two officers and paid by the bank, the round closes by itself, and what was paid is what was published")
    void toTheAccount() {
        owesThree();
        house.appropriate("1000.00");
        var round = house.open(Track.AUTOMATIC, Allocation.FIRST_COME);
        house.publish(round);
        house.approve(round);
        assertThat(house.items(round)).extracting(RoundItem::status).containsOnly(ItemStatus.APPROVED);
        house.pay(round, 2);
        house.deadlines.run();
        assertThat(house.rounds
                        .details(house.reviewer, RoundHouse.HARBIN, round)
                        .round()
                        .status())
                .isEqualTo(RoundStatus.CLOSED);
        assertThat(house.balances())
                .containsEntry("PAID", Money.of("250.00"))
                .containsEntry("COMMITTED", Money.ZERO)
                .containsEntry("AVAILABLE", Money.of("750.00"));
        var proof = house.rounds.proof(house.reviewer, RoundHouse.HARBIN, round);
        assertThat(proof.holds()).isTrue();
        assertThat(proof.paid()).isEqualTo(new RoundProof.Part(3, Money.of("250.00")));
        house.clock.to(RoundHouse.TODAY);
        assertThat(house.items(house.open(Track.AUTOMATIC, Allocation.FIRST_COME)))
                .isEmpty();
    }

    @Test
    @DisplayName("turned down by an approver, nothing is paid and everything is due again")
    void turnedDown() {
        owesThree();
        house.appropriate("1000.00");
        var round = house.open(Track.AUTOMATIC, Allocation.FIRST_COME);
        house.publish(round);
        house.clock.to(LocalDate.of(2025, 3, 11));
        var brought = house.rounds
                .bring(house.reviewer, RoundHouse.HARBIN, round)
                .round()
                .approval();
        house.approvals.sign(
                house.secondReviewer, RoundHouse.HARBIN, brought, new Approvals.SignForm(1, false, "材料不全"));
        assertThat(house.rounds
                        .details(house.reviewer, RoundHouse.HARBIN, round)
                        .round()
                        .status())
                .isEqualTo(RoundStatus.CANCELLED);
        assertThat(house.budget().available()).isEqualTo(Money.of("1000.00"));
        house.clock.to(RoundHouse.TODAY);
        assertThat(house.items(house.open(Track.AUTOMATIC, Allocation.FIRST_COME)))
                .hasSize(3);
    }

    @Test
    @DisplayName("a ranking takes the largest first, whoever came first")
    void ranking() {
        house.owes(RoundHouse.HARBIN, RoundHouse.POLICY, "A", "ENTERPRISE", "50.00");
        house.owes(RoundHouse.HARBIN, RoundHouse.POLICY, "B", "ENTERPRISE", "80.00");
        house.appropriate("100.00");
        var round = house.open(Track.AUTOMATIC, Allocation.RANKING);
        house.publish(round);
        assertThat(house.allocated(round)).containsEntry("B", Money.of("80.00")).containsEntry("A", Money.of("20.00"));
    }

    @Test
    @DisplayName("what one round took up no other one takes up; what it left is due again")
    void nothingTwice() {
        owesThree();
        house.appropriate("160.00");
        var first = house.open(Track.AUTOMATIC, Allocation.FIRST_COME);
        house.publish(first);
        var second = house.open(Track.AUTOMATIC, Allocation.FIRST_COME);
        assertThat(house.items(second))
                .extracting(RoundItem::beneficiaryCode, RoundItem::due)
                .containsExactlyInAnyOrder(tuple("B", Money.of("40.00")), tuple("C", Money.of("50.00")));
        house.rounds.cancel(house.reviewer, RoundHouse.HARBIN, first, "数据有误");
        assertThat(house.budget().available()).isEqualTo(Money.of("160.00"));
        var third = house.open(Track.AUTOMATIC, Allocation.FIRST_COME);
        assertThat(house.items(third))
                .extracting(RoundItem::beneficiaryCode, RoundItem::due)
                .containsExactlyInAnyOrder(tuple("A", Money.of("100.00")), tuple("B", Money.of("60.00")));
    }

    @Test
    @DisplayName("what was excluded passes after all, unless another round has taken it up meanwhile")
    void excludedAndTakenUp() {
        owesThree();
        house.appropriate("1000.00");
        var first = house.open(Track.AUTOMATIC, Allocation.FIRST_COME);
        house.allAgree(first);
        house.rounds.endAnswers(house.reviewer, RoundHouse.HARBIN, first);
        var excluded = house.items(first).stream()
                .filter(item -> item.beneficiaryCode().equals("A"))
                .map(RoundItem::id)
                .toList();
        house.rounds.review(house.reviewer, RoundHouse.HARBIN, first, new Review(excluded, false, "待核实"));
        var second = house.open(Track.AUTOMATIC, Allocation.FIRST_COME);
        assertThat(house.items(second)).extracting(RoundItem::beneficiaryCode).containsExactly("A");
        assertThat(problem(() -> house.rounds.review(
                        house.reviewer, RoundHouse.HARBIN, first, new Review(excluded, true, null))))
                .isEqualTo(Problem.ITEM_TAKEN_UP);
        house.rounds.cancel(house.reviewer, RoundHouse.HARBIN, second, "并入第一批");
        assertThat(house.rounds.review(house.reviewer, RoundHouse.HARBIN, first, new Review(excluded, true, null)))
                .isOne();
        house.rounds.review(house.reviewer, RoundHouse.HARBIN, first, new Review(null, true, null));
        house.rounds.publish(house.reviewer, RoundHouse.HARBIN, first);
        assertThat(house.budget().committed()).isEqualTo(Money.of("250.00"));
    }

    @Test
    @DisplayName("a decision made again later is a difference, and never changes the round")
    void frozen() {
        var due = house.owes(RoundHouse.HARBIN, RoundHouse.POLICY, "A", "ENTERPRISE", "100.00");
        house.appropriate("1000.00");
        var round = house.open(Track.AUTOMATIC, Allocation.FIRST_COME);
        var before = house.rounds.frozenDecision(
                house.reviewer,
                RoundHouse.HARBIN,
                round,
                house.items(round).get(0).id());
        house.decidedAgain(due, "130.00");
        house.publish(round);
        var item = house.items(round).get(0);
        assertThat(item.allocated()).isEqualTo(Money.of("100.00"));
        assertThat(item.owedNow()).isEqualTo(Money.of("130.00"));
        assertThat(house.rounds
                        .details(house.reviewer, RoundHouse.HARBIN, round)
                        .differing())
                .isEqualTo(1);
        assertThat(house.rounds.frozenDecision(house.reviewer, RoundHouse.HARBIN, round, item.id()))
                .isEqualTo(before)
                .satisfies(text -> assertThat(Sha256.hex(text)).isEqualTo(item.recordHash()));
        assertThat(house.items(house.open(Track.AUTOMATIC, Allocation.FIRST_COME)))
                .extracting(RoundItem::due)
                .containsExactly(Money.of("30.00"));
    }

    @Test
    @DisplayName("a tenant owes its share of the instalments that are due, and in the end its whole share")
    void sharesAndInstalments() {
        house.policy(RoundHouse.PROVINCE, "shared");
        var record = """
                {"governingDate":"2024-05-01","host":{"bearers":[{"level":"PROVINCE","tenant":230000,"share":"0.5"},
                {"level":"PREFECTURE","tenant":230100,"share":"0.5"}],"instalments":[{"share":"0.6","dueYear":2025},
                {"share":"0.4","dueOn":"2026-06-30","dueYear":2026}]},
                "outcome":{"entitledAmount":"100.01","borne":["50.01","50.00"],"instalments":["60.01","40.00"]}}""";
        house.owes(RoundHouse.HARBIN, "shared", "A", "ENTERPRISE", "100.01", record);
        var owed = List.of("2025-12-31", "2026-06-29", "2026-06-30").stream()
                .map(day -> house.transactions.within(
                        TenantScope.subtree(RoundHouse.PROVINCE),
                        em -> Sql.query(
                                em,
                                "select owed_by(record::jsonb, t, 230000, ?, ?::date)::numeric(18, 2)::text as owed from entitlement, unnest(array[230000, 230100, 230600]) t",
                                row -> row.text("owed"),
                                Integer.parseInt(day.substring(0, 4)),
                                day)))
                .toList();
        // 50.01 × 60.01 / 100.01 = 30.00…, rounded down; the last instalment brings the rest.
        assertThat(owed)
                .containsExactly(
                        List.of("30.00", "30.00", "0.00"),
                        List.of("30.00", "30.00", "0.00"),
                        List.of("50.01", "50.00", "0.00"));
    }

    @Test
    @DisplayName("who says nothing in time lapses, who declines is left alone; both are due again")
    void answers() {
        owesThree();
        house.appropriate("1000.00");
        var round = house.open(Track.ONE_CLICK, Allocation.FIRST_COME);
        var items = house.items(round);
        house.agree(items.get(0));
        house.own.answer(
                RoundHouse.applicant("B"),
                RoundHouse.PROVINCE,
                items.get(1).id(),
                new Answer(false, null, null, null, "下年再领"));
        assertThat(problem(() -> house.rounds.endAnswers(house.reviewer, RoundHouse.HARBIN, round)))
                .isEqualTo(Problem.ANSWERS_OPEN);
        house.clock.to(RoundHouse.TODAY.plusDays(8));
        house.deadlines.run();
        assertThat(house.items(round))
                .extracting(RoundItem::status)
                .containsExactly(ItemStatus.CLAIMED, ItemStatus.DECLINED, ItemStatus.LAPSED);
        assertThat(problem(() -> house.agree(items.get(2)))).isEqualTo(Problem.ANSWERS_OVER);
        assertThat(house.items(house.rounds.open(
                        house.reviewer,
                        RoundHouse.HARBIN,
                        new RoundForm(
                                RoundHouse.POLICY,
                                2025,
                                Track.ONE_CLICK,
                                Allocation.FIRST_COME,
                                2024,
                                null,
                                RoundHouse.TODAY.plusDays(20),
                                5,
                                "示例"))))
                .extracting(RoundItem::beneficiaryCode)
                .containsExactly("B", "C");
    }

    @Test
    @DisplayName("a claim in time needs evidence; it is read by its beneficiary and the officers alone")
    void evidence() {
        owesThree();
        var round = house.open(Track.CLAIM, Allocation.FIRST_COME);
        var item = house.items(round).get(0);
        assertThat(problem(() -> house.agree(item))).isEqualTo(Problem.EVIDENCE_MISSING);
        var content = "付款凭证：已于 2024 年付款".getBytes(StandardCharsets.UTF_8);
        var owner = RoundHouse.applicant(item.beneficiaryCode());
        evidence(owner, item, content);
        var again = evidence(owner, item, content);
        assertThat(again.evidence()).isEqualTo(1);
        assertThat(house.agree(item).agreed()).isTrue();
        var file = house.own
                .evidence(house.reviewer, RoundHouse.HARBIN, item.id(), Capability.DISBURSEMENT_READ)
                .get(0);
        assertThat(house.own.content(
                        house.reviewer, RoundHouse.HARBIN, item.id(), file.id(), Capability.DISBURSEMENT_READ))
                .isEqualTo(content);
        var other = RoundHouse.applicant("Z");
        assertThat(house.own.evidence(other, RoundHouse.PROVINCE, item.id(), Capability.CLAIM))
                .isEmpty();
        assertThat(problem(() -> house.own.content(other, RoundHouse.PROVINCE, item.id(), file.id(), Capability.CLAIM)))
                .isEqualTo(Problem.NOT_FOUND);
        assertThat(problem(() -> evidence(other, item, content))).isEqualTo(Problem.NOT_FOUND);
    }

    private RoundItem evidence(Caller who, RoundItem item, byte[] content) {
        return house.own.addEvidence(
                who, RoundHouse.PROVINCE, item.id(), "凭证.txt", new ByteArrayInputStream(content), content.length);
    }

    @Test
    @DisplayName("nobody answers for another, and no officer for anybody")
    void ownAnswers() {
        owesThree();
        var round = house.open(Track.AUTOMATIC, Allocation.FIRST_COME);
        var item = house.items(round).get(0);
        var answer = new Answer(true, "甲", "示例银行", "62220000", null);
        assertThat(problem(() -> house.own.answer(RoundHouse.applicant("B"), RoundHouse.PROVINCE, item.id(), answer)))
                .isEqualTo(Problem.NOT_FOUND);
        assertThat(problem(() -> house.own.answer(house.reviewer, RoundHouse.HARBIN, item.id(), answer)))
                .isEqualTo(Problem.NOT_PERMITTED);
        assertThat(house.own.list(RoundHouse.applicant("B"), RoundHouse.PROVINCE))
                .extracting(RoundItem::beneficiaryCode)
                .containsOnly("B");
    }

    @Test
    @DisplayName("the list is sealed: its hash can be worked out from its lines, and the seal from its hash")
    void sealed() {
        house.owes(RoundHouse.HARBIN, RoundHouse.POLICY, "P", "INDIVIDUAL", "10.00");
        owesThree();
        house.appropriate("1000.00");
        var round = house.open(Track.AUTOMATIC, Allocation.FIRST_COME);
        house.publish(round);
        var notice = house.notices.published(house.rounds
                .details(house.reviewer, RoundHouse.HARBIN, round)
                .round()
                .notice());
        var lines = house.notices.lines(notice.id(), null, 100).items();
        assertThat(lines.get(0).beneficiary()).isEqualTo("单**");
        assertThat(lines).extracting(Notice.Line::beneficiary).contains("单位A", "单位B", "单位C");
        var text = lines.stream()
                .map(line -> line.ordinal() + "|" + line.beneficiary().getBytes(StandardCharsets.UTF_8).length + ":"
                        + line.beneficiary() + "|" + line.subject().getBytes(StandardCharsets.UTF_8).length + ":"
                        + line.subject() + "|" + line.amount())
                .reduce((one, other) -> one + "\n" + other)
                .orElseThrow();
        assertThat(notice.listHash()).isEqualTo(Sha256.hex(text));
        var key = house.seals.published().get(0);
        assertThat(Seals.holds(key, notice.sealed(), notice.signature())).isTrue();
        assertThat(Seals.holds(key, notice.sealed() + " ", notice.signature())).isFalse();
    }

    @Test
    @DisplayName("an objection stops one line; another officer decides it; the others go on")
    void objections() {
        owesThree();
        house.appropriate("1000.00");
        var round = house.open(Track.AUTOMATIC, Allocation.FIRST_COME);
        house.publish(round);
        var notice = house.rounds
                .details(house.reviewer, RoundHouse.HARBIN, round)
                .round()
                .notice();
        var id = house.notices.object(notice, new Objection.Form(1, "王某", "13800000000", "合同未实际履行"));
        assertThat(house.items(round).get(0).hold()).isEqualTo(Hold.OBJECTION);
        var upheld = new Objection.Verdict(true, "经核实未履行");
        assertThat(problem(() -> house.notices.decide(house.reviewer, RoundHouse.HARBIN, id, upheld)))
                .isEqualTo(Problem.OBJECTION_OTHER_OFFICER);
        house.notices.decide(house.secondReviewer, RoundHouse.HARBIN, id, upheld);
        assertThat(problem(() -> house.notices.decide(house.secondReviewer, RoundHouse.HARBIN, id, upheld)))
                .isEqualTo(Problem.OBJECTION_DECIDED);
        assertThat(house.items(round))
                .extracting(RoundItem::status)
                .containsExactly(ItemStatus.STOPPED, ItemStatus.LISTED, ItemStatus.LISTED);
        assertThat(house.budget().committed()).isEqualTo(Money.of("150.00"));
        assertThat(house.notices.objections(house.province, RoundHouse.HARBIN, round))
                .allSatisfy(objection -> assertThat(objection.contact()).isEmpty());
        var proof = house.rounds.proof(house.reviewer, RoundHouse.HARBIN, round);
        assertThat(proof.holds()).isTrue();
        assertThat(proof.stopped()).isEqualTo(new RoundProof.Part(1, Money.of("100.00")));
    }

    @Test
    @DisplayName("a dismissed objection lets the line go on once no other one is open")
    void dismissed() {
        owesThree();
        house.appropriate("1000.00");
        var round = house.open(Track.AUTOMATIC, Allocation.FIRST_COME);
        house.publish(round);
        var notice = house.rounds
                .details(house.reviewer, RoundHouse.HARBIN, round)
                .round()
                .notice();
        var one = house.notices.object(notice, new Objection.Form(2, "王某", "1", "甲"));
        var other = house.notices.object(notice, new Objection.Form(2, "李某", "2", "乙"));
        var dismissed = new Objection.Verdict(false, "查无实据");
        house.notices.decide(house.secondReviewer, RoundHouse.HARBIN, one, dismissed);
        assertThat(house.items(round).get(1).hold()).isEqualTo(Hold.OBJECTION);
        house.notices.decide(house.secondReviewer, RoundHouse.HARBIN, other, dismissed);
        assertThat(house.items(round).get(1).hold()).isNull();
    }

    @Test
    @DisplayName("a notice ends by itself after its last day; then nobody objects any more")
    void noticeEnds() {
        owesThree();
        house.appropriate("1000.00");
        var round = house.open(Track.AUTOMATIC, Allocation.FIRST_COME);
        house.publish(round);
        var notice = house.rounds
                .details(house.reviewer, RoundHouse.HARBIN, round)
                .round()
                .notice();
        assertThat(problem(() -> house.rounds.bring(house.reviewer, RoundHouse.HARBIN, round)))
                .isEqualTo(Problem.NOTICE_RUNNING);
        house.clock.to(LocalDate.of(2025, 3, 10));
        house.deadlines.run();
        assertThat(house.notices.published(notice).endedAt()).isNull();
        house.notices.object(notice, new Objection.Form(1, "王某", "1", "最后一天"));
        house.clock.to(LocalDate.of(2025, 3, 11));
        assertThat(problem(() -> house.notices.object(notice, new Objection.Form(1, "王某", "1", "迟"))))
                .isEqualTo(Problem.NOTICE_OVER);
        house.deadlines.run();
        assertThat(house.notices.published(notice).endedAt()).isNotNull();
    }

    @Test
    @DisplayName("a budget is never overdrawn, reduced below what is left, or written by anybody else")
    void budget() {
        house.appropriate("100.00");
        assertThat(problem(() -> house.budgets.appropriate(
                        house.finance,
                        RoundHouse.HARBIN,
                        new AppropriationForm(RoundHouse.POLICY, 2025, Money.of("100.01"), true, "示例", null))))
                .isEqualTo(Problem.BUDGET_SHORT);
        assertThat(problem(() -> house.budgets.appropriate(
                        house.reviewer,
                        RoundHouse.HARBIN,
                        new AppropriationForm(RoundHouse.POLICY, 2025, Money.of("1.00"), false, "示例", null))))
                .isEqualTo(Problem.NOT_PERMITTED);
        assertThat(problem(() -> house.budgets.appropriate(
                        house.finance,
                        RoundHouse.HARBIN,
                        new AppropriationForm("unknown", 2025, Money.of("1.00"), false, "示例", null))))
                .isEqualTo(Problem.POLICY_NOT_BORNE);
        var reduced = house.budgets.appropriate(
                house.finance,
                RoundHouse.HARBIN,
                new AppropriationForm(RoundHouse.POLICY, 2025, Money.of("100.00"), true, "示例", null));
        assertThat(reduced.appropriated()).isEqualTo(Money.ZERO);
        assertThat(house.budgets
                        .entries(house.finance, RoundHouse.HARBIN, RoundHouse.POLICY, 2025, null, 10)
                        .items())
                .extracting(BudgetEntry::kind)
                .containsExactly(BudgetEntry.Kind.REDUCTION, BudgetEntry.Kind.APPROPRIATION);
    }

    @ParameterizedTest
    @CsvSource({
        // Ten days gave 100.00 away, 50.00 are left: five days more.
        "50.00, 100.00, 2025-02-22, 2025-03-08",
        "50.00, 0.00,   2025-02-22, ",
        // Ten yuan a day, 100,000.00 left: not within the year.
        "100000.00, 100.00, 2025-02-22, ",
        "0.00, 100.00, 2025-02-22, 2025-03-03"
    })
    @DisplayName("the day on which the money runs out is foretold from the pace so far")
    void forecast(String available, String promised, LocalDate since, LocalDate day) {
        assertThat(Budgets.exhaustedOn(Money.of(available), Money.of(promised), since, RoundHouse.TODAY, 2025)
                        .orElse(null))
                .isEqualTo(day);
    }

    @Test
    @DisplayName("a round for which nothing is due says so and is over")
    void nothingDue() {
        var round = house.open(Track.AUTOMATIC, Allocation.FIRST_COME);
        var details = house.rounds.details(house.reviewer, RoundHouse.HARBIN, round);
        assertThat(details.round().status()).isEqualTo(RoundStatus.CANCELLED);
        assertThat(details.round().reason()).contains("Nothing is due");
    }

    @Test
    @DisplayName("two rounds opened at once take nothing twice")
    void openedAtOnce() throws InterruptedException {
        owesThree();
        var threads = List.of(
                new Thread(() -> house.open(Track.AUTOMATIC, Allocation.FIRST_COME)),
                new Thread(() -> house.open(Track.AUTOMATIC, Allocation.FIRST_COME)));
        threads.forEach(Thread::start);
        for (var thread : threads) {
            thread.join();
        }
        var due = house.rounds.list(house.reviewer, RoundHouse.HARBIN, null, 10).items().stream()
                .map(RoundSummary::due)
                .toList();
        assertThat(due).hasSize(2);
        assertThat(Money.sum(due)).isEqualTo(Money.of("250.00"));
    }

    @Test
    @DisplayName("whoever stands above the tenant sees the last digits of an account alone")
    void veiledAccounts() {
        owesThree();
        var round = house.open(Track.AUTOMATIC, Allocation.FIRST_COME);
        house.allAgree(round);
        var above = house.rounds
                .items(house.province, RoundHouse.HARBIN, round, new ItemFilter(null, null, false, null), null, 10)
                .items();
        assertThat(above)
                .extracting(item -> item.account().account())
                .allSatisfy(account -> assertThat(account).matches("\\*{12}\\d{4}"))
                .hasSize(3);
        assertThat(house.items(round).get(0).account().account())
                .isEqualTo(RoundHouse.account("A").replace(" ", ""));
    }

    @Test
    @DisplayName("another city sees and touches none of it")
    void walls() {
        owesThree();
        house.appropriate("100.00");
        var round = house.open(Track.AUTOMATIC, Allocation.FIRST_COME);
        var daqing = RoundHouse.officer(RoundHouse.DAQING, "daqing", Role.REVIEWER);
        assertThat(problem(() -> house.rounds.details(daqing, RoundHouse.HARBIN, round)))
                .isEqualTo(Problem.TENANT_NOT_FOUND);
        assertThat(problem(() -> house.rounds.details(daqing, RoundHouse.DAQING, round)))
                .isEqualTo(Problem.NOT_FOUND);
        assertThat(house.budgets.list(daqing, RoundHouse.DAQING, null)).isEmpty();
        UUID none = UUID.randomUUID();
        assertThat(problem(() -> house.rounds.cancel(daqing, RoundHouse.DAQING, none, "x")))
                .isEqualTo(Problem.NOT_FOUND);
    }
}
