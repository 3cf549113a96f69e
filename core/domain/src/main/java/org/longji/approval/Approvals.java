package org.longji.approval;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.approval.Signature.Verdict;
import org.longji.audit.Journal;
import org.longji.plugin.api.Text;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.Clocks;
import org.longji.shared.FieldChecks;
import org.longji.shared.Page;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Role;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;
import org.longji.shared.WorkingDays;

/**
 * Brings things to approval and carries out what officers do about them. An act waits for its turn at the case, so that each sees what the
 * one before it did; a capability that ends a case of its own accord has to take its own locks after that.
 */
@Dependent
public class Approvals {

    static final String SUBJECT = "approval";
    private static final int MOST_ADDED = 15;
    private static final int LONG = 2000;

    private final Transactions transactions;
    private final Iterable<ApprovalSubject> subjects;
    private final Chains chains;
    private final Journal journal;
    private final WorkingDays workingDays;
    private final Clock clock;

    @Inject
    public Approvals(
            Transactions transactions,
            @Any Instance<ApprovalSubject> subjects,
            Chains chains,
            Journal journal,
            WorkingDays workingDays,
            Clock clock) {
        this(transactions, (Iterable<ApprovalSubject>) subjects, chains, journal, workingDays, clock);
    }

    /** Approvals of these subjects, outside a container. */
    public Approvals(
            Transactions transactions,
            Iterable<ApprovalSubject> subjects,
            Chains chains,
            Journal journal,
            WorkingDays workingDays,
            Clock clock) {
        this.transactions = transactions;
        this.subjects = subjects;
        this.chains = chains;
        this.journal = journal;
        this.workingDays = workingDays;
        this.clock = clock;
    }

    /** Which cases a list shows. */
    public enum Which {
        /** Those that wait for the caller. */
        MINE,
        /** Those the caller began. */
        BEGUN,
        OPEN,
        ENDED
    }

    /**
     * What a list is narrowed to; null for what is not.
     *
     * @param subject cases about this
     */
    public record Filter(
            @Nullable Which which,
            @Nullable ApprovalKind kind,
            @Nullable UUID subject) {}

    /**
     * A signature.
     *
     * @param step number of the step the signer saw open
     * @param approved false turns the whole case down, which takes a note
     */
    public record SignForm(
            @Nullable Integer step,
            @Nullable Boolean approved,
            @Nullable String note) {}

    /**
     * A way back.
     *
     * @param step number of the step the reader saw open
     * @param to number of an earlier step
     */
    public record ReturnForm(
            @Nullable Integer step,
            @Nullable Integer to,
            @Nullable String note) {}

    /**
     * Handing a step on.
     *
     * @param to account of another holder of the step's roles
     * @param from in whose place, where an administrator hands it on; the caller when null
     */
    public record DelegateForm(
            @Nullable Integer step,
            @Nullable UUID to,
            @Nullable UUID from,
            @Nullable String note) {}

    /** Where an added signer signs, seen from the open step. */
    public enum Where {
        BEFORE,
        WITH,
        AFTER
    }

    /** Adding a signer. */
    public record AddForm(
            @Nullable Integer step,
            @Nullable UUID account,
            @Nullable Where where,
            @Nullable String note) {}

    /** A reason. */
    public record Reason(@Nullable String note) {}

    /**
     * Begins a case in the running transaction, pinned to the chain in force today at the tenant, and opens its first step.
     *
     * @return the case
     * @throws IllegalStateException where that chain has no step, see {@link Chains#asks}
     * @throws ProblemException APPROVAL_PENDING while another case of the same kind and subject is open
     */
    public UUID begin(EntityManager em, Caller caller, ApprovalRequest request) {
        subject(request.kind());
        var id = UUID.randomUUID();
        var chain = chains.inForce(em, request.tenant(), request.kind());
        if (chain.form().ordered().isEmpty()) {
            throw new IllegalStateException(
                    "At " + request.tenant() + " nothing of the kind " + request.kind() + " is approved");
        }
        CaseRecords.insert(
                em,
                id,
                request,
                chain,
                new Officer(caller.accountId(), caller.displayName(), Set.of()),
                clock.instant());
        var docket = docket(em, id);
        record(em, docket, caller, ApprovalEvent.Kind.BEGUN, null, null, null);
        open(em, docket, docket.steps().get(0));
        return id;
    }

