package org.longji.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.longji.registration.FilingHouse.BUYER;
import static org.longji.registration.FilingHouse.HARBIN;
import static org.longji.registration.FilingHouse.SELLER;
import static org.longji.registration.FilingHouse.officer;
import static org.longji.registration.FilingHouse.party;
import static org.longji.registration.FilingHouse.refused;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.longji.agency.Agency;
import org.longji.agency.MemberForm;
import org.longji.approval.ApprovalDetails;
import org.longji.approval.ApprovalKind;
import org.longji.approval.Approvals;
import org.longji.approval.ChainForm;
import org.longji.approval.ChainStep;
import org.longji.contract.ContractDetails;
import org.longji.contract.ContractStatus;
import org.longji.inbox.Inbox;
import org.longji.inbox.Notice;
import org.longji.inbox.ToDo;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;
import org.longji.shared.Caller;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Role;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;

/** A registrar decides, others approve: what waits, what may not happen meanwhile, and how it ends. */
@DisplayName("A decision to register that takes an approval")
class RegistrationApprovalTest {

    private static final Registrations.Decision DECISION =
            new Registrations.Decision(Money.of("700000.00"), Money.of("600000.00"), null);

    @TempDir
    Path data;

    private FilingHouse house;
    private Agency agency;
    private Examinations examinations;
    private Caller clerk;
    private Caller second;
    private Caller reviewer;
    private Caller head;
    private int filed;

    @BeforeEach
    void open() {
        house = new FilingHouse(data);
        agency = house.agency();
        examinations = new Examinations(house.database.transactions(), house.contracts, house.records, house.journal);
        clerk = house.account(officer(HARBIN, Role.REGISTRAR, "harbin.clerk"));
        second = member("harbin.registrar2", null);
        reviewer = house.account(officer(HARBIN, Role.REVIEWER, "harbin.reviewer"));
        head = house.account(officer(HARBIN, Role.ADMINISTRATOR, "harbin.head"));
    }

    private Caller member(String name, @org.jspecify.annotations.Nullable String employer) {
        var member = house.account(officer(HARBIN, Role.REGISTRAR, name));
        house.agencies.join(house.admin, HARBIN, agency.id(), new MemberForm(member.accountId(), employer, null));
        return member;
    }

    private static ChainStep step(String name, Role role) {
        return new ChainStep(name, name, List.of(role), null, null, null, 5, null, false, null, null);
    }

    private void enact(ChainStep... steps) {
        var form = new ChainForm("登记审批（示例）", "approval", "示例", List.of(steps));
        var draft = house.chains.draft(house.admin, HARBIN, ApprovalKind.REGISTRATION, form);
        house.chains.enact(head, HARBIN, Objects.requireNonNull(draft.id()), draft.revision(), null);
    }

    private void enactTwoSteps() {
        enact(step("复核", Role.REGISTRAR), step("审定", Role.REVIEWER));
    }

    /** A contract whose examination is answered. */
    private UUID examined() {
        var form = FilingHouse.form("待审批合同" + ++filed, "contractAmount", 1_000_000 + filed + ".00");
        var id = house.contracts.draft(clerk, HARBIN, form).id();
        house.registrations.submit(clerk, HARBIN, id, Optional.empty());
        house.registrations.accept(house.registrar, HARBIN, id, Optional.empty());
        answerEverything(id);
        return id;
    }

    private void answerEverything(UUID id) {
        examinations.answer(
                house.registrar,
                HARBIN,
                id,
                Optional.empty(),
                examinations.latest(house.registrar, HARBIN, id).answers().stream()
                        .map(line -> new AnswerForm(line.question(), CheckAnswer.Value.YES, null, List.of()))
                        .toList());
    }

    private ContractDetails register(Caller caller, UUID id) {
        return house.registrations.register(caller, HARBIN, id, Optional.empty(), DECISION);
    }

    private UUID brought(UUID id) {
        return Objects.requireNonNull(register(house.registrar, id).approval());
    }

    private ApprovalDetails sign(Caller caller, UUID approval, int step) {
        return house.approvals.sign(caller, HARBIN, approval, new Approvals.SignForm(step, true, null));
    }

    private ApprovalDetails reject(Caller caller, UUID approval, int step) {
        return house.approvals.sign(caller, HARBIN, approval, new Approvals.SignForm(step, false, "核定金额依据不足"));
    }

    private ContractDetails details(UUID id) {
        return house.contracts.details(house.registrar, HARBIN, id);
    }

