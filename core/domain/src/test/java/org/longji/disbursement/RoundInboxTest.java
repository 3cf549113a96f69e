package org.longji.disbursement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.inbox.Inbox;
import org.longji.inbox.Notice;
import org.longji.inbox.ToDo;
import org.longji.shared.Caller;
import org.longji.shared.Role;
import org.longji.shared.WorkingDays;

/** What waits for whom while a round goes its way, and what its beneficiaries are told. */
class RoundInboxTest {

    private final RoundHouse house = new RoundHouse();
    private final Inbox inbox = new Inbox(house.transactions, List.of(new RoundToDos(new WorkingDays(), house.clock)));

    private List<ToDo> waiting(Caller caller) {
        return inbox.waiting(caller, caller.tenant());
    }

    private List<Notice> told(String beneficiary) {
        return inbox.notices(RoundHouse.applicant(beneficiary), RoundHouse.PROVINCE, null, 100)
                .items();
    }

    private UUID opened() {
        house.owes(RoundHouse.HARBIN, RoundHouse.POLICY, "A", "ENTERPRISE", "1234567.80");
        house.owes(RoundHouse.HARBIN, RoundHouse.POLICY, "A", "ENTERPRISE", "0.20");
        house.owes(RoundHouse.HARBIN, RoundHouse.POLICY, "B", "ENTERPRISE", "100.00");
        house.appropriate("2000000.00");
        return house.open(Track.AUTOMATIC, Allocation.FIRST_COME);
    }

    @Test
    @DisplayName("a beneficiary is asked once for all its items, and sees each until it has answered")
    void asked() {
        var round = opened();
        assertThat(told("A")).singleElement().satisfies(notice -> {
            assertThat(notice.kind()).isEqualTo("ROUND_ASKS");
            assertThat(notice.text().zh()).contains("2 项", "1,234,568.00 元", "2025-03-10");
            assertThat(notice.text().en()).contains("2 items", "1,234,568.00 CNY", "2025-03-10");
        });
        var asked = waiting(RoundHouse.applicant("A"));
        assertThat(asked).hasSize(2).allSatisfy(toDo -> {
            assertThat(toDo.due()).contains(LocalDate.of(2025, 3, 10));
            assertThat(toDo.urgency()).isEqualTo(ToDo.Urgency.NORMAL);
        });
        house.clock.to(LocalDate.of(2025, 3, 6));
        assertThat(waiting(RoundHouse.applicant("A"))).extracting(ToDo::urgency).containsOnly(ToDo.Urgency.WARNING);
        house.agree(house.items(round).get(0));
        assertThat(waiting(RoundHouse.applicant("A"))).hasSize(1);
        assertThat(waiting(RoundHouse.applicant("B"))).hasSize(1);
        assertThat(waiting(RoundHouse.applicant("C"))).isEmpty();
        assertThat(waiting(house.reviewer)).isEmpty();
    }

    @Test
    @DisplayName(
            "reviewers are shown what is to be reviewed, brought to approval and decided; nobody else's, and no own objection")
    void officers() {
        var round = opened();
        house.allAgree(round);
        house.rounds.endAnswers(house.reviewer, RoundHouse.HARBIN, round);
        assertThat(waiting(house.reviewer)).extracting(ToDo::kind).containsExactly("ROUND_TO_REVIEW");
        assertThat(waiting(RoundHouse.officer(RoundHouse.DAQING, "daqing", Role.REVIEWER)))
                .isEmpty();
        assertThat(inbox.waiting(house.province, RoundHouse.HARBIN)).isEmpty();
        house.rounds.review(house.reviewer, RoundHouse.HARBIN, round, new Review(null, true, null));
        house.rounds.publish(house.reviewer, RoundHouse.HARBIN, round);
        assertThat(waiting(house.reviewer)).isEmpty();
        var notice = house.rounds
                .details(house.reviewer, RoundHouse.HARBIN, round)
                .round()
                .notice();
        house.notices.object(notice, new Objection.Form(1, "王某", "1", "未履行"));
        assertThat(waiting(house.reviewer)).isEmpty();
        assertThat(waiting(house.secondReviewer)).extracting(ToDo::kind).containsExactly("OBJECTION_TO_DECIDE");
        house.clock.to(LocalDate.of(2025, 3, 11));
        assertThat(waiting(house.reviewer)).extracting(ToDo::kind).containsExactly("ROUND_TO_BRING");
        assertThat(waiting(house.finance)).isEmpty();
    }