    /** The open case about a subject that the running transaction can see, else the newest one. */
    public static Optional<ApprovalCase> latest(EntityManager em, ApprovalKind kind, UUID subject) {
        return Sql.first(em, """
                select * from approval_case where kind = ? and subject = ?
                order by state = 'OPEN' desc, begun_at desc, id desc limit 1
                """, CaseRecords::one, kind, subject);
    }

    /** A case as the caller may see it. */
    public ApprovalDetails get(Caller caller, int tenant, UUID id) {
        // Officers read it where it lives, which need not be where they see it; an applicant never leaves its own
        // walls.
        var scope = caller.party().isPresent()
                ? caller.scope(tenant, Capability.APPROVAL_READ)
                : TenantScope.exactly(place(caller, tenant, id).tenant());
        return transactions.within(scope, em -> details(em, caller, docket(em, id)));
    }

    /** Cases at a tenant and below, as far as the caller sees them, the newest first. */
    public Page<ApprovalSummary> list(Caller caller, int tenant, Filter filter, @Nullable String after, int limit) {
        var scope = caller.scope(tenant, Capability.APPROVAL_READ);
        return transactions.within(scope, em -> {
            var today = today();
            var query = new CaseQuery(scope);
            if (filter.kind() != null) {
                query.and("c.kind = ?", filter.kind());
            }
            if (filter.subject() != null) {
                query.and("c.subject = ?", filter.subject());
            }
            var which = filter.which();
            if (which == Which.MINE) {
                query.mayWaitFor(em, caller, tenant, today);
            } else if (which == Which.BEGUN) {
                query.and("c.initiator = ?", caller.accountId());
            } else if (which != null) {
                query.and(which == Which.OPEN ? "c.state = 'OPEN'" : "c.state <> 'OPEN'");
            }
            var page = Page.of(query.newest(em, after, limit + 1), limit, CaseQuery::position);
            return new Page<>(
                    page.items().stream()
                            .filter(found -> which != Which.MINE
                                    || waitsFor(em, found.one().id(), caller))
                            .map(found -> new ApprovalSummary(
                                    found.one(),
                                    found.step(),
                                    found.dueOn(),
                                    found.dueOn().map(due -> workingDays.between(today, due))))
                            .toList(),
                    page.next());
        });
    }

    boolean waitsFor(EntityManager em, UUID id, Caller caller) {
        return docket(em, id).mandate(caller.accountId()).isPresent();
    }

    /**
     * Signs the open step, or turns the case down.
     *
     * @throws ProblemException APPROVAL_MOVED_ON, APPROVAL_NOT_YOURS, APPROVAL_EXCLUDED, APPROVAL_OTHER_STEP, APPROVAL_SIGNED,
     *     APPROVAL_ENDED
     */
    public ApprovalDetails sign(Caller caller, int tenant, UUID id, SignForm form) {
        boolean approves = Boolean.TRUE.equals(form.approved());
        noted(
                        new FieldChecks().present(form.step(), "step").present(form.approved(), "approved"),
                        form.note(),
                        !approves)
                .done();
        return act(caller, tenant, id, (em, docket) -> {
            var step = expected(docket, form.step());
            var mandate = docket.requireMandate(caller.accountId());
            CaseRecords.sign(
                    em,
                    docket,
                    new Signature(
                            step.number(),
                            step.round(),
                            caller.accountId(),
                            caller.displayName(),
                            approves ? Verdict.APPROVE : Verdict.REJECT,
                            mandate.basis(),
                            mandate.actsFor(),
                            DetailsOfCase.names(docket, mandate),
                            written(form.note()),
                            clock.instant()));
            record(
                    em,
                    docket,
                    caller,
                    approves ? ApprovalEvent.Kind.APPROVED : ApprovalEvent.Kind.REJECTED,
                    step,
                    mandate.actsFor().isEmpty() ? null : String.join("、", DetailsOfCase.names(docket, mandate)),
                    form.note());
            var signed = docket(em, id);
            if (signed.isLost()) {
                end(em, signed, caller, ApprovalCase.State.REJECTED);
            } else if (approves && signed.isPassed()) {
                pass(em, signed, caller);
            }
        });
    }

