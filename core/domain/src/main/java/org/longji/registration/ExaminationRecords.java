package org.longji.registration;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.agency.Agencies;
import org.longji.contract.TechnologyContract;
import org.longji.plugin.api.Money;
import org.longji.shared.Caller;
import org.longji.shared.Json;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.shared.WorkingDays;

/**
 * Examinations as they are kept: opened with an acceptance, filled with answers, closed by a decision. Works inside the
 * transaction that locks the contract, so that two registrars cannot decide it differently.
 */
@Dependent
class ExaminationRecords {

    private final Agencies agencies;
    private final WorkingDays calendar;
    private final Clock clock;

    @Inject
    ExaminationRecords(Agencies agencies, WorkingDays calendar, Clock clock) {
        this.agencies = agencies;
        this.calendar = calendar;
        this.clock = clock;
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }

    WorkingDays calendar() {
        return calendar;
    }

    /** Refuses an officer whose agency may not handle the contract, or who works for none. */
    void expectCompetent(EntityManager em, Caller by, TechnologyContract contract) {
        agencies.expectCompetent(em, by, contract.tenant(), contract.type(), contract.partyCodes());
    }

    private record Opened(
            int round,
            Regimes.Loaded regime,
            LocalDate openedOn,
            LocalDate dueOn,
            boolean provisional,
            @Nullable String dispute,
            Examination.@Nullable Outcome outcome,
            int version) {}

