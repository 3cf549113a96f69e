package org.longji.registration;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.longji.attachment.Attachments;
import org.longji.audit.Journal;
import org.longji.contract.ContractDetails;
import org.longji.contract.Contracts;
import org.longji.contract.PriceClass;
import org.longji.contract.RefusalReason;
import org.longji.contract.TechnologyContract;
import org.longji.plugin.api.Money;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.FieldChecks;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Sql;
import org.longji.shared.Transactions;

/**
 * Takes a contract from the provider's submission to its registration or refusal. A number is given once, from the serials
 * of the registration point and year, and never again, whatever becomes of the contract.
 */
@Dependent
public class Registrations {

    private static final String REGISTERED = "CONTRACT_REGISTERED";

    private final Contracts contracts;
    private final ExaminationRecords records;
    private final Attachments attachments;
    private final ForeignParties foreign;
    private final DecisionApprovals approvals;
    private final Transactions transactions;
    private final Journal journal;

    @Inject
    Registrations(
            Contracts contracts,
            ExaminationRecords records,
            Attachments attachments,
            ForeignParties foreign,
            DecisionApprovals approvals,
            Transactions transactions,
            Journal journal) {
        this.contracts = contracts;
        this.records = records;
        this.attachments = attachments;
        this.foreign = foreign;
        this.approvals = approvals;
        this.transactions = transactions;
        this.journal = journal;
    }

    /**
     * Throws a draft and its documents away; what was ever submitted stays.
     *
     * @throws ProblemException WRONG_STATUS, STALE_VERSION or NOT_A_PARTY
     */
    public void discard(Caller caller, int tenant, UUID id, int version) {
        transactions.within(caller.scope(tenant, Capability.CONTRACT_WRITE), em -> {
            var contract = Contracts.locked(em, id);
            contract.expectVersion(version);
            contract.expectOpenTo(caller);
            contract.expectDraft();
            var before = Contracts.details(em, contract);
            attachments
                    .list(em, contract.tenant(), id)
                    .forEach(one -> attachments.delete(em, contract.tenant(), one.id()));
            Contracts.discard(em, contract);
            journal.append(em, before.tenant(), caller, "CONTRACT_DISCARDED", "contract", id.toString(), before, null);
            return true;
        });
    }

    /** The provider files its draft, or files again what was returned (提交); the day fixes the rules it is examined by. */
    public ContractDetails submit(Caller caller, int tenant, UUID id, Optional<Integer> version) {
        return contracts.change(
                caller,
                caller.scope(tenant, Capability.CONTRACT_WRITE),
                id,
                version,
                "CONTRACT_SUBMITTED",
                (em, contract) -> {
                    contract.submit(caller, records.today());
                    var rules = Regimes.governing(em, contract.tenant(), records.today())
                            .rules();
                    FilingChecks.check(
                            em,
                            rules,
                            contract.certified(),
                            caller.party().isPresent(),
                            attachments.list(em, contract.tenant(), contract.id()));
                    refuseRecordedText(em, contract);
                    contract.examineUnder(rules.regime());
                    RegistrationNotices.submitted(em, contract);
                });
    }

    /** @throws ProblemException CONTRACT_TEXT_RECORDED when another filing of the province has the same text */
    private static void refuseRecordedText(EntityManager em, TechnologyContract contract) {
        Sql.first(
                        em,
                        "select contract_id from recorded_texts(?) order by contract_id nulls last",
                        row -> row.optionalUuid("contract_id")
                                .map(UUID::toString)
                                .orElse("—"),
                        contract.id())
                .ifPresent(holder -> {
                    throw new ProblemException(Problem.CONTRACT_TEXT_RECORDED, Map.of("contract", holder));
                });
    }

    /**
     * The agency takes the filing (受理): the period begins, and the examination with it. What is screened is screened now, so that
     * the time until the decision is left for what it finds.
     */
    public ContractDetails accept(Caller caller, int tenant, UUID id, Optional<Integer> version) {
        var accepted = contracts.change(
                caller,
                caller.scope(tenant, Capability.REGISTRATION_DECIDE),
                id,
                version,
                "CONTRACT_ACCEPTED",
                (em, contract) -> {
                    contract.accept(caller, records.today());
                    records.open(em, caller, contract);
                    RegistrationNotices.accepted(em, contract);
                });
        foreign.screen(caller, accepted.tenant(), id);
        return accepted;
    }

    /**
     * The class of one item of the price as the registrar finds it.
     *
     * @param priceClass null takes the declared class again
     * @param reason why it is not the declared one
     */
    public record ItemAssessment(
            @Nullable PriceClass priceClass, @Nullable String reason) {}

