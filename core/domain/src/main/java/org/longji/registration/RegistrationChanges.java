package org.longji.registration;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.audit.Journal;
import org.longji.contract.ContractDetails;
import org.longji.contract.Contracts;
import org.longji.contract.Performance;
import org.longji.contract.TechnologyContract;
import org.longji.job.JobKind;
import org.longji.job.JobOrder;
import org.longji.job.Jobs;
import org.longji.party.Organizations;
import org.longji.plugin.api.Money;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.FieldChecks;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/**
 * The life of a registration: amendments, settlements, performance, the end of the contract or of its registration, and
 * objections to a refusal. Whoever asks does not decide; what is approved takes effect, is told to those concerned, and has
 * everything that was decided on the contract decided again.
 */
@Dependent
public class RegistrationChanges {

    private final Transactions transactions;
    private final ExaminationRecords records;
    private final Organizations organizations;
    private final Journal journal;
    private final Jobs jobs;

    @Inject
    RegistrationChanges(
            Transactions transactions,
            ExaminationRecords records,
            Organizations organizations,
            Journal journal,
            Jobs jobs) {
        this.transactions = transactions;
        this.records = records;
        this.organizations = organizations;
        this.journal = journal;
        this.jobs = jobs;
    }

    /** All requests on a contract, the latest first. */
    public List<RegistrationChange> list(Caller caller, int tenant, UUID contract) {
        return transactions.within(
                caller.scope(tenant, Capability.CONTRACT_READ),
                em -> ChangeRecords.all(em, Contracts.found(em, contract)).stream()
                        .map(one -> caller.party().isPresent() ? one.toParties() : one)
                        .toList());
    }

    /** What the registration said before its amendments, the latest first; the present version is the contract itself. */
    public List<ContractDetails> earlier(Caller caller, int tenant, UUID contract) {
        return transactions.within(
                caller.scope(tenant, Capability.CONTRACT_READ),
                em -> ChangeRecords.earlier(em, Contracts.found(em, contract)));
    }

    /**
     * Files a request: the provider for its contract, or an officer for it; a revocation is the office's alone.
     *
     * @throws ProblemException NOT_A_PARTY, WRONG_STATUS, CHANGE_PENDING, OBJECTION_LATE or INVALID_FIELDS
     */
    public RegistrationChange file(Caller caller, int tenant, UUID id, ChangeForm asked) {
        var scope = caller.scope(tenant, Capability.CONTRACT_WRITE);
        var today = records.today();
        ChangeChecks.alone(asked, today);
        var form = new ChangeForm(
                asked.kind(),
                asked.reason(),
                Objects.requireNonNullElse(asked.effectiveOn(), today),
                asked.contract(),
                asked.settlement(),
                asked.performed());
        return transactions.within(scope, em -> {
            var contract = Contracts.locked(em, id);
            var filer = contract.filerCode();
            if (caller.party().isPresent()
                    && (form.kind() == ChangeForm.Kind.REVOCATION
                            || !caller.party().get().equals(filer))) {
                throw new ProblemException(Problem.NOT_A_PARTY, Map.of());
            }
            ChangeRecords.pending(em, contract).ifPresent(one -> {
                throw new ProblemException(
                        Problem.CHANGE_PENDING,
                        Map.of("kind", one.change().form().kind().words()));
            });
            if (form.kind() == ChangeForm.Kind.OBJECTION) {
                expectInTime(em, contract, today);
            }
            ChangeChecks.against(em, form, contract);
            var rules = records.rules(em, contract);
            var due = rules.decisionPeriod(false).endAfter(today, records.calendar());
            int number =
                    ChangeRecords.file(em, caller, contract, form, today, due, rules.warnFrom(due, records.calendar()));
            var filed = ChangeRecords.found(em, contract, number).change();
            journal.append(em, contract.tenant(), caller, "CHANGE_FILED", "contract", id.toString(), null, filed);
            RegistrationNotices.changeFiled(em, contract, filed, caller.party().isEmpty());
            return filed;
        });
    }

    private void expectInTime(EntityManager em, TechnologyContract contract, LocalDate today) {
        var until = ExaminationRecords.letters(em, contract.id(), contract.tenant()).stream()
                .filter(letter -> letter.kind() == Letter.Kind.REFUSAL)
                .map(Letter::answerBy)
                .findFirst();
        if (until.filter(today::isAfter).isPresent()) {
            throw new ProblemException(Problem.OBJECTION_LATE, Map.of("until", until.get()));
        }
    }

