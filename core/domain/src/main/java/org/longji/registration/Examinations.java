package org.longji.registration;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.longji.audit.Journal;
import org.longji.contract.Contracts;
import org.longji.contract.TechnologyContract;
import org.longji.inbox.Inbox;
import org.longji.inbox.Message;
import org.longji.plugin.api.Text;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.FieldChecks;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Sql;
import org.longji.shared.Transactions;

/** The registrar's work between acceptance and decision: answering the questions, and asking experts. */
@Dependent
public class Examinations {

    private final Transactions transactions;
    private final Contracts contracts;
    private final ExaminationRecords records;
    private final Journal journal;

    @Inject
    Examinations(Transactions transactions, Contracts contracts, ExaminationRecords records, Journal journal) {
        this.transactions = transactions;
        this.contracts = contracts;
        this.records = records;
        this.journal = journal;
    }

    /** Somebody who may be asked for an opinion. */
    public record Expert(UUID account, Text name) {}

    /** The latest examination of a contract. */
    public Examination latest(Caller caller, int tenant, UUID contract) {
        return transactions.within(
                caller.scope(tenant, Capability.REGISTRATION_READ),
                em -> records.latest(em, Contracts.found(em, contract))
                        .orElseThrow(() -> new ProblemException(Problem.NO_EXAMINATION, Map.of())));
    }

    /** The letters about a contract, the latest first; the parties read them too. */
    public List<Letter> letters(Caller caller, int tenant, UUID contract) {
        return transactions.within(caller.scope(tenant, Capability.CONTRACT_READ), em -> {
            var found = Contracts.found(em, contract);
            return ExaminationRecords.letters(em, contract, found.tenant());
        });
    }

    /**
     * Answers questions, some or all of them.
     *
     * @param version version of the examination the caller read, if it said one
     */
    public Examination answer(
            Caller caller, int tenant, UUID contract, Optional<Integer> version, List<AnswerForm> answers) {
        var scope = caller.scope(tenant, Capability.REGISTRATION_DECIDE);
        return transactions.within(scope, em -> {
            var found = Contracts.locked(em, contract);
            found.expectDecidable(caller);
            var running = records.running(em, found);
            version.filter(read -> read != running.version()).ifPresent(read -> {
                throw new ProblemException(Problem.STALE_VERSION, Map.of("current", running.version()));
            });
            check(running, answers);
            records.answer(em, caller, found, running.round(), answers);
            journal.append(
                    em,
                    found.tenant(),
                    caller,
                    "EXAMINATION_ANSWERED",
                    "examination",
                    contract + "/" + running.round(),
                    null,
                    answers);
            return records.running(em, found);
        });
    }

    private static void check(Examination running, List<AnswerForm> answers) {
        var known = running.answers().stream().map(CheckAnswer::question).collect(Collectors.toSet());
        var seen = new HashSet<String>();
        var checks =
                new FieldChecks().require(!answers.isEmpty(), "answers", "请至少回答一题。", "Answer at least one question.");
        for (int i = 0; i < answers.size(); i++) {
            var form = answers.get(i);
            var field = "answers[" + i + "].";
            boolean aboutOthers = running.answers().stream()
                    .anyMatch(one -> one.question().equals(form.question())
                            && !one.hits().isEmpty());
            checks.present(form.question(), field + "question")
                    .atMost(form.evidence(), 2000, field + "evidence")
                    .require(
                            form.question() == null || known.contains(form.question()),
                            field + "question",
                            "该合同的核对表没有这一题：" + form.question() + "。",
                            "The checklist of this contract has no question " + form.question() + ".")
                    .require(
                            form.question() == null || seen.add(form.question()),
                            field + "question",
                            "同一题回答了两次。",
                            "The question is answered twice.")
                    .require(
                            form.answer() != CheckAnswer.Value.NO
                                            && !(form.answer() == CheckAnswer.Value.YES && aboutOthers)
                                    || form.evidence() != null
                                            && !form.evidence().isBlank(),
                            field + "evidence",
                            aboutOthers ? "请写明为何是或不是同一份合同。" : "回答“否”须写明依据，它会写入给申请人的通知。",
                            aboutOthers
                                    ? "Say why it is or is not the same contract."
                                    : "A no needs its evidence: the applicant will read it.")
                    .require(
                            !aboutOthers || form.answer() != CheckAnswer.Value.NOT_APPLICABLE,
                            field + "answer",
                            "此题须回答“是”或“否”。",
                            "The answer is yes or no.")
                    .require(
                            !aboutOthers
                                    || form.answer() == null
                                    || form.about() != null && !form.about().isEmpty(),
                            field + "about",
                            "请注明回答涉及哪些合同。",
                            "Name the contracts the answer is about.");
        }
        checks.done();
    }