    /** Assesses one item of the price while the contract is examined; the technology amount follows from the items. */
    public ContractDetails assess(
            Caller caller, int tenant, UUID id, int version, int number, ItemAssessment assessment) {
        var scope = caller.scope(tenant, Capability.REGISTRATION_DECIDE);
        var checks = new FieldChecks().atMost(assessment.reason(), 1000, "reason");
        if (assessment.priceClass() != null) {
            checks.present(assessment.reason(), "reason");
        }
        checks.done();
        return contracts.change(caller, scope, id, Optional.of(version), "ITEM_ASSESSED", (em, contract) -> {
            contract.assessItem(caller, number, assessment.priceClass(), assessment.reason());
            records.expectCompetent(em, caller, contract);
        });
    }

    /**
     * What the registrar decides when registering.
     *
     * @param technologyAmount assessed 技术交易额; that of the items, or else the declared one, when absent
     * @param technologyIncome 核定技术性收入; the technology amount when absent
     * @param deviation why the experts' majority is not followed; needed when it opposes
     */
    public record Decision(
            @Nullable Money technologyAmount,
            @Nullable Money technologyIncome,
            @Nullable String deviation) {}

    /**
     * The registrar recognises and registers the contract (认定登记), which its examination must carry, and, where a party sits
     * abroad, its screening. Where a chain of approval asks for it, the contract is registered, as the registrar's decision, when
     * that has been approved; what is asked of it here is then asked again. The period for the decision goes on meanwhile.
     */
    public ContractDetails register(Caller caller, int tenant, UUID id, Optional<Integer> version, Decision decision) {
        var scope = caller.scope(tenant, Capability.REGISTRATION_DECIDE);
        foreign.screen(caller, tenant, id);
        return transactions.within(scope, em -> {
            var contract = Contracts.locked(em, id);
            boolean asked = approvals.areAsked(em, contract);
            return contracts.change(
                    em, caller, contract, version, asked ? "REGISTRATION_BROUGHT" : REGISTERED, (in, one) -> {
                        one.expectDecidable(caller);
                        var decided = decided(caller, one, decision);
                        if (asked) {
                            bring(in, one, decided);
                        } else {
                            register(in, one, decided);
                        }
                    });
        });
    }

    private static DecisionApprovals.Brought decided(Caller caller, TechnologyContract contract, Decision decision) {
        var amount =
                decision.technologyAmount() == null ? contract.standingTechnologyAmount() : decision.technologyAmount();
        var income = decision.technologyIncome() == null ? amount : decision.technologyIncome();
        return new DecisionApprovals.Brought(amount, income, decision.deviation(), caller);
    }

    private void bring(EntityManager em, TechnologyContract contract, DecisionApprovals.Brought decided) {
        var caller = decided.caller();
        expectCarried(em, contract, decided);
        records.expectCompetent(em, caller, contract);
        contract.bringToApproval(caller, decided.technologyAmount(), decided.technologyIncome());
        approvals.begin(em, contract, decided);
    }

    private void register(EntityManager em, TechnologyContract contract, DecisionApprovals.Brought decided) {
        var caller = decided.caller();
        var today = records.today();
        var running = expectCarried(em, contract, decided);
        var number = nextNumber(em, contract.tenant(), today.getYear());
        contract.register(caller, number, decided.technologyAmount(), decided.technologyIncome(), today);
        records.close(em, caller, contract, running.round(), Examination.Outcome.REGISTERED, null);
        RegistrationEvents.append(em, contract, RegistrationEvent.Kind.REGISTERED, today);
        RegistrationNotices.registered(em, contract);
    }

    /** The examination, which carries the decision. */
    private Examination expectCarried(
            EntityManager em, TechnologyContract contract, DecisionApprovals.Brought decided) {
        ForeignParties.expectPassed(em, contract.tenant(), contract.id());
        var running = records.running(em, contract);
        ExaminationRecords.expectRegistrable(
                running,
                decided.technologyAmount(),
                contract.contractAmount(),
                records.rules(em, contract),
                decided.deviation());
        return running;
    }

    /** Registers a contract whose registration was approved, in the name of the registrar who decided it. */
    void registerApproved(EntityManager em, UUID id) {
        var contract = Contracts.locked(em, id);
        var decidedBy = DecisionApprovals.waiting(em, contract).orElseThrow().caller();
        contracts.change(
                em,
                decidedBy,
                contract,
                Optional.empty(),
                REGISTERED,
                (in, one) -> register(in, one, DecisionApprovals.taken(in, one)));
    }

    /** Gives a contract whose registration was not approved back to its examination. */
    void takeBack(EntityManager em, Caller by, UUID id, String action) {
        contracts.change(
                em,
                by,
                Contracts.locked(em, id),
                Optional.empty(),
                action,
                (in, one) -> DecisionApprovals.taken(in, one));
    }