    /** Begins an examination; answers of the one before that were not a "no" are carried over, the doubtful ones asked anew. */
    void open(EntityManager em, Caller by, TechnologyContract contract) {
        expectCompetent(em, by, contract);
        var today = today();
        var regime =
                Regimes.governing(em, contract.tenant(), contract.submittedOn().orElse(today));
        var due = regime.rules().decisionPeriod(false).endAfter(today, calendar);
        contract.examineUnder(regime.rules().regime());
        contract.runUntil(due, regime.rules().warnFrom(due, calendar));
        int round = Sql.first(
                                em,
                                "select max(round) as round from examination where contract_id = ? and tenant = ?",
                                row -> row.optionalInteger("round").orElse(0),
                                contract.id(),
                                contract.tenant())
                        .orElse(0)
                + 1;
        Sql.update(
                em,
                """
                insert into examination (contract_id, round, tenant, regime_tenant, regime, regime_hash, opened_by, opened_on,
                    due_on, provisional) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                contract.id(),
                round,
                contract.tenant(),
                regime.rules().tenant(),
                regime.rules().regime(),
                regime.hash(),
                by.accountId(),
                today,
                due,
                !calendar.announced(due));
        Sql.update(
                em,
                """
                insert into examination_answer (contract_id, round, question, tenant, answer, evidence, about, answered_by,
                    answered_by_name, answered_at)
                select contract_id, ?, question, tenant, answer, evidence, about, answered_by, answered_by_name, answered_at
                from examination_answer
                where contract_id = ? and round = ? and tenant = ? and answer <> 'NO' and question = any (?)
                """,
                round,
                contract.id(),
                round - 1,
                contract.tenant(),
                regime.rules().questionsFor(contract.type(), contract.subtype()).stream()
                        .map(Regime.Question::id)
                        .toList());
    }

    /** The latest examination of a contract, if it ever had one. */
    Optional<Examination> latest(EntityManager em, TechnologyContract contract) {
        return opened(em, contract).map(one -> examination(em, contract, one));
    }

    /** @throws ProblemException NO_EXAMINATION when none is open */
    Examination running(EntityManager em, TechnologyContract contract) {
        return latest(em, contract)
                .filter(one -> one.outcome() == null)
                .orElseThrow(() -> new ProblemException(Problem.NO_EXAMINATION, Map.of()));
    }

    /** The rules of the latest examination, or, before the first one, those that would govern it today. */
    Regime rules(EntityManager em, TechnologyContract contract) {
        return opened(em, contract)
                .map(one -> one.regime().rules())
                .orElseGet(() -> Regimes.governing(
                                em, contract.tenant(), contract.submittedOn().orElse(today()))
                        .rules());
    }

    private static Optional<Opened> opened(EntityManager em, TechnologyContract contract) {
        return Sql.first(
                em,
                """
                select * from examination where contract_id = ? and tenant = ? order by round desc limit 1
                """,
                row -> new Opened(
                        row.integer("round"),
                        Regimes.pinned(em, row.integer("regime_tenant"), row.text("regime"), row.text("regime_hash")),
                        row.date("opened_on"),
                        row.date("due_on"),
                        row.bool("provisional"),
                        row.optionalText("dispute").orElse(null),
                        row.optionalConstant("outcome", Examination.Outcome.class)
                                .orElse(null),
                        row.integer("version")),
                contract.id(),
                contract.tenant());
    }

    private static Examination examination(EntityManager em, TechnologyContract contract, Opened opened) {
        var given = new HashMap<String, Given>();
        Sql.stream(
                em,
                "select * from examination_answer where contract_id = ? and round = ? and tenant = ?",
                0,
                row -> given.put(row.text("question"), given(row)),
                contract.id(),
                opened.round(),
                contract.tenant());
        var rules = opened.regime().rules();
        var questions = rules.questionsFor(contract.type(), contract.subtype());
        var hits = questions.stream().anyMatch(ExaminationRecords::isAboutOthers)
                ? SamePatents.of(em, contract, rules)
                : List.<PatentHit>of();
        var answers = new ArrayList<CheckAnswer>();
        for (var question : questions) {
            var answer = given.get(question.id());
            if (!isAboutOthers(question)) {
                answers.add(answer(question, answer, List.of()));
            } else if (opened.outcome() != null) {
                // What turned up after the decision is for the contract that turned up.
                Optional.ofNullable(answer)
                        .ifPresent(one -> answers.add(answer(
                                question,
                                one,
                                hits.stream().filter(one::isAbout).toList())));
            } else if (!hits.isEmpty()) {
                answers.add(answer(question, answer, hits));
            }
        }
        var opinions = opinions(em, contract, opened.round());
        var period = rules.decisionPeriod(!opinions.isEmpty());
        boolean experts = opened.dispute() != null || rules.needsExperts(contract.declaredTechnologyAmount());
        return new Examination(
                contract.id(),
                contract.tenant(),
                opened.round(),
                rules.regime(),
                rules.title(),
                rules.document(),
                opened.openedOn(),
                opened.dueOn(),
                period.uncertain(),
                period.source(),
                opened.provisional(),
                opened.dispute(),
                experts && rules.experts() != null ? rules.experts().opinions() : 0,
                List.copyOf(answers),
                (int) answers.stream().filter(answer -> answer.answer() == null).count(),
                opinions,
                DecisionApprovals.waiting(em, contract)
                        .map(brought -> new Examination.Proposal(
                                brought.technologyAmount(),
                                brought.technologyIncome(),
                                brought.deviation(),
                                brought.caller().displayName()))
                        .orElse(null),
                opened.outcome(),
                opened.version());
    }

    private static boolean isAboutOthers(Regime.Question question) {
        return question.askedWith() == Regime.Occasion.SAME_PATENTS;
    }

    private record Given(
            CheckAnswer.Value answer, @Nullable String evidence, List<String> about, String by, java.time.Instant at) {

        boolean isAbout(PatentHit hit) {
            return about.contains(hit.mark());
        }
    }

    private static Given given(Row row) {
        return new Given(
                row.constant("answer", CheckAnswer.Value.class),
                row.optionalText("evidence").orElse(null),
                row.texts("about"),
                row.text("answered_by_name"),
                row.instant("answered_at"));
    }

    private static CheckAnswer answer(Regime.Question question, @Nullable Given given, List<PatentHit> hits) {
        // An answer stands while it is about everything there is now; another contract that turned up asks again.
        boolean stands = given != null && hits.stream().allMatch(given::isAbout);
        return new CheckAnswer(
                question.id(),
                question.gate(),
                question.question(),
                question.guidance(),
                question.consequence(),
                question.basis(),
                hits,
                given == null || !stands ? null : given.answer(),
                given == null ? null : given.evidence(),
                given == null ? null : given.by(),
                given == null ? null : given.at());
    }

    static List<ExpertOpinion> opinions(EntityManager em, TechnologyContract contract, int round) {
        return Sql.query(
                em,
                "select * from expert_opinion where contract_id = ? and round = ? and tenant = ? order by expert_name, expert",
                ExaminationRecords::opinion,
                contract.id(),
                round,
                contract.tenant());
    }

    static ExpertOpinion opinion(Row row) {
        return new ExpertOpinion(
                row.uuid("expert"),
                row.text("expert_name"),
                row.date("referred_on"),
                row.date("due_on"),
                row.optionalConstant("opinion", ExpertOpinion.Opinion.class).orElse(null),
                row.optionalMoney("technology_amount").orElse(null),
                row.optionalText("reasons").orElse(null),
                row.optionalDate("given_on").orElse(null));
    }

    /** Writes answers, in the caller's name; an answer of null takes one back. */
    void answer(EntityManager em, Caller by, TechnologyContract contract, int round, List<AnswerForm> answers) {
        expectCompetent(em, by, contract);
        for (var form : answers) {
            if (form.answer() == null) {
                Sql.update(
                        em,
                        "delete from examination_answer where contract_id = ? and round = ? and tenant = ? and question = ?",
                        contract.id(),
                        round,
                        contract.tenant(),
                        form.question());
                continue;
            }
            Sql.update(
                    em,
                    """
                    insert into examination_answer (contract_id, round, question, tenant, answer, evidence, about, answered_by, answered_by_name)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    on conflict (contract_id, round, question) do update set answer = excluded.answer, evidence = excluded.evidence, about = excluded.about,
                        answered_by = excluded.answered_by, answered_by_name = excluded.answered_by_name, answered_at = now()
                    """,
                    contract.id(),
                    round,
                    form.question(),
                    contract.tenant(),
                    form.answer(),
                    form.evidence(),
                    form.about(),
                    by.accountId(),
                    by.displayName());
        }
        touch(em, contract, round);
    }

    void dispute(EntityManager em, TechnologyContract contract, int round, String reason) {
        Sql.update(
                em,
                "update examination set dispute = ?, version = version + 1 where contract_id = ? and round = ? and tenant = ?",
                reason,
                contract.id(),
                round,
                contract.tenant());
    }

    void touch(EntityManager em, TechnologyContract contract, int round) {
        Sql.update(
                em,
                "update examination set version = version + 1 where contract_id = ? and round = ? and tenant = ?",
                contract.id(),
                round,
                contract.tenant());
    }

    /** Moves the end of the period, as when experts are asked. */
    void runUntil(EntityManager em, TechnologyContract contract, int round, Regime rules, LocalDate due) {
        contract.runUntil(due, rules.warnFrom(due, calendar));
        Sql.update(em, """
                update examination set due_on = ?, provisional = ?, version = version + 1
                where contract_id = ? and round = ? and tenant = ?
                """, due, !calendar.announced(due), contract.id(), round, contract.tenant());
    }

    /** Ends an examination, with the letter that was sent, if one was. */
    void close(
            EntityManager em,
            Caller by,
            TechnologyContract contract,
            int round,
            Examination.Outcome outcome,
            @Nullable Letter letter) {
        expectCompetent(em, by, contract);
        Sql.update(
                em,
                """
                update examination set outcome = ?, closed_by = ?, closed_on = ?, letter = ?, version = version + 1
                where contract_id = ? and round = ? and tenant = ?
                """,
                outcome,
                by.accountId(),
                today(),
                letter == null ? null : Json.write(letter),
                contract.id(),
                round,
                contract.tenant());
    }

    /** The letters sent about a contract, the latest first. */
    static List<Letter> letters(EntityManager em, UUID contract, int tenant) {
        return Sql.query(
                em,
                "select letter from examination where contract_id = ? and tenant = ? and letter is not null order by round desc",
                row -> Json.read(row.text("letter"), Letter.class),
                contract,
                tenant);
    }

    /**
     * Refuses a registration that the examination does not carry.
     *
     * @param technologyAmount 技术交易额 about to be assessed
     * @param deviation why the registrar departs from the experts' majority
     */
    static void expectRegistrable(
            Examination examination,
            Money technologyAmount,
            Money contractAmount,
            Regime rules,
            @Nullable String deviation) {
        if (examination.open() > 0) {
            var open = examination.answers().stream()
                    .filter(answer -> answer.answer() == null)
                    .map(CheckAnswer::question)
                    .toList();
            throw new ProblemException(
                    Problem.EXAMINATION_INCOMPLETE,
                    Map.of("count", open.size(), "questions", String.join("、", open)),
                    examination.answers().stream()
                            .filter(answer -> answer.answer() == null)
                            .map(answer -> new ProblemException.FieldError(
                                    "answers." + answer.question(),
                                    answer.text().zh(),
                                    answer.text().en()))
                            .toList());
        }
        var failed = examination.answers().stream()
                .filter(CheckAnswer::forbids)
                .map(CheckAnswer::question)
                .toList();
        if (!failed.isEmpty()) {
            throw new ProblemException(Problem.EXAMINATION_FAILED, Map.of("questions", String.join("、", failed)));
        }
        boolean surplus = examination.answers().stream().anyMatch(CheckAnswer::no);
        if (surplus && technologyAmount.isAtLeast(contractAmount)) {
            throw new ProblemException(Problem.SURPLUS_NOT_SPLIT, Map.of("contractAmount", contractAmount));
        }
        expectExperts(examination, technologyAmount, rules, deviation);
    }

    private static void expectExperts(
            Examination examination, Money technologyAmount, Regime rules, @Nullable String deviation) {
        var experts = rules.experts();
        if (experts == null) {
            return;
        }
        long given = examination.opinions().stream()
                .filter(opinion -> opinion.opinion() != null)
                .count();
        boolean needed = examination.expertsNeeded() > 0 || rules.needsExperts(technologyAmount);
        if (needed && given < experts.opinions()) {
            throw new ProblemException(
                    Problem.EXPERTS_NEEDED,
                    Map.of("threshold", experts.threshold(), "needed", experts.opinions(), "given", given));
        }
        long against = examination.opinions().stream()
                .filter(opinion -> opinion.opinion() == ExpertOpinion.Opinion.OPPOSE)
                .count();
        if (given > 0 && 2 * against > given && (deviation == null || deviation.isBlank())) {
            throw new ProblemException(Problem.DEVIATION_UNEXPLAINED, Map.of("against", against, "given", given));
        }
    }
}