    private List<String> journal(UUID id) {
        return house.database
                .transactions()
                .within(
                        TenantScope.exactly(HARBIN),
                        em -> Sql.query(
                                em,
                                "select actor || ' ' || action as line from journal where subject_type = 'contract'"
                                        + " and subject_id = ? order by seq",
                                row -> row.text("line"),
                                id.toString()));
    }

    private List<Notice> notices(Caller caller) {
        return new Inbox(house.database.transactions(), List.of())
                .notices(caller, HARBIN, null, 50)
                .items();
    }

    private List<ToDo> toDos(Caller caller, int days) {
        var clock = Clock.offset(house.clock, Duration.ofDays(days));
        return new Inbox(house.database.transactions(), List.of(new RegistrationToDos(clock))).waiting(caller, HARBIN);
    }

    @Test
    @DisplayName("takes none where no chain was enacted: it is registered at once")
    void withoutChain() {
        var registered = register(house.registrar, examined());
        assertThat(registered.status()).isEqualTo(ContractStatus.REGISTERED);
        assertThat(registered.registrationNumber()).isEqualTo("2301002026000001");
        assertThat(registered.approval()).isNull();
        assertThat(house.approvals
                        .list(house.admin, HARBIN, new Approvals.Filter(null, null, null), null, 10)
                        .items())
                .isEmpty();
    }

    @Test
    @DisplayName("waits with no number, and becomes the registrar's registration with the last signature")
    void approved() {
        enactTwoSteps();
        var id = examined();
        var accepted = details(id);
        var approval = brought(id);
        var waiting = details(id);
        assertThat(waiting.status()).isEqualTo(ContractStatus.IN_APPROVAL);
        assertThat(waiting.registrationNumber()).isNull();
        assertThat(waiting.assessedTechnologyAmount()).isNull();
        assertThat(waiting.decisionDue()).isEqualTo(accepted.decisionDue());
        assertThat(examinations.latest(reviewer, HARBIN, id).proposal())
                .isEqualTo(new Examination.Proposal(
                        Money.of("700000.00"), Money.of("600000.00"), null, "harbin.registrar"));
        sign(second, approval, 1);
        assertThat(details(id).status()).isEqualTo(ContractStatus.IN_APPROVAL);
        sign(reviewer, approval, 2);

        var registered = details(id);
        assertThat(registered.status()).isEqualTo(ContractStatus.REGISTERED);
        assertThat(registered.registrationNumber()).isEqualTo("2301002026000001");
        assertThat(registered.registeredOn()).isEqualTo(LocalDate.of(2026, 4, 1));
        assertThat(registered.assessedTechnologyAmount()).isEqualTo(Money.of("700000.00"));
        assertThat(registered.approvedTechnologyIncome()).isEqualTo(Money.of("600000.00"));
        assertThat(registered.approval()).isEqualTo(approval);
        var examination = examinations.latest(reviewer, HARBIN, id);
        assertThat(examination.outcome()).isEqualTo(Examination.Outcome.REGISTERED);
        assertThat(examination.proposal()).isNull();
        assertThat(journal(id))
                .endsWith("harbin.registrar REGISTRATION_BROUGHT", "harbin.registrar CONTRACT_REGISTERED");
        var decidedBy = house.database
                .transactions()
                .within(
                        TenantScope.exactly(HARBIN),
                        em -> Sql.first(
                                em, "select decided_by from contract where id = ?", row -> row.uuid("decided_by"), id));
        assertThat(decidedBy).contains(house.registrar.accountId());
        assertThat(notices(house.seller)).extracting(Notice::kind).contains("CONTRACT_REGISTERED");
    }

    @Test
    @DisplayName(
            "turned down, goes back to its examination with the reason, and can be decided otherwise or brought again")
    void rejected() {
        enactTwoSteps();
        var id = examined();
        var approval = brought(id);
        reject(second, approval, 1);
        var back = details(id);
        assertThat(back.status()).isEqualTo(ContractStatus.ACCEPTED);
        assertThat(back.approval()).isEqualTo(approval);
        var examination = examinations.latest(house.registrar, HARBIN, id);
        assertThat(examination.outcome()).isNull();
        assertThat(examination.open()).isZero();
        assertThat(examination.proposal()).isNull();
        assertThat(journal(id)).endsWith("harbin.registrar2 REGISTRATION_TURNED_DOWN");
        assertThat(notices(house.registrar))
                .filteredOn(notice -> notice.kind().equals("APPROVAL_REJECTED"))
                .extracting(Notice::text)
                .extracting(Text::zh)
                .singleElement()
                .asString()
                .contains("未获批准：核定金额依据不足");

        var again = brought(id);
        assertThat(again).isNotEqualTo(approval);
        reject(second, again, 1);
        var reason = new org.longji.contract.RefusalReason("OTHER", "不属于技术合同");
        house.registrations.refuse(house.registrar, HARBIN, id, Optional.empty(), List.of(reason), null);
        assertThat(details(id).status()).isEqualTo(ContractStatus.REFUSED);
    }