    /**
     * The agency hands the filing back (补正): with what the examination answered with no, or with the registrar's reasons.
     *
     * @throws ProblemException NO_REASON when there is neither
     */
    public ContractDetails returnForCorrection(
            Caller caller,
            int tenant,
            UUID id,
            Optional<Integer> version,
            List<RefusalReason> reasons,
            @Nullable String words) {
        var scope = caller.scope(tenant, Capability.REGISTRATION_DECIDE);
        check(reasons, words);
        return contracts.change(caller, scope, id, version, "CONTRACT_RETURNED", (em, contract) -> {
            contract.returnForCorrection(caller);
            if (records.latest(em, contract)
                    .filter(one -> one.outcome() == null)
                    .isEmpty()) {
                // Returned before it was accepted: the letter still needs an examination to belong to.
                records.open(em, caller, contract);
            }
            var running = records.running(em, contract);
            var rules = records.rules(em, contract);
            var due = rules.periods().correction().endAfter(records.today(), records.calendar());
            var letter = letter(Letter.Kind.CORRECTION, contract, running, reasons, words, due, CheckAnswer::no);
            contract.runUntil(due, rules.warnFrom(due, records.calendar()));
            records.close(em, caller, contract, running.round(), Examination.Outcome.RETURNED, letter);
            RegistrationNotices.returned(em, contract, letter);
        });
    }

    /** The registrar refuses the contract (不予登记); each reason with words the applicant can act on. */
    public ContractDetails refuse(
            Caller caller,
            int tenant,
            UUID id,
            Optional<Integer> version,
            List<RefusalReason> reasons,
            @Nullable String words) {
        var scope = caller.scope(tenant, Capability.REGISTRATION_DECIDE);
        check(reasons, words);
        return contracts.change(caller, scope, id, version, "CONTRACT_REFUSED", (em, contract) -> {
            var last = records.latest(em, contract)
                    .orElseThrow(() -> new ProblemException(Problem.NO_EXAMINATION, Map.of()));
            var rules = records.rules(em, contract);
            var due = rules.periods().objection().endAfter(records.today(), records.calendar());
            var letter = letter(Letter.Kind.REFUSAL, contract, last, reasons, words, due, CheckAnswer::forbids);
            contract.refuse(
                    caller,
                    letter.reasons().stream().map(Letter.Reason::refusalReason).toList(),
                    records.today());
            records.close(em, caller, contract, last.round(), Examination.Outcome.REFUSED, letter);
            RegistrationNotices.refused(em, contract, letter);
        });
    }

    private static void check(List<RefusalReason> reasons, @Nullable String words) {
        var checks = new FieldChecks().atMost(words, 2000, "words");
        for (int i = 0; i < reasons.size(); i++) {
            checks.present(reasons.get(i).code(), "reasons[" + i + "].code")
                    .present(reasons.get(i).text(), "reasons[" + i + "].text");
        }
        checks.done();
    }

    /** The letter: the registrar's reasons, else what the examination found. */
    private Letter letter(
            Letter.Kind kind,
            TechnologyContract contract,
            Examination examination,
            List<RefusalReason> given,
            @Nullable String words,
            LocalDate answerBy,
            Predicate<CheckAnswer> counts) {
        var reasons = new ArrayList<Letter.Reason>();
        for (var reason : given) {
            var basis = examination.answers().stream()
                    .filter(answer -> answer.question().equals(reason.code()))
                    .map(CheckAnswer::basis)
                    .findFirst();
            reasons.add(new Letter.Reason(reason.code(), reason.text(), basis.orElse(null)));
        }
        if (given.isEmpty()) {
            examination.answers().stream().filter(counts).forEach(answer -> reasons.add(found(answer)));
        }
        if (reasons.isEmpty()) {
            throw new ProblemException(Problem.NO_REASON, Map.of());
        }
        return new Letter(
                kind,
                examination.round(),
                contract.title(),
                List.copyOf(reasons),
                words,
                records.today(),
                answerBy,
                examination.document());
    }

    private static Letter.Reason found(CheckAnswer answer) {
        return new Letter.Reason(
                answer.question(),
                "不符合：" + answer.text().zh()
                        + Optional.ofNullable(answer.evidence())
                                .map(e -> "依据：" + e)
                                .orElse(""),
                answer.basis());
    }

    private static String nextNumber(EntityManager em, int tenant, int year) {
        var point = Sql.first(
                        em,
                        "select registration_point from tenant where code = ?",
                        row -> RegistrationNumber.point(tenant, row.text("registration_point")),
                        tenant)
                .orElseThrow(() -> new ProblemException(Problem.TENANT_NOT_FOUND, Map.of("tenant", tenant)));
        int serial = Sql.first(
                        em,
                        "select next_registration_serials(?, ?, 1) as serial",
                        row -> row.integer("serial"),
                        point,
                        year)
                .orElseThrow();
        return RegistrationNumber.of(point, year, serial);
    }
}