    /** Goes back to an earlier step; what was signed from there on stays on record and does not count any more. */
    public ApprovalDetails sendBack(Caller caller, int tenant, UUID id, ReturnForm form) {
        noted(new FieldChecks().present(form.step(), "step").present(form.to(), "to"), form.note(), true)
                .done();
        return act(caller, tenant, id, (em, docket) -> {
            var step = expected(docket, form.step());
            docket.requireMandate(caller.accountId());
            var target = docket.steps().stream()
                    .filter(other -> Objects.equals(other.number(), form.to()) && other.position() < step.position())
                    .findFirst();
            new FieldChecks()
                    .require(target.isPresent(), "to", "只能退回在前的环节。", "Only to a step that comes before this one.")
                    .done();
            sendBack(em, docket, Optional.of(caller), target.orElseThrow(), form.note());
        });
    }

    private void sendBack(
            EntityManager em, Docket docket, Optional<Caller> by, StepOfCase target, @Nullable String note) {
        CaseRecords.restart(em, docket.one().id(), target.position());
        record(em, docket, by.orElse(null), ApprovalEvent.Kind.RETURNED, target, null, note);
        var again = docket(em, docket.one().id());
        open(em, again, again.step(target.number()));
        var told = new LinkedHashSet<UUID>();
        told.add(docket.one().initiator());
        docket(em, docket.one().id()).waitedFor().forEach(officer -> told.add(officer.account()));
        ApprovalMessages.tell(
                em,
                docket,
                docket.one().tenant(),
                told,
                "APPROVAL_RETURNED",
                new Text("审批退回", "An approval was returned"),
                new Text(
                        "“" + docket.one().title().zh() + "”已退回至“"
                                + target.name().zh() + "”" + (note == null ? "。" : "：" + note),
                        docket.one().title().en() + " went back to \""
                                + target.name().en() + "\"" + (note == null ? "." : ": " + note)));
    }

    /** Hands the open step on to another holder of its roles, who signs in that place. */
    public ApprovalDetails delegate(Caller caller, int tenant, UUID id, DelegateForm form) {
        noted(new FieldChecks().present(form.step(), "step").present(form.to(), "to"), form.note(), false)
                .done();
        var from = Optional.ofNullable(form.from()).orElse(caller.accountId());
        var to = Objects.requireNonNull(form.to());
        return act(caller, tenant, id, (em, docket) -> {
            var step = expected(docket, form.step());
            if (from.equals(caller.accountId())) {
                docket.requireMandate(from);
            } else if (!DetailsOfCase.mayReassign(caller, docket.one().tenant())) {
                throw new ProblemException(
                        Problem.NOT_PERMITTED,
                        Map.of(
                                "capability",
                                Capability.APPROVAL_ADMINISTER,
                                "tenant",
                                docket.one().tenant()));
            }
            new FieldChecks()
                    .require(
                            docket.basis(from).isPresent() && !docket.barred().contains(from),
                            "from",
                            "该人员不是本环节的审批人。",
                            "This person does not sign this step.")
                    .require(
                            !to.equals(from) && mayTakeOver(docket, step, to),
                            "to",
                            "请选择本环节的另一名审批人，且不属于回避人员。",
                            "Choose another one who may sign this step and is not barred from it.")
                    .done();
            CaseRecords.name(
                    em,
                    docket,
                    List.of(new Signer(
                            step.number(), step.round(), to, docket.nameOf(to), Signer.Kind.DELEGATED, from)));
            record(em, docket, caller, ApprovalEvent.Kind.DELEGATED, step, docket.nameOf(to), form.note());
            ApprovalMessages.ask(em, docket, docket.one().tenant(), step, Set.of(to), "APPROVAL_DELEGATED", caller);
        });
    }

    /** Another holder of the roles; for a step that was added for one person, any officer who signs things. */
    private static boolean mayTakeOver(Docket docket, StepOfCase step, UUID to) {
        var roles = step.roles().isEmpty() ? ChainForm.MAY_SIGN : step.roles();
        return Optional.ofNullable(docket.officers().get(to))
                        .filter(officer -> officer.roles().stream().anyMatch(roles::contains))
                        .isPresent()
                && !docket.barred().contains(to)
                && !docket.signedElsewhere(to)
                && docket.counted(step).stream()
                        .noneMatch(signature -> signature.account().equals(to));
    }