    @Test
    @DisplayName("is taken back by the registrar who brought it, and by nobody else")
    void withdrawn() {
        enactTwoSteps();
        var id = examined();
        var approval = brought(id);
        var reason = new Approvals.Reason("金额有误");
        refused(Problem.APPROVAL_INITIATOR, () -> house.approvals.withdraw(second, HARBIN, approval, reason));
        house.approvals.withdraw(house.registrar, HARBIN, approval, reason);
        assertThat(details(id).status()).isEqualTo(ContractStatus.ACCEPTED);
        assertThat(journal(id)).endsWith("harbin.registrar REGISTRATION_WITHDRAWN");
        assertThat(register(second, id).status()).isEqualTo(ContractStatus.IN_APPROVAL);
    }

    @Test
    @DisplayName("is signed by nobody who decided or filed it, decided it before, or belongs to a party")
    void barred() {
        enact(step("复核", Role.REGISTRAR));
        var ofSeller = house.account(officer(HARBIN, Role.REGISTRAR, "harbin.of.seller"));
        house.database.asOwner("update account set party = '" + SELLER + "' where id = '" + ofSeller.accountId() + "'");
        var ofBuyer = member("harbin.of.buyer", BUYER);
        var earlier = member("harbin.earlier", null);
        var id = examined();
        house.database.asOwner(
                "update contract set decided_by = '" + earlier.accountId() + "' where id = '" + id + "'");
        refused(Problem.ANOTHER_REGISTRAR, () -> register(earlier, id));
        var approval = brought(id);
        for (var caller : List.of(house.registrar, clerk, earlier, ofSeller, ofBuyer)) {
            refused(Problem.APPROVAL_EXCLUDED, () -> sign(caller, approval, 1));
        }
        refused(Problem.APPROVAL_NOT_YOURS, () -> sign(reviewer, approval, 1));
        sign(second, approval, 1);
        assertThat(details(id).status()).isEqualTo(ContractStatus.REGISTERED);
    }

    @Test
    @DisplayName("leaves the contract to nothing else meanwhile, whoever writes")
    void nothingElse() {
        enactTwoSteps();
        var id = examined();
        var version = details(id).version();
        brought(id);
        var question = examinations
                .latest(house.registrar, HARBIN, id)
                .answers()
                .get(0)
                .question();
        var answer = new AnswerForm(question, CheckAnswer.Value.NO, "依据", List.of());
        var reason = List.of(new org.longji.contract.RefusalReason("OTHER", "理由"));
        var registrations = house.registrations;
        var none = Optional.<Integer>empty();
        refused(
                Problem.APPROVAL_PENDING,
                () -> examinations.answer(house.registrar, HARBIN, id, none, List.of(answer)));
        refused(
                Problem.APPROVAL_PENDING,
                () -> examinations.refer(house.registrar, HARBIN, id, List.of(reviewer.accountId()), "争议"));
        refused(Problem.APPROVAL_PENDING, () -> registrations.refuse(house.registrar, HARBIN, id, none, reason, null));
        refused(
                Problem.APPROVAL_PENDING,
                () -> registrations.returnForCorrection(house.registrar, HARBIN, id, none, reason, null));
        refused(Problem.APPROVAL_PENDING, () -> register(second, id));
        refused(Problem.APPROVAL_PENDING, () -> registrations.accept(house.registrar, HARBIN, id, none));
        refused(Problem.APPROVAL_PENDING, () -> registrations.submit(clerk, HARBIN, id, none));
        refused(
                Problem.APPROVAL_PENDING,
                () -> house.contracts.revise(clerk, HARBIN, id, version + 1, FilingHouse.form("另一份")));
        assertThatThrownBy(() -> house.database
                        .transactions()
                        .within(
                                TenantScope.exactly(HARBIN),
                                em -> Sql.update(em, "update contract set title = '另一份' where id = ?", id)))
                .hasStackTraceContaining("contract_in_approval");
        assertThat(details(id).version()).isEqualTo(version + 1);
    }