    /** Takes a pending request back; only its filer can, or somebody of the same party. */
    public RegistrationChange withdraw(Caller caller, int tenant, UUID id, int number) {
        var scope = caller.scope(tenant, Capability.CONTRACT_WRITE);
        return close(caller, scope, id, number, "CHANGE_WITHDRAWN", (em, contract, stored) -> {
            boolean ofTheParty = caller.party()
                    .filter(party -> party.equals(contract.filerCode()))
                    .isPresent();
            if (!stored.filedBy().equals(caller.accountId()) && !ofTheParty) {
                throw new ProblemException(Problem.NOT_A_PARTY, Map.of());
            }
            ChangeRecords.close(
                    em, caller, contract, number, RegistrationChange.Status.WITHDRAWN, records.today(), null, null);
        });
    }

    /** The contracts an amendment would make this one look the same as, for the registrar to look at before approving it. */
    public List<PatentHit> samePatents(Caller caller, int tenant, UUID id, int number) {
        return transactions.within(caller.scope(tenant, Capability.REGISTRATION_READ), em -> {
            var contract = Contracts.found(em, id);
            ChangeRecords.found(em, contract, number);
            return SamePatents.of(
                    em,
                    contract,
                    Regimes.governing(em, contract.tenant(), records.today()).rules(),
                    number);
        });
    }

    /** Declines a request, saying why. */
    public RegistrationChange decline(Caller caller, int tenant, UUID id, int number, String words) {
        var scope = caller.scope(tenant, Capability.REGISTRATION_DECIDE);
        new FieldChecks().present(words, "words").atMost(words, 2000, "words").done();
        return close(caller, scope, id, number, "CHANGE_DECLINED", (em, contract, stored) -> {
            expectEntitled(caller, contract, stored);
            ChangeRecords.close(
                    em, caller, contract, number, RegistrationChange.Status.DECLINED, records.today(), words, null);
            RegistrationNotices.changeDeclined(
                    em, contract, stored.change().form().kind(), words);
        });
    }

    /**
     * What the registrar decides when approving.
     *
     * @param technologyAmount 技术交易额 of an amendment as assessed; as declared when absent
     * @param technologyIncome 核定技术性收入 of an amendment; the technology amount when absent
     * @param notTheSame needed where an amendment has the contract name patents that others between its parties name
     */
    public record Approval(
            @Nullable Money technologyAmount,
            @Nullable Money technologyIncome,
            @Nullable String words,
            @Nullable NotTheSame notTheSame) {}

    /** Approves a request: it takes effect, and what was decided on the contract is decided again in the background. */
    public RegistrationChange approve(Caller caller, int tenant, UUID id, int number, Approval approval) {
        var scope = caller.scope(tenant, Capability.REGISTRATION_DECIDE);
        check(approval);
        var job = UUID.randomUUID();
        var order = new JobOrder[1];
        var approved = close(caller, scope, id, number, "CHANGE_APPROVED", (em, contract, stored) -> {
            expectEntitled(caller, contract, stored);
            var form = stored.change().form();
            var before = Contracts.details(em, contract);
            expectAnother(em, contract, stored.change(), approval.notTheSame());
            apply(em, caller, contract, form, approval);
            em.flush();
            boolean amended = contract.registrationVersion() > before.registrationVersion();
            if (amended) {
                ChangeRecords.keep(em, before, records.today());
            }
            ChangeRecords.close(
                    em,
                    caller,
                    contract,
                    number,
                    RegistrationChange.Status.APPROVED,
                    records.today(),
                    approval.words(),
                    amended ? contract.registrationVersion() : null);
            event(form.kind())
                    .ifPresent(kind ->
                            RegistrationEvents.append(em, contract, kind, Objects.requireNonNull(form.effectiveOn())));
            RegistrationNotices.changeApproved(em, contract, form.kind());
            if (form.kind() != ChangeForm.Kind.OBJECTION && form.kind() != ChangeForm.Kind.PERFORMANCE) {
                order[0] = new JobOrder(
                        contract.tenant(),
                        JobKind.REASSESSMENT,
                        caller,
                        TenantScope.exactly(contract.tenant()),
                        Map.of("contract", id.toString()));
                jobs.create(em, job, order[0]);
            }
        });
        if (order[0] != null) {
            jobs.start(job, order[0]);
        }
        return approved;
    }

