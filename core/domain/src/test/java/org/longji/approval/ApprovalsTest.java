package org.longji.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.longji.approval.ApprovalHouse.BENEFICIARY;
import static org.longji.approval.ApprovalHouse.DAQING;
import static org.longji.approval.ApprovalHouse.HARBIN;
import static org.longji.approval.ApprovalHouse.PROVINCE;
import static org.longji.approval.ApprovalHouse.from;
import static org.longji.approval.ApprovalHouse.overdue;
import static org.longji.approval.ApprovalHouse.request;
import static org.longji.approval.ApprovalHouse.step;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.approval.ApprovalDetails.Action;
import org.longji.approval.ApprovalDetails.Signed;
import org.longji.approval.Approvals.AddForm;
import org.longji.approval.Approvals.DelegateForm;
import org.longji.approval.Approvals.Filter;
import org.longji.approval.Approvals.Reason;
import org.longji.approval.Approvals.ReturnForm;
import org.longji.approval.Approvals.SignForm;
import org.longji.approval.Approvals.Where;
import org.longji.approval.Approvals.Which;
import org.longji.approval.ChainStep.Overdue;
import org.longji.approval.ChainStep.Rule;
import org.longji.inbox.ToDo;
import org.longji.plugin.api.Money;
import org.longji.shared.Caller;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Role;
import org.longji.shared.Sql;
import org.longji.shared.SqlFailure;
import org.longji.shared.TenantScope;

/** Cases on a real database: who signs, who does not, and what becomes of them. */
@DisplayName("What is brought to approval is signed step by step")
class ApprovalsTest {

    private final ApprovalHouse house = new ApprovalHouse();

    @Test
    @DisplayName("a payment takes the shipped chain where no tenant has one, and is approved once")
    void shippedChain() {
        var id = house.begin(ApprovalKind.PAYMENT);
        assertThat(house.picture(id)).isEqualTo("业务审核 OPEN, 财务审核 WAITING");
        assertThat(house.waitedFor(id)).containsExactly("harbin.both", "harbin.reviewer", "harbin.reviewer2");
        house.sign(house.reviewer, id);
        assertThat(house.picture(id)).isEqualTo("业务审核 PASSED, 财务审核 OPEN");
        assertThat(house.told).isEmpty();
        var end = house.sign(house.finance, id);
        assertThat(end.one().state()).isEqualTo(ApprovalCase.State.APPROVED);
        assertThat(house.told).containsExactly("APPROVED " + end.one().subject());
        refused(
                Problem.APPROVAL_ENDED,
                () -> house.approvals.sign(house.both, HARBIN, id, new SignForm(2, true, null)));
        assertThat(end.events())
                .extracting(event -> event.kind().name())
                .containsExactly("BEGUN", "OPENED", "APPROVED", "OPENED", "APPROVED", "ENDED");
    }

