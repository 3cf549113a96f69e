package org.longji.entitlement;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.audit.Journal;
import org.longji.entitlement.Determination.Proposal;
import org.longji.entitlement.Determination.Verdict;
import org.longji.job.JobKind;
import org.longji.job.JobOrder;
import org.longji.job.Jobs;
import org.longji.plugin.api.Discretion;
import org.longji.plugin.api.Money;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.FieldChecks;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/**
 * Amounts inside the intervals that rules leave open: one officer of the tenant proposes, another one approves, and the case is
 * decided again with the amount as a fact. What was decided stays on record; a later amount replaces it as a fact.
 */
@Dependent
public class Determinations {

    private static final String SUBJECT = "entitlement";
    private static final int LONG = 2000;

    private final Transactions transactions;
    private final Entitlements entitlements;
    private final Jobs jobs;
    private final Journal journal;
    private final Clock clock;

    @Inject
    public Determinations(
            Transactions transactions, Entitlements entitlements, Jobs jobs, Journal journal, Clock clock) {
        this.transactions = transactions;
        this.entitlements = entitlements;
        this.jobs = jobs;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Proposes an amount for a decision of the tenant.
     *
     * @throws ProblemException INVALID_FIELDS outside the interval, NOTHING_TO_DETERMINE where the rule leaves nothing open,
     *     DETERMINATION_PENDING while another proposal waits
     */
    public UUID propose(Caller caller, int tenant, UUID entitlement, Proposal proposal) {
        var scope = caller.ownScope(tenant, Capability.DETERMINE);
        new FieldChecks()
                .present(proposal.amount(), "amount")
                .present(proposal.reason(), "reason")
                .atMost(proposal.reason(), LONG, "reason")
                .done();
        var amount = Objects.requireNonNull(proposal.amount());
        var id = UUID.randomUUID();
        return transactions.within(scope, em -> {
            var record = entitlements.record(em, entitlement);
            var interval = interval(em, record);
            checkInside(interval, amount);
            int inserted = Sql.update(
                    em,
                    """
                    insert into determination (id, tenant, subject_id, policy_id, year, input, amount, least, most, reason,
                        proposed_by_id, proposed_by, proposed_at)
                    select ?, e.tenant, e.subject_id, e.policy_id, e.year, ?, ?, ?, ?, ?, ?, ?, ? from entitlement e where e.id = ?
                    on conflict do nothing
                    """,
                    id,
                    interval.input(),
                    amount,
                    interval.least(),
                    interval.most(),
                    Objects.requireNonNull(proposal.reason()).strip(),
                    caller.accountId(),
                    caller.displayName(),
                    clock.instant(),
                    entitlement);
            if (inserted == 0) {
                throw new ProblemException(Problem.DETERMINATION_PENDING, Map.of());
            }
            journal.append(
                    em,
                    tenant,
                    caller,
                    "AMOUNT_PROPOSED",
                    SUBJECT,
                    entitlement.toString(),
                    null,
                    new Line(interval.input(), amount, proposal.reason()));
            return id;
        });
    }

    private record Line(
            String input, Money amount, @Nullable String words) {}

    private record Open(String input, Money amount, UUID proposer, Optional<UUID> contract, int year) {}

    /**
     * Approves or turns down what another officer proposed. What is approved decides the case anew.
     *
     * @throws ProblemException DETERMINATION_SECOND_PERSON for the own proposal, DETERMINATION_DECIDED where it was decided
     *     already, NOTHING_TO_DETERMINE or INVALID_FIELDS where the rule no longer leaves that amount open
     */
    public void decide(Caller caller, int tenant, UUID entitlement, UUID id, Verdict verdict) {
        var scope = caller.ownScope(tenant, Capability.DETERMINE);
        boolean approves = Boolean.TRUE.equals(verdict.approved());
        var checks = new FieldChecks().present(verdict.approved(), "approved").atMost(verdict.note(), LONG, "note");
        if (!approves) {
            checks.present(verdict.note(), "note");
        }
        checks.done();
        var job = UUID.randomUUID();
        var order = transactions.within(scope, em -> {
            var open = open(em, entitlement, id);
            if (open.proposer().equals(caller.accountId())) {
                throw new ProblemException(Problem.DETERMINATION_SECOND_PERSON, Map.of());
            }
            if (approves) {
                var interval = interval(em, entitlements.record(em, entitlement));
                if (!interval.input().equals(open.input())) {
                    throw new ProblemException(Problem.NOTHING_TO_DETERMINE, Map.of());
                }
                checkInside(interval, open.amount());
            }
            int decided = Sql.update(
                    em,
                    "update determination set approved = ?, decided_by_id = ?, decided_by = ?, decided_at = ?, note = ?"
                            + " where id = ? and approved is null",
                    approves,
                    caller.accountId(),
                    caller.displayName(),
                    clock.instant(),
                    Optional.ofNullable(verdict.note()).map(String::strip),
                    id);
            if (decided == 0) {
                throw new ProblemException(Problem.DETERMINATION_DECIDED, Map.of());
            }
            journal.append(
                    em,
                    tenant,
                    caller,
                    approves ? "AMOUNT_APPROVED" : "AMOUNT_TURNED_DOWN",
                    SUBJECT,
                    entitlement.toString(),
                    null,
                    new Line(open.input(), open.amount(), verdict.note()));
            var again = order(caller, tenant, open);
            if (approves) {
                jobs.create(em, job, again);
            }
            return again;
        });
        if (approves) {
            jobs.start(job, order);
        }
    }

    /** An applicant's year has no contract that could be decided alone: the year of the tenant is assessed again. */
    private static JobOrder order(Caller caller, int tenant, Open open) {
        return open.contract()
                .map(contract -> new JobOrder(
                        tenant,
                        JobKind.REASSESSMENT,
                        caller,
                        TenantScope.exactly(tenant),
                        Map.of("contract", contract.toString())))
                .orElseGet(() -> new JobOrder(
                        tenant,
                        JobKind.ASSESSMENT,
                        caller,
                        TenantScope.subtree(tenant),
                        Map.of("year", Integer.toString(open.year()))));
    }

    private static Open open(EntityManager em, UUID entitlement, UUID id) {
        return Sql.first(
                        em,
                        """
                        select d.input, d.amount, d.proposed_by_id, e.contract_id, e.year
                        from determination d join entitlement e
                            on e.subject_id = d.subject_id and e.policy_id = d.policy_id and e.year = d.year
                        where d.id = ? and e.id = ?
                        """,
                        row -> new Open(
                                row.text("input"),
                                row.money("amount"),
                                row.uuid("proposed_by_id"),
                                row.optionalUuid("contract_id"),
                                row.integer("year")),
                        id,
                        entitlement)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", id)));
    }

    private Discretion interval(EntityManager em, DecisionRecord record) {
        return entitlements
                .interval(em, record)
                .orElseThrow(() -> new ProblemException(Problem.NOTHING_TO_DETERMINE, Map.of()));
    }

    private static void checkInside(Discretion interval, Money amount) {
        var between = interval.least().grouped() + " – " + interval.most().grouped();
        new FieldChecks()
                .require(
                        interval.allows(amount),
                        "amount",
                        "金额须在 " + between + " 元之内（含两端）。",
                        "The amount must lie inside CNY " + between + ", both ends included.")
                .done();
    }

    /** What was set and proposed for a decision, the latest first; nothing for an applicant. */
    static List<Determination> of(EntityManager em, UUID entitlement) {
        return Sql.query(em, """
                select d.*, d.approved is not null as decided, coalesce(d.approved, false) as yes from determination d join entitlement e
                    on e.subject_id = d.subject_id and e.policy_id = d.policy_id and e.year = d.year
                where e.id = ? order by d.proposed_at desc, d.id
                """, Determinations::read, entitlement);
    }

    private static Determination read(Row row) {
        return new Determination(
                row.uuid("id"),
                row.text("input"),
                row.money("amount"),
                row.money("least"),
                row.money("most"),
                row.text("reason"),
                row.text("proposed_by"),
                row.instant("proposed_at"),
                row.bool("decided") ? row.bool("yes") : null,
                row.optionalText("decided_by").orElse(null),
                row.optionalInstant("decided_at").orElse(null),
                row.optionalText("note").orElse(null));
    }
}