    private static void check(Approval approval) {
        var checks = new FieldChecks().atMost(approval.words(), 2000, "words");
        var notTheSame = approval.notTheSame();
        if (notTheSame != null) {
            checks.present(notTheSame.about(), "notTheSame.about")
                    .present(notTheSame.reason(), "notTheSame.reason")
                    .atMost(notTheSame.reason(), 2000, "notTheSame.reason");
        }
        checks.done();
    }

    /** An amendment may not make the contract one that is on record already, unless the registrar says why it is another. */
    private void expectAnother(
            EntityManager em, TechnologyContract contract, RegistrationChange change, @Nullable NotTheSame answered) {
        if (change.form().kind() == ChangeForm.Kind.AMENDMENT) {
            var rules =
                    Regimes.governing(em, contract.tenant(), records.today()).rules();
            var hits = SamePatents.of(em, contract, rules, change.number());
            SamePatents.expectAnswered(hits, answered);
            if (!hits.isEmpty() && answered != null) {
                ChangeRecords.keep(em, contract, change.number(), answered);
            }
        }
    }

    private void apply(
            EntityManager em, Caller caller, TechnologyContract contract, ChangeForm form, Approval approval) {
        switch (form.kind()) {
            case AMENDMENT -> {
                var amended = Objects.requireNonNull(form.contract());
                var amount =
                        Objects.requireNonNullElse(approval.technologyAmount(), amended.declaredTechnologyAmount());
                var parties = organizations.forContract(
                        em, caller, contract.tenant(), amended.provider(), amended.recipient());
                contract.amend(
                        amended,
                        parties.provider(),
                        parties.recipient(),
                        amount,
                        Objects.requireNonNullElse(approval.technologyIncome(), amount));
            }
            case SETTLEMENT -> {
                var settlement = Objects.requireNonNull(form.settlement());
                contract.settle(settlement.settled(), settlement.technologySettled());
            }
            case PERFORMANCE -> contract.perform(Performance.PERFORMED);
            case TERMINATION -> {
                contract.perform(Performance.TERMINATED);
                if (form.performed() != null) {
                    contract.reduceTo(
                            form.performed().contractAmount(), form.performed().technologyAmount());
                }
            }
            case CANCELLATION -> contract.cancel(caller);
            case REVOCATION -> contract.revoke(caller);
            case OBJECTION -> {
                contract.reopen(caller);
                Contracts.refuseRecorded(em, contract);
                records.open(em, caller, contract);
            }
        }
    }

    private static Optional<RegistrationEvent.Kind> event(ChangeForm.Kind kind) {
        return switch (kind) {
            case AMENDMENT, SETTLEMENT -> Optional.of(RegistrationEvent.Kind.AMENDED);
            case PERFORMANCE -> Optional.of(RegistrationEvent.Kind.PERFORMED);
            case TERMINATION -> Optional.of(RegistrationEvent.Kind.TERMINATED);
            case CANCELLATION -> Optional.of(RegistrationEvent.Kind.CANCELLED);
            case REVOCATION -> Optional.of(RegistrationEvent.Kind.REVOKED);
            case OBJECTION -> Optional.empty();
        };
    }

    private static void expectEntitled(Caller caller, TechnologyContract contract, ChangeRecords.Stored stored) {
        contract.expectOthersCase(caller);
        if (stored.filedBy().equals(caller.accountId())) {
            throw new ProblemException(Problem.OWN_CASE, Map.of());
        }
        if (stored.change().form().kind() == ChangeForm.Kind.OBJECTION) {
            contract.expectAnother(caller);
        }
    }

    private interface Closing {
        void take(EntityManager em, TechnologyContract contract, ChangeRecords.Stored stored);
    }

    private RegistrationChange close(
            Caller caller, TenantScope scope, UUID id, int number, String action, Closing closing) {
        return transactions.within(scope, em -> {
            var contract = Contracts.locked(em, id);
            var stored = ChangeRecords.found(em, contract, number);
            if (stored.change().status() != RegistrationChange.Status.PENDING) {
                throw new ProblemException(
                        Problem.CHANGE_DECIDED,
                        Map.of("on", Objects.requireNonNull(stored.change().decidedOn())));
            }
            closing.take(em, contract, stored);
            em.flush();
            var after = ChangeRecords.found(em, contract, number).change();
            journal.append(em, contract.tenant(), caller, action, "contract", id.toString(), stored.change(), after);
            return after;
        });
    }
}