    @Test
    @DisplayName("nobody signs an own case, for an own organisation, twice, two steps of a payment, or out of turn")
    void whoDoesNotSign() {
        var employee = house.officer(HARBIN, "harbin.employee", Role.REVIEWER);
        house.database.asOwner(
                "update account set party = '" + BENEFICIARY + "' where id = '" + employee.accountId() + "'");
        var staff = house.officer(HARBIN, "harbin.staff", Role.REVIEWER);
        house.database.asOwner(
                "insert into registration_agency (id, tenant, name, operator_code, operator_name, authorised_by,"
                        + " authorisation_document, authorised_on, valid_from, seal) values ('" + UUID.randomUUID()
                        + "', 230100, '登记点', '" + BENEFICIARY
                        + "', '单位', '科技局', '文件', '2020-01-01', '2020-01-01', '印')",
                "insert into agency_staff (agency_id, account_id, tenant, joined_on) select id, '" + staff.accountId()
                        + "', 230100, '2020-01-01' from registration_agency");
        var id = house.begin(
                ApprovalKind.PAYMENT,
                house.maker,
                Optional.of(Money.of("1000.00")),
                Set.of(house.reviewer2.accountId()),
                Set.of(BENEFICIARY));
        refused(Problem.APPROVAL_EXCLUDED, () -> house.sign(house.maker, id));
        refused(Problem.APPROVAL_EXCLUDED, () -> house.sign(house.reviewer2, id));
        refused(Problem.APPROVAL_EXCLUDED, () -> house.sign(employee, id));
        refused(Problem.APPROVAL_EXCLUDED, () -> house.sign(staff, id));
        refused(Problem.APPROVAL_NOT_YOURS, () -> house.sign(house.finance, id));
        refused(Problem.NOT_FOUND, () -> house.approvals.sign(house.sibling, DAQING, id, new SignForm(1, true, null)));
        refused(
                Problem.TENANT_NOT_FOUND,
                () -> house.approvals.sign(house.sibling, HARBIN, id, new SignForm(1, true, null)));
        assertThat(house.waitedFor(id)).containsExactly("harbin.both", "harbin.reviewer");
        house.sign(house.both, id);
        refused(
                Problem.APPROVAL_MOVED_ON,
                () -> house.approvals.sign(house.reviewer, HARBIN, id, new SignForm(1, true, null)));
        refused(Problem.APPROVAL_OTHER_STEP, () -> house.sign(house.both, id));
        assertThat(house.waitedFor(id)).containsExactly("harbin.finance");
    }

    @Test
    @DisplayName("the tables refuse what the application would not even try")
    void theTablesRefuse() {
        var id = house.begin(
                ApprovalKind.PAYMENT, house.maker, Optional.empty(), Set.of(house.reviewer2.accountId()), Set.of());
        broken("approval_excluded", insert(id, 1, 1, house.maker, Optional.empty()));
        broken("approval_excluded", insert(id, 1, 1, house.reviewer2, Optional.empty()));
        broken("approval_excluded", insert(id, 1, 1, house.reviewer, Optional.of(house.reviewer2)));
        broken("approval_not_at_step", insert(id, 2, 1, house.finance, Optional.empty()));
        broken("approval_not_at_step", insert(id, 1, 2, house.reviewer, Optional.empty()));
        broken(
                "approval_lacks_signatures",
                "update approval_case set state = 'APPROVED', ended_at = now() where id = '" + id + "'");
        broken("", "update approval_case set chain = '{}' where id = '" + id + "'");
        broken("", "update approval_case set excluded = '{}' where id = '" + id + "'");
        broken("", "delete from approval_event where case_id = '" + id + "'");
        house.sign(house.both, id);
        broken("", "update approval_signature set verdict = 'REJECT' where case_id = '" + id + "'");
        broken("approval_one_step_each", insert(id, 2, 1, house.both, Optional.empty()));
        broken("approval_one_step_each", insert(id, 2, 1, house.finance, Optional.of(house.both)));
        house.sign(house.finance, id);
        broken(
                "approval_ends_once",
                "update approval_case set state = 'OPEN', ended_at = null where id = '" + id + "'");
        broken("approval_not_at_step", insert(id, 2, 1, house.reviewer, Optional.empty()));
    }

    @Test
    @DisplayName("money takes two officers, even where one step is all that is left of the chain")
    void twoOfficers() {
        house.enact(ApprovalKind.PAYMENT, step("会签", Rule.ALL, Role.FINANCE));
        house.database.asOwner(
                "delete from role_grant where role = 'FINANCE' and account_id = '" + house.both.accountId() + "'");
        var id = house.begin(ApprovalKind.PAYMENT);
        house.sign(house.finance, id);
        assertThat(house.picture(id)).isEqualTo("会签 OPEN");
        var second = house.officer(HARBIN, "harbin.finance2", Role.FINANCE);
        assertThat(house.sign(second, id).one().state()).isEqualTo(ApprovalCase.State.APPROVED);
    }