    @Test
    @DisplayName(
            "is registered only while what carried it still does: the last signature waits, and so does the contract")
    void carriedNoMore() {
        enact(step("复核", Role.REVIEWER));
        var id = examined();
        var approval = brought(id);
        house.agencies.suspend(house.admin, HARBIN, agency.id(), Optional.empty(), "检查");
        refused(Problem.AGENCY_SUSPENDED, () -> sign(reviewer, approval, 1));
        assertThat(details(id).status()).isEqualTo(ContractStatus.IN_APPROVAL);
        house.agencies.resume(house.admin, HARBIN, agency.id(), Optional.empty());
        sign(reviewer, approval, 1);
        assertThat(details(id).registrationNumber()).isEqualTo("2301002026000001");
    }

    @Test
    @DisplayName("has its period go on: those who decide are warned, those who oversee are told when it has passed")
    void periodGoesOn() {
        enactTwoSteps();
        var id = examined();
        var due = Objects.requireNonNull(details(id).decisionDue());
        brought(id);
        assertThat(toDos(second, 0)).isEmpty();
        int past = (int) Duration.between(
                        LocalDate.of(2026, 4, 1).atStartOfDay(), due.plusDays(1).atStartOfDay())
                .toDays();
        for (var caller : List.of(second, head)) {
            assertThat(toDos(caller, past)).singleElement().satisfies(toDo -> {
                assertThat(toDo.kind()).isEqualTo("CONTRACT_IN_APPROVAL");
                assertThat(toDo.subjectId()).isEqualTo(id.toString());
                assertThat(toDo.urgency()).isEqualTo(ToDo.Urgency.OVERDUE);
            });
        }
    }

    @Test
    @DisplayName("shows its parties the days and no name, and others nothing")
    void parties() {
        enactTwoSteps();
        var id = examined();
        var approval = brought(id);
        sign(second, approval, 1);
        var seen = house.contracts.details(house.buyer, HARBIN, id);
        assertThat(seen.status()).isEqualTo(ContractStatus.IN_APPROVAL);
        assertThat(seen.approval()).isEqualTo(approval);
        var picture = house.approvals.get(house.seller, HARBIN, approval);
        assertThat(picture.steps()).extracting(ApprovalDetails.Step::state).containsExactly("PASSED", "OPEN");
        assertThat(picture.steps().get(1).dueOn()).isPresent();
        assertThat(picture.toString()).doesNotContain("harbin.").doesNotContain("700000");
        var stranger = party("stranger", "91230102LFNPXJFN8C");
        refused(Problem.NOT_FOUND, () -> house.approvals.get(stranger, HARBIN, approval));
        var rows = house.database
                .transactions()
                .within(
                        TenantScope.exactly(HARBIN).asParty(SELLER),
                        em -> Sql.query(em, "select 1 as n from registration_brought", row -> row.integer("n")));
        assertThat(rows).isEmpty();
    }

    @Test
    @DisplayName("is brought once by two who decide at once, and numbered once by two who sign at once")
    void atOnce() throws Exception {
        enact(step("复核", Role.REVIEWER));
        var reviewer2 = house.account(officer(HARBIN, Role.REVIEWER, "harbin.reviewer2"));
        var id = examined();
        assertThat(both(() -> register(house.registrar, id), () -> register(second, id)))
                .containsExactly(Problem.APPROVAL_PENDING);
        var approval = Objects.requireNonNull(details(id).approval());
        assertThat(both(() -> sign(reviewer, approval, 1), () -> sign(reviewer2, approval, 1)))
                .containsExactly(Problem.APPROVAL_ENDED);
        assertThat(details(id).registrationNumber()).isEqualTo("2301002026000001");
        assertThat(register(house.registrar, examined()).status()).isEqualTo(ContractStatus.IN_APPROVAL);
    }

    /** What was in the way of two acts at the same moment. */
    private static List<Problem> both(Callable<?> one, Callable<?> other) throws InterruptedException {
        var problems = new ArrayList<Problem>();
        var pool = Executors.newFixedThreadPool(2);
        var barrier = new CyclicBarrier(2);
        try {
            var results = List.of(one, other).stream()
                    .map(act -> pool.submit(() -> {
                        barrier.await();
                        return act.call();
                    }))
                    .toList();
            for (var result : results) {
                try {
                    result.get();
                } catch (ExecutionException e) {
                    assertThat(e.getCause()).isInstanceOf(ProblemException.class);
                    problems.add(((ProblemException) e.getCause()).problem());
                }
            }
        } finally {
            pool.shutdownNow();
        }
        return problems;
    }
}