    /** Adds a signer to the case: before, with or after the open step. */
    public ApprovalDetails addSigner(Caller caller, int tenant, UUID id, AddForm form) {
        noted(
                        new FieldChecks()
                                .present(form.step(), "step")
                                .present(form.account(), "account")
                                .present(form.where(), "where"),
                        form.note(),
                        false)
                .done();
        var account = Objects.requireNonNull(form.account());
        var where = Objects.requireNonNull(form.where());
        return act(caller, tenant, id, (em, docket) -> {
            var step = expected(docket, form.step());
            docket.requireMandate(caller.accountId());
            new FieldChecks()
                    .require(
                            docket.officers().containsKey(account)
                                    && !docket.barred().contains(account)
                                    && !account.equals(caller.accountId()),
                            "account",
                            "请选择本区划的另一名工作人员，且不属于回避人员。",
                            "Choose another officer of this tenant who is not barred from it.")
                    .require(
                            where != Where.WITH || docket.basis(account).isEmpty(),
                            "account",
                            "该人员本来就可以审批本环节。",
                            "This person may sign this step anyway.")
                    .require(
                            where != Where.WITH || !docket.signedElsewhere(account),
                            "account",
                            "该人员已审批本拨付的另一环节。",
                            "This person has signed another step of this payment.")
                    .require(
                            docket.signers().stream()
                                            .filter(signer -> signer.kind() == Signer.Kind.ADDED)
                                            .count()
                                    < MOST_ADDED,
                            "account",
                            "一件审批最多加签 " + MOST_ADDED + " 次。",
                            "At most " + MOST_ADDED + " signers are added to a case.")
                    .done();
            var name = docket.nameOf(account);
            int place = where == Where.WITH
                    ? step.number()
                    : CaseRecords.insertStep(
                            em,
                            docket,
                            where == Where.BEFORE ? step.position() : step.position() + 1,
                            new Text("加签：" + name, "Added: " + name));
            CaseRecords.name(em, docket, List.of(new Signer(place, 0, account, name, Signer.Kind.ADDED, account)));
            record(em, docket, caller, ApprovalEvent.Kind.ADDED, step, name, form.note());
            var after = docket(em, id);
            if (where == Where.BEFORE) {
                CaseRecords.setState(em, id, step.number(), StepOfCase.State.WAITING);
                open(em, after, after.step(place));
            }
            if (where != Where.AFTER) {
                ApprovalMessages.ask(
                        em,
                        docket,
                        docket.one().tenant(),
                        after.step(place),
                        Set.of(account),
                        "APPROVAL_SIGNER_ADDED",
                        caller);
            }
        });
    }

    /** Sends a message to everybody the open step waits for, at most once a day. */
    public ApprovalDetails remind(Caller caller, int tenant, UUID id) {
        var place = place(caller, tenant, id);
        var scope = place.reach().map(TenantScope::subtree).orElse(TenantScope.subtree(place.tenant()));
        return act(caller, id, scope, (em, docket) -> {
            var step = docket.current();
            boolean today = CaseRecords.events(em, id).stream()
                    .anyMatch(event -> event.kind() == ApprovalEvent.Kind.REMINDED
                            && LocalDate.ofInstant(event.at(), Clocks.CHINA).equals(today()));
            if (today) {
                throw new ProblemException(Problem.APPROVAL_REMINDED, Map.of());
            }
            record(em, docket, caller, ApprovalEvent.Kind.REMINDED, step, null, null);
            ApprovalMessages.askAll(em, docket, step, "APPROVAL_REMINDED", Optional.of(caller));
        });
    }

    /** Takes the case back, by whoever began it. */
    public ApprovalDetails withdraw(Caller caller, int tenant, UUID id, Reason reason) {
        noted(new FieldChecks(), reason.note(), true).done();
        return act(caller, tenant, id, (em, docket) -> {
            docket.current();
            if (!docket.one().initiator().equals(caller.accountId())) {
                throw new ProblemException(
                        Problem.APPROVAL_INITIATOR,
                        Map.of(
                                "name",
                                caller.party().isPresent() ? "—" : docket.one().initiatorName()));
            }
            record(em, docket, caller, ApprovalEvent.Kind.WITHDRAWN, docket.current(), null, reason.note());
            end(em, docket, caller, ApprovalCase.State.WITHDRAWN);
        });
    }