    @Test
    @DisplayName("all, any, and two of three; a number is lost only when it cannot be reached any more")
    void rules() {
        house.enact(
                ApprovalKind.REGISTER,
                step("会签", Rule.ALL, Role.REVIEWER),
                step("三选二", Rule.N_OF_M, Role.REVIEWER),
                step("或签", Rule.ANY, Role.FINANCE, Role.REGISTRAR));
        var id = house.begin(ApprovalKind.REGISTER);
        house.sign(house.reviewer, id);
        refused(Problem.APPROVAL_SIGNED, () -> house.sign(house.reviewer, id));
        house.sign(house.reviewer2, id);
        assertThat(house.picture(id)).startsWith("会签 OPEN");
        house.sign(house.both, id);
        assertThat(house.picture(id)).startsWith("会签 PASSED, 三选二 OPEN");
        house.reject(house.reviewer, id);
        assertThat(house.get(id).one().state()).isEqualTo(ApprovalCase.State.OPEN);
        house.sign(house.reviewer2, id);
        house.sign(house.both, id);
        assertThat(house.picture(id)).endsWith("或签 OPEN");
        assertThat(house.sign(house.registrar, id).one().state()).isEqualTo(ApprovalCase.State.APPROVED);

        var other = house.begin(ApprovalKind.REGISTER);
        for (var caller : List.of(house.reviewer, house.reviewer2, house.both)) {
            house.sign(caller, other);
        }
        house.reject(house.reviewer, other);
        assertThat(house.reject(house.reviewer2, other).one().state()).isEqualTo(ApprovalCase.State.REJECTED);
        assertThat(house.told).last().asString().startsWith("REJECTED");
    }

    @Test
    @DisplayName("a step that holds from an amount holds at that amount and not a fen below")
    void amounts() {
        house.enact(
                ApprovalKind.PAYMENT,
                step("审核", Rule.ANY, Role.REVIEWER),
                step("财务", Rule.ANY, Role.FINANCE),
                from(step("大额", Rule.ANY, Role.ADMINISTRATOR), "500000.00"));
        assertThat(house.picture(beginOf("499999.99"))).doesNotContain("大额");
        assertThat(house.picture(beginOf("500000.00"))).contains("大额");
        assertThat(house.picture(house.begin(ApprovalKind.PAYMENT))).contains("大额");
    }

    private UUID beginOf(String amount) {
        return house.begin(ApprovalKind.PAYMENT, house.maker, Optional.of(Money.of(amount)), Set.of(), Set.of());
    }

    @Test
    @DisplayName("returned to an earlier step, later signatures stay on record and do not count")
    void sentBack() {
        var id = house.begin(ApprovalKind.PAYMENT);
        house.sign(house.reviewer, id);
        invalid("to", () -> house.approvals.sendBack(house.finance, HARBIN, id, new ReturnForm(2, 2, "?")));
        invalid("note", () -> house.approvals.sendBack(house.finance, HARBIN, id, new ReturnForm(2, 1, " ")));
        refused(
                Problem.APPROVAL_NOT_YOURS,
                () -> house.approvals.sendBack(house.registrar, HARBIN, id, new ReturnForm(2, 1, "x")));
        house.approvals.sendBack(house.finance, HARBIN, id, new ReturnForm(2, 1, "金额有误"));
        assertThat(house.picture(id)).isEqualTo("业务审核 OPEN, 财务审核 WAITING");
        assertThat(house.get(id).steps().get(0).signatures())
                .extracting(Signed::counts)
                .containsExactly(false);
        house.sign(house.reviewer, id);
        assertThat(house.get(id).steps().get(0).signatures())
                .extracting(Signed::counts)
                .containsExactly(false, true);
        assertThat(house.sign(house.finance, id).one().state()).isEqualTo(ApprovalCase.State.APPROVED);
        assertThat(messages(house.maker)).contains("APPROVAL_RETURNED", "APPROVAL_APPROVED");
    }