    @Test
    @DisplayName("beneficiaries are told what was excluded and why, published, stopped, approved, or ended")
    void told() {
        var round = opened();
        house.allAgree(round);
        house.rounds.endAnswers(house.reviewer, RoundHouse.HARBIN, round);
        var items = house.items(round);
        house.rounds.review(
                house.reviewer,
                RoundHouse.HARBIN,
                round,
                new Review(List.of(items.get(2).id()), false, "名称与账户不符"));
        assertThat(told("B").get(0).kind()).isEqualTo("ROUND_ITEMS_EXCLUDED");
        assertThat(told("B").get(0).text().zh()).contains("1 项", "100.00 元", "名称与账户不符");
        house.rounds.review(house.reviewer, RoundHouse.HARBIN, round, new Review(null, true, null));
        house.rounds.publish(house.reviewer, RoundHouse.HARBIN, round);
        var notice = house.rounds
                .details(house.reviewer, RoundHouse.HARBIN, round)
                .round()
                .notice();
        assertThat(told("A").get(0).kind()).isEqualTo("ROUND_PUBLISHED");
        assertThat(told("A").get(0).subjectId()).isEqualTo(String.valueOf(notice));
        assertThat(told("A").get(0).text().zh()).contains("2 项", "1,234,568.00 元", "2025-03-10");
        assertThat(told("B")).extracting(Notice::kind).doesNotContain("ROUND_PUBLISHED");
        var objection = house.notices.object(notice, new Objection.Form(2, "王某", "1", "未履行"));
        house.notices.decide(house.secondReviewer, RoundHouse.HARBIN, objection, new Objection.Verdict(true, "经核实未履行"));
        assertThat(told("A").get(0).kind()).isEqualTo("ROUND_ITEM_STOPPED");
        assertThat(told("A").get(0).text().en()).contains("经核实未履行");
        house.rounds.cancel(house.reviewer, RoundHouse.HARBIN, round, "预算调整");
        assertThat(told("A").get(0).kind()).isEqualTo("ROUND_ENDED");
        assertThat(told("A").get(0).text().zh()).contains("1 项", "预算调整");
    }

    @Test
    @DisplayName("who let the time for an answer pass is told so, once for all its items; who answered is not")
    void lapsed() {
        var round = opened();
        house.agree(house.items(round).get(2));
        house.clock.to(LocalDate.of(2025, 3, 11));
        house.deadlines.run();
        house.deadlines.run();
        assertThat(told("A")).extracting(Notice::kind).containsExactly("ROUND_LAPSED", "ROUND_ASKS");
        assertThat(told("A").get(0).text().zh()).contains("2 项", "1,234,568.00 元", "2025-03-10", "转入以后批次");
        assertThat(told("A").get(0).text().en()).contains("2 items", "1,234,568.00 CNY", "2025-03-10", "later one");
        assertThat(told("B")).extracting(Notice::kind).containsExactly("ROUND_ASKS");
    }

    @Test
    @DisplayName("a short budget is said: what is listed of what is due, and what got nothing")
    void shortBudget() {
        house.owes(RoundHouse.HARBIN, RoundHouse.POLICY, "A", "ENTERPRISE", "100.00");
        house.owes(RoundHouse.HARBIN, RoundHouse.POLICY, "B", "ENTERPRISE", "100.00");
        house.appropriate("60.00");
        house.publish(house.open(Track.AUTOMATIC, Allocation.FIRST_COME));
        assertThat(told("A").get(0).text().zh()).contains("共 60.00 元正在公示", "应享 100.00 元");
        assertThat(told("B").get(0).kind()).isEqualTo("ROUND_UNFUNDED");
    }
}