    /**
     * Does what the chain says about a step whose limit has passed; the running transaction has locked the case and sees the tenants above.
     */
    void overdue(EntityManager em, UUID id) {
        var docket = docket(em, id);
        var step = docket.current();
        var definition = docket.definition(step);
        record(em, docket, null, ApprovalEvent.Kind.OVERDUE, step, null, null);
        switch (definition.map(ChainStep::overdueOrTell).orElse(ChainStep.Overdue.TELL)) {
            case RETURN -> {
                var before = docket.steps().stream()
                        .filter(other -> other.position() < step.position())
                        .max(Comparator.comparingInt(StepOfCase::position));
                CaseRecords.overdue(em, id, step.number(), clock.instant(), Optional.empty(), Optional.empty());
                before.ifPresent(target ->
                        sendBack(em, docket, Optional.empty(), target, "超过时限，自动退回 / returned, the limit has passed"));
            }
            case ESCALATE -> {
                int home = docket.one().tenant();
                int to = definition.filter(ChainStep::escalateAbove).isPresent()
                        ? parent(em, home).orElse(home)
                        : home;
                var role = definition.map(ChainStep::escalateRole).orElse(Role.ADMINISTRATOR);
                CaseRecords.overdue(em, id, step.number(), clock.instant(), Optional.of(to), Optional.of(role));
                CaseRecords.reach(em, id, Optional.of(to).filter(above -> above != home));
                record(em, docket, null, ApprovalEvent.Kind.ESCALATED, step, to + " " + role, null);
                ApprovalMessages.askAll(em, docket(em, id), step, "APPROVAL_ESCALATED", Optional.empty());
            }
            case TELL -> {
                CaseRecords.overdue(em, id, step.number(), clock.instant(), Optional.empty(), Optional.empty());
                ApprovalMessages.askAll(em, docket, step, "APPROVAL_OVERDUE", Optional.empty());
            }
        }
    }

    private static Optional<Integer> parent(EntityManager em, int tenant) {
        return Sql.first(em, "select parent from tenant where code = ?", row -> row.optionalInteger("parent"), tenant)
                .flatMap(parent -> parent);
    }

    /** What is done about a locked case. */
    @FunctionalInterface
    private interface Act {
        void run(EntityManager em, Docket docket);
    }

    private record Place(int tenant, Optional<Integer> reach) {}

    /** Where the case lives and how far up it was handed, if the caller's own scope shows it at all. */
    private Place place(Caller caller, int tenant, UUID id) {
        return transactions.within(
                caller.scope(tenant, Capability.APPROVAL_READ),
                em -> Sql.first(
                                em,
                                "select tenant, reach from approval_case where id = ?",
                                row -> new Place(row.integer("tenant"), row.optionalInteger("reach")),
                                id)
                        .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", id))));
    }

    private ApprovalDetails act(Caller caller, int tenant, UUID id, Act act) {
        return act(caller, id, TenantScope.subtree(place(caller, tenant, id).tenant()), act);
    }

    private ApprovalDetails act(Caller caller, UUID id, TenantScope scope, Act act) {
        // Told from here: whoever decided for a tenant below need not see the case any more once it goes on.
        return transactions.within(scope, em -> {
            CaseRecords.lock(em, id);
            act.run(em, docket(em, id));
            return details(em, caller, docket(em, id));
        });
    }

    private ApprovalDetails details(EntityManager em, Caller caller, Docket docket) {
        return DetailsOfCase.of(em, docket, caller, workingDays, today());
    }

    private Docket docket(EntityManager em, UUID id) {
        return CaseRecords.read(em, id, today());
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(Clocks.CHINA));
    }

    private static StepOfCase expected(Docket docket, @Nullable Integer step) {
        var current = docket.current();
        if (!Objects.equals(current.number(), step)) {
            throw new ProblemException(Problem.APPROVAL_MOVED_ON, Map.of("step", current.name()));
        }
        return current;
    }

    private static FieldChecks noted(FieldChecks checks, @Nullable String note, boolean required) {
        if (required) {
            checks.present(note, "note");
        }
        return checks.atMost(note, LONG, "note");
    }