    @Test
    @DisplayName("handed on, the step is signed by the other in that place, and by the one no more")
    void delegated() {
        house.enact(ApprovalKind.REGISTER, step("会签", Rule.ALL, Role.REVIEWER), step("或签", Rule.ANY, Role.REGISTRAR));
        var id = house.begin(ApprovalKind.REGISTER);
        invalid("to", () -> delegate(house.reviewer, id, house.registrar));
        invalid("to", () -> delegate(house.reviewer, id, house.maker));
        delegate(house.reviewer, id, house.reviewer2);
        refused(Problem.APPROVAL_NOT_YOURS, () -> house.sign(house.reviewer, id));
        assertThat(messages(house.reviewer2)).containsExactly("APPROVAL_DELEGATED");
        var signed = house.sign(house.reviewer2, id).steps().get(0).signatures();
        assertThat(signed).singleElement().satisfies(one -> {
            assertThat(one.name()).isEqualTo("harbin.reviewer2");
            assertThat(one.actsFor()).containsExactly("harbin.reviewer");
        });
        house.sign(house.both, id);
        assertThat(house.picture(id)).isEqualTo("会签 PASSED, 或签 OPEN");
        refused(
                Problem.NOT_PERMITTED,
                () -> house.approvals.delegate(
                        house.reviewer,
                        HARBIN,
                        id,
                        new DelegateForm(2, house.reviewer2.accountId(), house.registrar.accountId(), null)));
        var second = house.officer(HARBIN, "harbin.registrar2", Role.REGISTRAR);
        var third = house.officer(HARBIN, "harbin.registrar3", Role.REGISTRAR);
        for (var to : List.of(third, second)) {
            house.approvals.delegate(
                    house.admin, HARBIN, id, new DelegateForm(2, to.accountId(), house.registrar.accountId(), "已调离"));
        }
        assertThat(house.approvals.get(third, HARBIN, id).actsFor()).isEmpty();
        assertThat(house.approvals.get(second, HARBIN, id).actsFor()).containsExactly("harbin.registrar");
        refused(Problem.APPROVAL_NOT_YOURS, () -> house.sign(house.registrar, id));
        assertThat(house.sign(second, id).one().state()).isEqualTo(ApprovalCase.State.APPROVED);
    }

    private ApprovalDetails delegate(Caller from, UUID id, Caller to) {
        return house.approvals.delegate(from, HARBIN, id, new DelegateForm(house.open(id), to.accountId(), null, "外出"));
    }

    @Test
    @DisplayName("signers are added before, with and after, and stay when the case is returned")
    void addedSigners() {
        var id = house.begin(ApprovalKind.PAYMENT);
        invalid("account", () -> add(house.reviewer, id, house.maker, Where.BEFORE));
        invalid("account", () -> add(house.reviewer, id, house.reviewer2, Where.WITH));
        add(house.reviewer, id, house.registrar, Where.BEFORE);
        assertThat(house.picture(id)).isEqualTo("加签：harbin.registrar OPEN, 业务审核 WAITING, 财务审核 WAITING");
        assertThat(house.waitedFor(id)).containsExactly("harbin.registrar");
        refused(Problem.APPROVAL_NOT_YOURS, () -> house.sign(house.reviewer, id));
        house.sign(house.registrar, id);
        add(house.reviewer, id, house.admin, Where.WITH);
        add(house.reviewer, id, house.admin2, Where.AFTER);
        house.sign(house.reviewer, id);
        assertThat(house.picture(id))
                .isEqualTo("加签：harbin.registrar PASSED, 业务审核 OPEN, 加签：harbin.admin2 WAITING, 财务审核 WAITING");
        house.sign(house.admin, id);
        refused(Problem.APPROVAL_OTHER_STEP, () -> house.sign(house.reviewer, id));
        house.approvals.sendBack(house.admin2, HARBIN, id, new ReturnForm(house.open(id), 1, "再看"));
        assertThat(house.picture(id))
                .isEqualTo("加签：harbin.registrar PASSED, 业务审核 OPEN, 加签：harbin.admin2 WAITING, 财务审核 WAITING");
        house.sign(house.reviewer, id);
        assertThat(house.picture(id)).contains("业务审核 OPEN");
        house.sign(house.admin, id);
        house.sign(house.admin2, id);
        assertThat(house.sign(house.finance, id).one().state()).isEqualTo(ApprovalCase.State.APPROVED);
    }