    /** Experts of the tenant and of those above it. */
    public List<Expert> experts(Caller caller, int tenant) {
        return transactions.within(
                caller.scope(tenant, Capability.REGISTRATION_DECIDE),
                em -> Sql.query(
                        em,
                        "select account_id, display_name, display_name_en from experts_for(?)",
                        row -> new Expert(
                                row.uuid("account_id"),
                                new Text(row.text("display_name"), row.text("display_name_en"))),
                        tenant));
    }

    /**
     * Asks experts for their opinion (专家评审). The period becomes the experts' one, counted from the acceptance.
     *
     * @param experts accounts from {@link #experts}, as many as the rules need
     * @param dispute why the contract is disputed; null when it is only large
     */
    public Examination refer(Caller caller, int tenant, UUID contract, List<UUID> experts, @Nullable String dispute) {
        var scope = caller.scope(tenant, Capability.REGISTRATION_DECIDE);
        contracts.change(caller, scope, contract, Optional.empty(), "EXPERTS_ASKED", (em, found) -> {
            found.referToExperts(caller);
            var running = records.running(em, found);
            var rules = records.rules(em, found);
            var needed = rules.experts() == null ? 1 : rules.experts().opinions();
            var available = Sql.query(
                    em,
                    "select account_id, display_name, party from experts_for(?)",
                    row -> Map.entry(
                            row.uuid("account_id"), Map.entry(row.text("display_name"), row.optionalText("party"))),
                    found.tenant());
            var names = available.stream()
                    // Whoever belongs to a party has an interest, not an opinion.
                    .filter(one ->
                            one.getValue().getValue().filter(found::hasParty).isEmpty())
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, one -> one.getValue().getKey(), (a, b) -> a));
            var distinct = Set.copyOf(experts);
            new FieldChecks()
                    .require(
                            names.keySet().containsAll(distinct),
                            "experts",
                            "所选专家不在本级或上级的专家名单中，或与当事人有关联。",
                            "An expert chosen is not on the list of this tenant or those above, or belongs to a party.")
                    .require(
                            distinct.size() >= needed,
                            "experts",
                            "至少需要 " + needed + " 名专家。",
                            "At least " + needed + " experts are needed.")
                    .atMost(dispute, 1000, "dispute")
                    .require(
                            dispute != null && !dispute.isBlank()
                                    || rules.needsExperts(found.declaredTechnologyAmount()),
                            "dispute",
                            "技术交易额未达到专家评审标准，请写明争议所在。",
                            "The technology amount does not call for experts; say what is disputed.")
                    .done();
            if (dispute != null && !dispute.isBlank()) {
                records.dispute(em, found, running.round(), dispute);
            }
            var due =
                    rules.decisionPeriod(true).endAfter(found.acceptedOn().orElse(records.today()), records.calendar());
            records.runUntil(em, found, running.round(), rules, due);
            for (var expert : distinct) {
                Sql.update(
                        em,
                        """
                        insert into expert_opinion (contract_id, round, expert, tenant, expert_name, referred_by, referred_on, due_on)
                        values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                        """,
                        found.id(),
                        running.round(),
                        expert,
                        found.tenant(),
                        names.getOrDefault(expert, ""),
                        caller.accountId(),
                        records.today(),
                        due);
            }
            announce(em, found, distinct);
        });
        return latest(caller, tenant, contract);
    }

    private static void announce(EntityManager em, TechnologyContract contract, Set<UUID> experts) {
        Inbox.deliver(
                em,
                experts.stream()
                        .map(expert -> Message.toAccount(
                                contract.tenant(),
                                expert,
                                "EXPERT_OPINION_ASKED",
                                "expert-review",
                                contract.id(),
                                new Text("请评审技术合同", "Your opinion is asked"),
                                new Text(
                                        "合同《" + contract.title() + "》提请您评审。",
                                        "Please give your opinion on the contract \"" + contract.title() + "\".")))
                        .toList());
    }
}