    private static Optional<String> written(@Nullable String note) {
        return Optional.ofNullable(note).map(String::strip).filter(text -> !text.isEmpty());
    }

    // ------------------------------------------------------------------------------------------------ going on

    private void open(EntityManager em, Docket docket, StepOfCase step) {
        var definition = docket.definition(step);
        var now = clock.instant();
        var id = docket.one().id();
        CaseRecords.open(
                em,
                id,
                step.number(),
                definition.map(ChainStep::needed).orElse(0),
                now,
                days(docket, step).map(days -> workingDays.afterWorkingDays(today(), days)));
        var opened = docket(em, id);
        var eligible = opened.eligible(opened.current());
        CaseRecords.setPool(em, id, step.number(), eligible.size());
        if (definition
                .map(ChainStep::ruleOrAny)
                .filter(rule -> rule == ChainStep.Rule.ALL)
                .isPresent()) {
            CaseRecords.name(
                    em,
                    docket,
                    eligible.stream()
                            .map(officer -> new Signer(
                                    step.number(),
                                    opened.current().round(),
                                    officer.account(),
                                    officer.name(),
                                    Signer.Kind.REQUIRED,
                                    officer.account()))
                            .toList());
        }
        record(em, docket, null, ApprovalEvent.Kind.OPENED, step, null, null);
        if (eligible.size() < opened.current().needed()) {
            ApprovalMessages.nobodyCanSign(em, docket, step);
        }
    }

    /** An added step has the limit of the nearest step of the chain before it. */
    private static Optional<Integer> days(Docket docket, StepOfCase step) {
        return docket.steps().stream()
                .filter(other -> other.chainStep().isPresent() && other.position() <= step.position())
                .max(Comparator.comparingInt(StepOfCase::position))
                .or(() -> docket.steps().stream()
                        .filter(other -> other.chainStep().isPresent())
                        .findFirst())
                .flatMap(docket::definition)
                .flatMap(definition -> Optional.ofNullable(definition.days()));
    }

    private void pass(EntityManager em, Docket docket, Caller caller) {
        var step = docket.current();
        CaseRecords.setState(em, docket.one().id(), step.number(), StepOfCase.State.PASSED);
        docket.steps().stream()
                .filter(other -> other.position() > step.position())
                .min(Comparator.comparingInt(StepOfCase::position))
                .ifPresentOrElse(
                        next -> open(em, docket, next), () -> end(em, docket, caller, ApprovalCase.State.APPROVED));
    }

    private void end(EntityManager em, Docket docket, Caller caller, ApprovalCase.State state) {
        var id = docket.one().id();
        CaseRecords.end(em, id, state, clock.instant());
        record(em, docket, caller, ApprovalEvent.Kind.ENDED, null, state.name(), null);
        var ended = docket(em, id).one();
        var subject = subject(ended.kind());
        switch (state) {
            case APPROVED -> subject.approved(em, caller, ended);
            case REJECTED -> subject.rejected(em, caller, ended);
            case WITHDRAWN -> subject.withdrawn(em, caller, ended);
            case OPEN -> throw new IllegalArgumentException("An open case has not ended");
        }
        if (state != ApprovalCase.State.WITHDRAWN) {
            ApprovalMessages.ended(em, docket, ended);
        }
    }

    private ApprovalSubject subject(ApprovalKind kind) {
        for (var subject : subjects) {
            if (subject.kind() == kind) {
                return subject;
            }
        }
        throw new IllegalStateException("Nothing answers for approvals of " + kind);
    }

    private void record(
            EntityManager em,
            Docket docket,
            @Nullable Caller caller,
            ApprovalEvent.Kind kind,
            @Nullable StepOfCase step,
            @Nullable String other,
            @Nullable String note) {
        var event = new ApprovalEvent(
                kind,
                step == null ? null : step.number(),
                caller == null ? null : caller.displayName(),
                other,
                written(note).orElse(null),
                clock.instant());
        CaseRecords.event(em, docket.one(), event, caller == null ? null : caller.accountId());
        journal.append(
                em,
                docket.one().tenant(),
                caller == null ? Journal.SYSTEM : caller.username(),
                "APPROVAL_" + kind,
                SUBJECT,
                docket.one().id().toString(),
                null,
                event);
    }
}