    private ApprovalDetails add(Caller by, UUID id, Caller account, Where where) {
        return house.approvals.addSigner(by, HARBIN, id, new AddForm(house.open(id), account.accountId(), where, null));
    }

    @Test
    @DisplayName("only whoever began it withdraws it, with a reason; then it may be brought again")
    void withdrawn() {
        var subject = UUID.randomUUID();
        var request = request(ApprovalKind.PAYMENT, subject, Optional.empty(), Set.of(), Set.of());
        var id = house.begin(house.maker, request);
        refused(Problem.APPROVAL_PENDING, () -> house.begin(house.maker, request));
        refused(
                Problem.APPROVAL_INITIATOR,
                () -> house.approvals.withdraw(house.reviewer, HARBIN, id, new Reason("x")));
        invalid("note", () -> house.approvals.withdraw(house.maker, HARBIN, id, new Reason(null)));
        house.approvals.withdraw(house.maker, HARBIN, id, new Reason("重做"));
        assertThat(house.told).containsExactly("WITHDRAWN " + subject);
        refused(Problem.APPROVAL_ENDED, () -> house.approvals.withdraw(house.maker, HARBIN, id, new Reason("again")));
        assertThat(house.begin(house.maker, request)).isNotEqualTo(id);
    }

    @Test
    @DisplayName("a reminder reaches everybody who may sign, once a day")
    void reminders() {
        var id = house.begin(ApprovalKind.PAYMENT);
        house.approvals.remind(house.maker, HARBIN, id);
        assertThat(messages(house.reviewer)).containsExactly("APPROVAL_REMINDED");
        assertThat(messages(house.finance)).isEmpty();
        refused(Problem.APPROVAL_REMINDED, () -> house.approvals.remind(house.admin, HARBIN, id));
        house.clock.forward(Duration.ofDays(1));
        house.approvals.remind(house.admin, HARBIN, id);
        assertThat(messages(house.reviewer)).hasSize(2);
    }

    @Test
    @DisplayName("who is away is stood in for on those days, in that name, and finds no second one for the same days")
    void absences() {
        var monday = LocalDate.of(2026, 3, 2);
        invalid(
                "deputy",
                () -> house.absences.announce(
                        house.finance, HARBIN, new Absences.Form(monday, monday, house.above.accountId())));
        var absence = house.absences.announce(
                house.finance, HARBIN, new Absences.Form(monday, monday.plusDays(2), house.registrar.accountId()));
        invalid(
                "from",
                () -> house.absences.announce(
                        house.finance,
                        HARBIN,
                        new Absences.Form(monday.plusDays(2), monday.plusDays(3), house.registrar.accountId())));
        var id = house.begin(ApprovalKind.PAYMENT);
        house.sign(house.reviewer, id);
        assertThat(house.waitedFor(id)).containsExactly("harbin.both", "harbin.finance", "harbin.registrar");
        assertThat(waiting(house.registrar)).hasSize(1);
        assertThat(house.approvals.get(house.registrar, HARBIN, id).actsFor()).containsExactly("harbin.finance");
        house.clock.forward(Duration.ofDays(3));
        assertThat(waiting(house.registrar)).isEmpty();
        refused(Problem.APPROVAL_NOT_YOURS, () -> house.sign(house.registrar, id));
        house.clock.forward(Duration.ofDays(-3));
        house.absences.end(house.finance, HARBIN, absence.id());
        refused(Problem.APPROVAL_NOT_YOURS, () -> house.sign(house.registrar, id));
        house.absences.announce(house.finance, HARBIN, new Absences.Form(monday, monday, house.registrar.accountId()));
        var last = house.sign(house.registrar, id).steps().get(1).signatures();
        assertThat(last)
                .singleElement()
                .satisfies(one -> assertThat(one.actsFor()).containsExactly("harbin.finance"));
        assertThat(house.told).hasSize(1);
    }

    @Test
    @DisplayName("who signed a step of a payment does not sign another one through a deputy")
    void noDeputyForTheSecondStep() {
        var monday = LocalDate.of(2026, 3, 2);
        house.absences.announce(house.both, HARBIN, new Absences.Form(monday, monday, house.registrar.accountId()));
        var id = house.begin(ApprovalKind.PAYMENT);
        house.sign(house.both, id);
        refused(Problem.APPROVAL_NOT_YOURS, () -> house.sign(house.registrar, id));
    }

    @Test
    @DisplayName("after its working days a step is handed up, sent back, or told of, once")
    void timeLimits() {
        house.enact(
                ApprovalKind.PAYMENT,
                step("审核", Rule.ANY, Role.REVIEWER),
                overdue(step("财务", Rule.ALL, Role.FINANCE), Overdue.ESCALATE, true, Role.REVIEWER));
        house.enact(
                ApprovalKind.REGISTER,
                step("审核", Rule.ANY, Role.REVIEWER),
                overdue(step("复核", Rule.ANY, Role.REGISTRAR), Overdue.RETURN, false, Role.REVIEWER));
        var up = house.begin(ApprovalKind.PAYMENT);
        var back = house.begin(ApprovalKind.REGISTER);
        house.sign(house.reviewer, up);
        house.sign(house.reviewer, back);
        // Opened on Monday the 2nd: five working days end on Monday the 9th.
        assertThat(house.get(up).steps().get(1).dueOn()).hasValue(LocalDate.of(2026, 3, 9));
        house.clock.forward(Duration.ofDays(7));
        assertThat(house.get(up).steps().get(1).daysLeft()).hasValue(0);
        assertThat(house.limits.enforce()).isZero();
        refused(Problem.NOT_FOUND, () -> house.approvals.get(house.above, PROVINCE, up));
        house.clock.forward(Duration.ofDays(1));
        assertThat(waiting(house.finance)).extracting(ToDo::urgency).containsExactly(ToDo.Urgency.OVERDUE);
        assertThat(house.limits.enforce()).isEqualTo(2);
        assertThat(house.limits.enforce()).isZero();
        assertThat(house.picture(back)).isEqualTo("审核 OPEN, 复核 WAITING");
        assertThat(house.get(up).events())
                .extracting(ApprovalEvent::kind)
                .contains(ApprovalEvent.Kind.OVERDUE, ApprovalEvent.Kind.ESCALATED);
        assertThat(messages(house.above)).containsExactly("APPROVAL_ESCALATED");
        assertThat(house.approvals
                        .list(house.above, PROVINCE, new Filter(Which.MINE, null, null), null, 10)
                        .items())
                .hasSize(1);
        refused(Problem.APPROVAL_NOT_YOURS, () -> house.sign(house.registrar, up));
        house.approvals.remind(house.maker, HARBIN, up);
        assertThat(messages(house.above)).containsExactly("APPROVAL_REMINDED", "APPROVAL_ESCALATED");
        assertThat(house.approvals.get(house.above, PROVINCE, up).actions()).contains(Action.SIGN);
        var end = house.approvals.sign(house.above, PROVINCE, up, new SignForm(2, true, null));
        assertThat(end.one().state()).isEqualTo(ApprovalCase.State.APPROVED);
    }

    @Test
    @DisplayName("a case keeps the chain it began with, whatever is enacted meanwhile")
    void pinned() {
        house.enact(ApprovalKind.REGISTER, step("审核", Rule.ANY, Role.REVIEWER));
        var id = house.begin(ApprovalKind.REGISTER);
        var hash = house.get(id).one().chainHash();
        house.clock.forward(Duration.ofMinutes(1));

        house.enact(ApprovalKind.REGISTER, step("审核", Rule.ANY, Role.REVIEWER), step("复核", Rule.ANY, Role.REGISTRAR));
        assertThat(house.picture(house.begin(ApprovalKind.REGISTER))).isEqualTo("审核 OPEN, 复核 WAITING");
        assertThat(house.sign(house.reviewer, id).one().state()).isEqualTo(ApprovalCase.State.APPROVED);
        assertThat(house.get(id).one().chainHash()).isEqualTo(hash);
    }

    @Test
    @DisplayName("an applicant sees how its own case stands and nobody's name, and of others' nothing")
    void applicants() {
        var own = house.account(PROVINCE, "applicant", Optional.of(BENEFICIARY), Role.APPLICANT);
        var other = house.account(PROVINCE, "other", Optional.of("12230103FGF1LYQP3T"), Role.APPLICANT);
        var id = house.begin(ApprovalKind.PAYMENT, house.maker, Optional.empty(), Set.of(), Set.of(BENEFICIARY));
        house.sign(house.reviewer, id);
        var seen = house.approvals.get(own, HARBIN, id);
        assertThat(seen.steps()).extracting(ApprovalDetails.Step::state).containsExactly("PASSED", "OPEN");
        assertThat(seen.steps().get(1).dueOn()).isPresent();
        assertThat(seen.toString()).doesNotContain("harbin.");
        assertThat(seen.actions()).isEmpty();
        refused(Problem.NOT_FOUND, () -> house.approvals.get(other, HARBIN, id));
        refused(Problem.APPROVAL_NOT_YOURS, () -> house.sign(own, id));
        for (var table : List.of(
                "approval_signature", "approval_event", "approval_signer", "approval_absence", "approval_chain")) {
            long rows = house.database
                    .transactions()
                    .within(
                            TenantScope.subtree(PROVINCE).asParty(BENEFICIARY),
                            em -> Sql.first(em, "select count(*) as n from " + table, row -> row.bigint("n"))
                                    .orElseThrow());
            assertThat(rows).as(table).isZero();
        }
    }

    @Test
    @DisplayName("lists show what waits, what one began, and what has ended, page by page")
    void lists() {
        var first = house.begin(ApprovalKind.PAYMENT);
        house.clock.forward(Duration.ofMinutes(1));
        house.enact(ApprovalKind.REGISTRATION, step("复核", Rule.ANY, Role.REGISTRAR));
        var second = house.begin(ApprovalKind.REGISTRATION);
        house.sign(house.registrar, second);
        assertThat(ids(house.reviewer, Which.MINE)).containsExactly(first);
        assertThat(ids(house.maker, Which.MINE)).isEmpty();
        assertThat(ids(house.maker, Which.BEGUN)).containsExactly(second, first);
        assertThat(ids(house.admin, Which.ENDED)).containsExactly(second);
        assertThat(ids(house.sibling, DAQING, null)).isEmpty();
        var page = house.approvals.list(house.aboveAdmin, PROVINCE, new Filter(null, null, null), null, 1);
        assertThat(page.items()).extracting(item -> item.one().id()).containsExactly(second);
        var next = house.approvals.list(
                house.aboveAdmin,
                PROVINCE,
                new Filter(null, null, null),
                page.next().orElseThrow(),
                1);
        assertThat(next.items()).extracting(item -> item.one().id()).containsExactly(first);
        assertThat(waiting(house.reviewer)).extracting(ToDo::subjectId).containsExactly(first.toString());
    }

    private List<UUID> ids(Caller caller, Which which) {
        return ids(caller, HARBIN, which);
    }

    private List<UUID> ids(Caller caller, int tenant, @org.jspecify.annotations.Nullable Which which) {
        return house.approvals.list(caller, tenant, new Filter(which, null, null), null, 10).items().stream()
                .map(item -> item.one().id())
                .toList();
    }

    @Test
    @DisplayName("two hundred officers sign at once: none is lost, and the case ends once")
    void atOnce() throws Exception {
        var all = house.many(200, Role.REGISTRAR);
        house.enact(ApprovalKind.REGISTRATION, step("会签", Rule.ALL, Role.REGISTRAR));
        var id = house.begin(ApprovalKind.REGISTRATION);
        var pool = Executors.newFixedThreadPool(32);
        var go = new CountDownLatch(1);
        var results = new ArrayList<Future<?>>();
        try {
            var everybody = new ArrayList<>(all);
            everybody.add(house.registrar);
            for (var caller : everybody) {
                results.add(pool.submit(() -> {
                    go.await();
                    return house.approvals.sign(caller, HARBIN, id, new SignForm(1, true, null));
                }));
            }
            go.countDown();
            for (var result : results) {
                result.get(120, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
        var end = house.get(id);
        assertThat(end.one().state()).isEqualTo(ApprovalCase.State.APPROVED);
        assertThat(end.steps().get(0).signatures()).hasSize(201);
        assertThat(end.events())
                .filteredOn(event -> event.kind() == ApprovalEvent.Kind.APPROVED)
                .hasSize(201);
        assertThat(house.told).hasSize(1);
    }

    @Test
    @DisplayName("the same officer signs once, however often at once")
    void onceAtOnce() throws Exception {
        house.enact(ApprovalKind.REGISTER, step("会签", Rule.ALL, Role.REVIEWER));
        var id = house.begin(ApprovalKind.REGISTER);
        var pool = Executors.newFixedThreadPool(8);
        try {
            var results = new ArrayList<Future<?>>();
            for (int i = 0; i < 16; i++) {
                results.add(pool.submit(
                        () -> house.approvals.sign(house.reviewer, HARBIN, id, new SignForm(1, true, null))));
            }
            int refused = 0;
            for (var result : results) {
                try {
                    result.get(60, TimeUnit.SECONDS);
                } catch (java.util.concurrent.ExecutionException e) {
                    assertThat(e.getCause())
                            .isInstanceOfSatisfying(
                                    ProblemException.class,
                                    problem -> assertThat(problem.problem()).isEqualTo(Problem.APPROVAL_SIGNED));
                    refused++;
                }
            }
            assertThat(refused).isEqualTo(15);
        } finally {
            pool.shutdownNow();
        }
        assertThat(house.get(id).steps().get(0).signatures()).hasSize(1);
    }

    private List<String> messages(Caller caller) {
        return house.database
                .transactions()
                .within(
                        TenantScope.subtree(PROVINCE),
                        em -> Sql.query(
                                em,
                                "select kind from notice where account_id = ? order by created_at desc, kind desc",
                                row -> row.text("kind"),
                                caller.accountId()));
    }

    private List<ToDo> waiting(Caller caller) {
        return house.database
                .transactions()
                .within(
                        TenantScope.exactly(HARBIN),
                        em -> house.toDos.waiting(em, caller, HARBIN, TenantScope.exactly(HARBIN), 10));
    }

    private static String insert(UUID id, int step, int round, Caller account, Optional<Caller> actsFor) {
        return "insert into approval_signature (case_id, step, round, tenant, account, account_name, verdict, basis, acts_for,"
                + " acts_for_names, at) values ('" + id + "', " + step + ", " + round + ", 230100, '"
                + account.accountId()
                + "', 'x', 'APPROVE', 'ROLE', '{"
                + actsFor.map(one -> one.accountId().toString()).orElse("")
                + "}', '{}', now())";
    }

    /** The statement, run as the application with the tenant's own scope, breaks this constraint, or, without one, a missing grant. */
    private void broken(String constraint, String statement) {
        assertThatThrownBy(() -> house.database
                        .transactions()
                        .within(TenantScope.exactly(HARBIN), em -> Sql.update(em, statement)))
                .isInstanceOfSatisfying(SqlFailure.class, failure -> {
                    if (constraint.isEmpty()) {
                        assertThat(failure.state()).isEqualTo("42501");
                    } else {
                        assertThat(failure.violates(constraint))
                                .as(failure.getMessage())
                                .isTrue();
                    }
                });
    }

    static void refused(Problem problem, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }

    static void invalid(String field, ThrowingCallable act) {
        assertThatThrownBy(act).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem()).isEqualTo(Problem.INVALID_FIELDS);
            assertThat(e.errors())
                    .extracting(ProblemException.FieldError::field)
                    .contains(field);
        });
    }
}
