package org.longji.disbursement;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.approval.ApprovalKind;
import org.longji.approval.ApprovalRequest;
import org.longji.approval.Approvals;
import org.longji.audit.Journal;
import org.longji.disbursement.BudgetEntry.Kind;
import org.longji.job.JobKind;
import org.longji.job.JobOrder;
import org.longji.job.Jobs;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.Page;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/**
 * Rounds of a tenant (兑现批次): opened over what is due by one measure, answered by the beneficiaries, reviewed, shared out over the
 * budget, published, approved, paid. Facts are frozen when a round opens. What a decision says later is a difference that a later round or
 * a recovery takes up.
 */
@Dependent
public class PaymentRounds {

    static final String SUBJECT = "round";

    private final Transactions transactions;
    private final Jobs jobs;
    private final Notices notices;
    private final Approvals approvals;
    private final Journal journal;
    private final Clock clock;

    @Inject
    public PaymentRounds(
            Transactions transactions, Jobs jobs, Notices notices, Approvals approvals, Journal journal, Clock clock) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.notices = notices;
        this.approvals = approvals;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Opens a round; a job takes down what is due, after which the beneficiaries can answer.
     *
     * @throws ProblemException INVALID_FIELDS, POLICY_NOT_BORNE where neither the tenant nor one above it has such a measure
     */
    public UUID open(Caller caller, int tenant, RoundForm form) {
        var scope = caller.ownScope(tenant, Capability.DISBURSE_REVIEW);
        var today = LocalDate.now(clock);
        form.check(today);
        var policy = Objects.requireNonNull(form.policy());
        int year = Objects.requireNonNull(form.year());
        var id = UUID.randomUUID();
        var job = UUID.randomUUID();
        var order = new JobOrder(
                tenant, JobKind.ROUND, caller, TenantScope.subtree(tenant), Map.of("round", id.toString()));
        transactions.within(scope, em -> {
            var measure = measure(em, policy, today);
            // Numbers are given one after the other.
            RoundRecords.lock(em, tenant, policy);
            int number = Sql.first(
                            em,
                            "select coalesce(max(number), 0) + 1 as number from payment_round where tenant = ? and policy_id = ? and year = ?",
                            row -> row.integer("number"),
                            tenant,
                            policy,
                            year)
                    .orElse(1);
            Sql.update(
                    em,
                    """
                    insert into payment_round (id, tenant, year, policy_id, policy_tenant, number, title_zh, title_en, track, allocation, status,
                        first_year, cut_off, answer_until, notice_days, notice_basis, opened_by_id, opened_by, opened_at)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'FREEZING', ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    id,
                    tenant,
                    year,
                    policy,
                    measure.tenant(),
                    number,
                    measure.title().zh() + " " + year + " 年第 " + number + " 批",
                    measure.title().en() + ", " + year + ", round " + number,
                    form.track(),
                    form.allocation(),
                    Objects.requireNonNullElse(form.firstYear(), year),
                    Objects.requireNonNullElse(form.cutOff(), LocalDate.of(year, 12, 31)),
                    form.answerUntil(),
                    form.noticeDays(),
                    Objects.requireNonNull(form.noticeBasis()).strip(),
                    caller.accountId(),
                    caller.displayName(),
                    clock.instant());
            journal.append(em, tenant, caller, "ROUND_OPENED", SUBJECT, id.toString(), null, form);
            jobs.create(em, job, order);
            return id;
        });
        jobs.start(job, order);
        return id;
    }

    private record Measure(int tenant, Text title) {}

    /**
     * The measure as it is called today, or, where it has not begun, as it will be: the round keeps that title, whatever later versions
     * are called.
     */
    private static Measure measure(EntityManager em, String policy, LocalDate today) {
        return Sql.first(
                        em,
                        "select tenant, title_zh, title_en from policy_version where policy_id = ?"
                                + " order by valid_from <= ?::date desc, abs(valid_from - ?::date), version desc limit 1",
                        row -> new Measure(row.integer("tenant"), new Text(row.text("title_zh"), row.text("title_en"))),
                        policy,
                        today,
                        today)
                .orElseThrow(() -> new ProblemException(Problem.POLICY_NOT_BORNE, Map.of("policy", policy)));
    }

    /** Rounds of a tenant, the latest first. */
    public Page<RoundSummary> list(Caller caller, int tenant, @Nullable String after, int limit) {
        return transactions.within(
                caller.scope(tenant, Capability.DISBURSEMENT_READ), em -> RoundRecords.list(em, tenant, after, limit));
    }

    /**
     * Where a round is compared with the decisions as they stand now: those of the counties too, as when it was frozen. What is read of
     * them beside that is the round's own.
     */
    private static TenantScope comparing(Caller caller, int tenant) {
        caller.scope(tenant, Capability.DISBURSEMENT_READ);
        return TenantScope.subtree(tenant);
    }

    /** One round and how its items stand. */
    public RoundDetails details(Caller caller, int tenant, UUID id) {
        return transactions.within(comparing(caller, tenant), em -> RoundRecords.details(em, tenant, id));
    }

    /** The items of a round in their order. */
    public Page<RoundItem> items(
            Caller caller, int tenant, UUID id, ItemFilter filter, @Nullable String after, int limit) {
        return transactions.within(comparing(caller, tenant), em -> {
            RoundRecords.found(em, tenant, id);
            return RoundRecords.items(em, id, filter, after, limit, item -> veiled(caller, item));
        });
    }

    /** Who stands above the tenant sees of an account its last four digits. */
    private static RoundItem veiled(Caller caller, RoundItem item) {
        return caller.standsAbove(item.tenant()) ? item.masked() : item;
    }

    /** The decision an item was frozen with, as its text. */
    public String frozenDecision(Caller caller, int tenant, UUID id, UUID item) {
        return transactions.within(
                caller.scope(tenant, Capability.DISBURSEMENT_READ),
                em -> Sql.first(
                                em,
                                "select f.record from frozen_decision f join round_item i on i.tenant = f.tenant and i.record_hash = f.hash"
                                        + " where i.id = ? and i.round_id = ? and i.tenant = ?",
                                row -> row.text("record"),
                                item,
                                id,
                                tenant)
                        .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", item))));
    }

    /**
     * Ends the time for answers: what was agreed to goes to review, the rest is due again in a later round.
     *
     * @throws ProblemException ANSWERS_OPEN while the last day has not passed and somebody has not answered, ROUND_STATUS
     */
    public RoundDetails endAnswers(Caller caller, int tenant, UUID id) {
        var scope = caller.ownScope(tenant, Capability.DISBURSE_REVIEW);
        transactions.within(scope, em -> {
            var round = RoundRecords.locked(em, tenant, id, RoundStatus.ANSWERS);
            boolean silent = !Sql.query(
                            em,
                            "select 1 as one from round_item i where i.round_id = ? and not exists"
                                    + " (select 1 from round_claim c where c.item_id = i.id) limit 1",
                            row -> 1,
                            id)
                    .isEmpty();
            if (silent && !LocalDate.now(clock).isAfter(round.answerUntil())) {
                throw new ProblemException(Problem.ANSWERS_OPEN, Map.of("until", round.answerUntil()));
            }
            endAnswers(em, id, clock.instant());
            journal.append(em, tenant, caller, "ROUND_ANSWERS_ENDED", SUBJECT, id.toString(), null, null);
            return id;
        });
        return details(caller, tenant, id);
    }

    /** The same for a round whose last day has passed. */
    static void endAnswers(EntityManager em, UUID id, Instant now) {
        // Asked for each item and not joined: behind the policies a planner expects one row, and would hold every item
        // against every answer.
        Sql.update(em, """
                update round_item i set status = coalesce(
                    (select case when c.agreed then 'CLAIMED' else 'DECLINED' end from round_claim c where c.item_id = i.id), 'LAPSED')
                where i.round_id = ? and i.status = 'CANDIDATE'
                """, id);
        RoundMessages.lapsed(em, id);
        Checks.run(em, id, now);
        moved(em, id, RoundStatus.ANSWERS, RoundStatus.REVIEW);
    }

    /**
     * Lets claimed items pass, or excludes them with a reason. Until the list is published items that passed can be excluded, and excluded ones
     * pass after all.
     *
     * @return how many items it was said of
     * @throws ProblemException ROUND_STATUS, INVALID_FIELDS, ITEM_TAKEN_UP where another round has meanwhile taken up what was excluded here
     */
    public int review(Caller caller, int tenant, UUID id, Review review) {
        var scope = caller.ownScope(tenant, Capability.DISBURSE_REVIEW);
        review.check();
        boolean passes = Boolean.TRUE.equals(review.passes());
        return transactions.within(scope, em -> {
            var round = RoundRecords.locked(em, tenant, id, RoundStatus.REVIEW);
            if (passes && review.items() != null) {
                refuseTakenUp(em, round, review.items());
            }
            // As the database keeps it, to find what this review said again.
            var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            var which = review.items() == null ? "" : " and id = any (?)";
            var values = new ArrayList<@Nullable Object>(List.of(
                    passes ? ItemStatus.PASSED : ItemStatus.EXCLUDED,
                    Optional.ofNullable(review.reason()).map(String::strip),
                    caller.accountId(),
                    caller.displayName(),
                    now,
                    id));
            if (review.items() != null) {
                values.add(review.items());
            }
            int reviewed = Sql.update(
                    em,
                    "update round_item set status = ?, reason = ?, reviewed_by_id = ?, reviewed_by = ?, reviewed_at = ?"
                            + " where round_id = ? and hold is null and status in "
                            + (passes ? "('CLAIMED', 'EXCLUDED')" : "('CLAIMED', 'PASSED')")
                            // Without a list, only what nobody has looked at yet.
                            + (review.items() == null ? " and status = 'CLAIMED'" : "")
                            + which,
                    values.toArray());
            if (!passes) {
                RoundMessages.excluded(em, id, now);
            }
            journal.append(
                    em,
                    tenant,
                    caller,
                    passes ? "ROUND_ITEMS_PASSED" : "ROUND_ITEMS_EXCLUDED",
                    SUBJECT,
                    id.toString(),
                    null,
                    Map.of("items", reviewed, "which", review.items() == null ? List.of() : review.items()));
            return reviewed;
        });
    }

    /** What was excluded was free for other rounds; it cannot pass after all once one of them has taken it up. */
    private static void refuseTakenUp(EntityManager em, RoundSummary round, List<UUID> items) {
        // No round is frozen while it is looked at and let pass.
        RoundRecords.lock(em, round.tenant(), round.policyId());
        Sql.first(em, """
                        select i.number from round_item i
                        join payment_round r on r.id = i.round_id
                        join frozen_decision f on f.tenant = i.tenant and f.hash = i.record_hash
                        where i.round_id = ? and i.id = any (?) and i.status = 'EXCLUDED'
                            and i.due + (select coalesce(sum(takes_up(o.status, o.due, o.allocated)), 0) from round_item o
                                    where o.entitlement_id = i.entitlement_id and o.tenant = i.tenant and o.id <> i.id)
                                > owed_by(f.record::jsonb, i.tenant, r.policy_tenant, r.year, r.cut_off)
                        order by i.ordinal limit 1
                        """, row -> row.text("number"), round.id(), items).ifPresent(number -> {
            throw new ProblemException(Problem.ITEM_TAKEN_UP, Map.of("number", number));
        });
    }

    /** What the passed items would get of what the budget has left now; nothing is kept. */
    public RoundDetails.Standing shareOut(Caller caller, int tenant, UUID id) {
        return transactions.within(caller.scope(tenant, Capability.DISBURSEMENT_READ), em -> {
            var round = RoundRecords.found(em, tenant, id);
            return Sql.first(
                            em,
                            """
                            select count(*)::int as items, coalesce(sum(i.due), 0) as due, coalesce(sum(s.given), 0) as given
                            from share_out(?, ?, coalesce((select available from budget where tenant = ? and policy_id = ? and year = ?), 0)) s
                            join round_item i on i.id = s.item_id
                            """,
                            row -> new RoundDetails.Standing(
                                    ItemStatus.PASSED,
                                    false,
                                    row.integer("items"),
                                    row.money("due"),
                                    row.money("given")),
                            id,
                            round.allocation(),
                            tenant,
                            round.policyId(),
                            round.year())
                    .orElseThrow();
        });
    }

    /**
     * Shares out the budget over the passed items, commits it to them and publishes the list.
     *
     * @throws ProblemException ROUND_STATUS, REVIEW_UNFINISHED while claimed items wait for review, NOTHING_TO_PUBLISH where the
     *     budget has nothing left or nothing passed
     */
    public RoundDetails publish(Caller caller, int tenant, UUID id) {
        var scope = caller.ownScope(tenant, Capability.DISBURSE_REVIEW);
        transactions.within(scope, em -> {
            var round = RoundRecords.locked(em, tenant, id, RoundStatus.REVIEW);
            int open = Sql.first(
                            em,
                            "select count(*)::int as n from round_item where round_id = ? and status = 'CLAIMED'"
                                    // What an officer holds up, or the credit list, stays behind; a finding is decided
                                    // first.
                                    + " and (hold is null or hold = 'FINDING')",
                            row -> row.integer("n"),
                            id)
                    .orElse(0);
            if (open > 0) {
                throw new ProblemException(Problem.REVIEW_UNFINISHED, Map.of("open", open));
            }
            var left = Budgets.left(em, tenant, round.policyId(), round.year());
            Sql.update(em, """
                    update round_item i set allocated = s.given, status = case when s.given > 0 then 'LISTED' else 'UNFUNDED' end
                    from share_out(?, ?, ?) s where s.item_id = i.id
                    """, id, round.allocation(), left);
            var committed = move(em, caller, round, Kind.COMMITMENT, "LISTED", null);
            if (!committed.isPositive()) {
                throw new ProblemException(Problem.NOTHING_TO_PUBLISH, Map.of("left", left.grouped()));
            }
            notices.publish(em, caller, round, LocalDate.now(clock));
            RoundMessages.published(em, id);
            moved(em, id, RoundStatus.REVIEW, RoundStatus.NOTICE);
            return id;
        });
        return details(caller, tenant, id);
    }

    /** Moves the money of all items in one state, each once. */
    private static Money move(
            EntityManager em, Caller caller, RoundSummary round, Kind kind, String status, @Nullable String note) {
        return Sql.first(
                        em,
                        """
                        select case when count(*) = 0 then 0 else budget_post(?, ?, ?, ?, array_agg('item:' || i.id order by i.ordinal),
                            array_agg(i.allocated order by i.ordinal), null, ?, ?) end as moved
                        from round_item i where i.round_id = ? and i.status = ?
                        """,
                        row -> row.money("moved"),
                        round.tenant(),
                        round.policyId(),
                        round.year(),
                        kind,
                        note,
                        caller.username(),
                        round.id(),
                        status)
                .orElse(Money.ZERO);
    }

    /**
     * Brings a round whose notice has ended to approval.
     *
     * @throws ProblemException ROUND_STATUS, NOTICE_RUNNING
     */
    public RoundDetails bring(Caller caller, int tenant, UUID id) {
        var scope = caller.ownScope(tenant, Capability.DISBURSE_REVIEW);
        transactions.within(scope, em -> {
            var round = RoundRecords.locked(em, tenant, id, RoundStatus.NOTICE);
            notices.endDue(em, tenant, LocalDate.now(clock), clock.instant());
            if (RoundRecords.found(em, tenant, id).noticeEndedAt() == null) {
                throw new ProblemException(
                        Problem.NOTICE_RUNNING, Map.of("until", Objects.requireNonNull(round.noticeUntil())));
            }
            record Part(Money amount, Set<String> codes) {}
            var listed = Sql.first(
                            em,
                            "select coalesce(sum(allocated), 0) as amount, coalesce(array_agg(distinct beneficiary_code), '{}') as codes"
                                    + " from round_item where round_id = ? and status = 'LISTED'",
                            row -> new Part(row.money("amount"), Set.copyOf(row.texts("codes"))),
                            id)
                    .orElseThrow();
            var approval = approvals.begin(
                    em,
                    caller,
                    new ApprovalRequest(
                            tenant,
                            ApprovalKind.PAYMENT,
                            id,
                            round.title(),
                            "rounds/" + id,
                            Optional.of(listed.amount()),
                            Set.of(caller.accountId()),
                            listed.codes()));
            Sql.update(em, "update payment_round set approval_id = ? where id = ?", approval, id);
            moved(em, id, RoundStatus.NOTICE, RoundStatus.APPROVAL);
            journal.append(
                    em, tenant, caller, "ROUND_BROUGHT", SUBJECT, id.toString(), null, Map.of("approval", approval));
            return id;
        });
        return details(caller, tenant, id);
    }

    /** Every step of its approval was signed: the listed items may be paid. */
    void approved(EntityManager em, Caller by, UUID id, int tenant) {
        RoundRecords.locked(em, tenant, id, RoundStatus.APPROVAL);
        Sql.update(em, "update round_item set status = 'APPROVED' where round_id = ? and status = 'LISTED'", id);
        moved(em, id, RoundStatus.APPROVAL, RoundStatus.PAYMENT);
        RoundMessages.approved(em, id);
        journal.append(em, tenant, by, "ROUND_APPROVED", SUBJECT, id.toString(), null, null);
    }

    /** Its approval was turned down: nothing of it is paid, and what was due is due again. */
    void turnedDown(EntityManager em, Caller by, UUID id, int tenant) {
        var round = RoundRecords.locked(em, tenant, id, RoundStatus.APPROVAL);
        drop(em, by, round, RoundStatus.CANCELLED, "审批未通过 Approval was turned down");
    }

    /** Its approval was taken back: it can be brought again. */
    void takenBack(EntityManager em, UUID id, int tenant) {
        RoundRecords.locked(em, tenant, id, RoundStatus.APPROVAL);
        moved(em, id, RoundStatus.APPROVAL, RoundStatus.NOTICE);
    }

    /**
     * Gives a round up before it is approved: its commitments are released, and what was due is due again.
     *
     * @throws ProblemException ROUND_STATUS once it is in approval, or paid
     */
    public RoundDetails cancel(Caller caller, int tenant, UUID id, String reason) {
        var scope = caller.ownScope(tenant, Capability.DISBURSE_REVIEW);
        transactions.within(scope, em -> {
            var round = RoundRecords.locked(
                    em, tenant, id, RoundStatus.FREEZING, RoundStatus.ANSWERS, RoundStatus.REVIEW, RoundStatus.NOTICE);
            drop(em, caller, round, RoundStatus.CANCELLED, reason);
            return id;
        });
        return details(caller, tenant, id);
    }

    /**
     * Ends a round in payment: what could not be paid is released and due again in a later round.
     *
     * @throws ProblemException ROUND_STATUS, PAYMENTS_OPEN while a payment is with the bank, or the rest of an item that was partly set off is to be paid
     */
    public RoundDetails close(Caller caller, int tenant, UUID id, String reason) {
        var scope = caller.ownScope(tenant, Capability.DISBURSE_REVIEW);
        transactions.within(scope, em -> {
            var round = RoundRecords.locked(em, tenant, id, RoundStatus.PAYMENT);
            int open = Sql.first(
                            em,
                            "select count(*)::int as n from round_item i where i.round_id = ? and i.status = 'APPROVED'"
                                    // What was partly set off is to be paid for the rest.
                                    + " and (exists (select 1 from payment p where p.item_id = i.id and p.status in ('READY', 'SENT'))"
                                    + " or item_offset(i.id) > 0)",
                            row -> row.integer("n"),
                            id)
                    .orElse(0);
            if (open > 0) {
                throw new ProblemException(Problem.PAYMENTS_OPEN, Map.of("open", open));
            }
            drop(em, caller, round, RoundStatus.CLOSED, reason);
            return id;
        });
        return details(caller, tenant, id);
    }

    private void drop(EntityManager em, Caller caller, RoundSummary round, RoundStatus to, String reason) {
        for (var status : List.of("LISTED", "APPROVED")) {
            move(em, caller, round, Kind.RELEASE, status, reason);
        }
        Sql.update(
                em,
                "update round_item set status = 'DROPPED' where round_id = ? and status in ('CANDIDATE', 'CLAIMED', 'PASSED', 'LISTED', 'APPROVED')",
                round.id());
        Sql.update(
                em,
                "update payment_round set status = ?, reason = ?, version = version + 1 where id = ?",
                to,
                reason.strip(),
                round.id());
        Sql.update(
                em,
                "update public_notice set ended_at = coalesce(ended_at, ?) where round_id = ?",
                clock.instant(),
                round.id());
        RoundMessages.dropped(em, round.id(), reason.strip());
        journal.append(
                em,
                round.tenant(),
                caller,
                to == RoundStatus.CLOSED ? "ROUND_CLOSED" : "ROUND_CANCELLED",
                SUBJECT,
                round.id().toString(),
                null,
                Map.of("reason", reason));
    }

    /**
     * Holds an item up, or lets it go on.
     *
     * @throws ProblemException INVALID_FIELDS without a reason, OBJECTION_OPEN where an objection holds it up
     */
    public void hold(Caller caller, int tenant, UUID id, UUID item, boolean held, String reason) {
        var scope = caller.ownScope(tenant, Capability.DISBURSE_REVIEW);
        transactions.within(scope, em -> {
            RoundRecords.locked(
                    em,
                    tenant,
                    id,
                    RoundStatus.ANSWERS,
                    RoundStatus.REVIEW,
                    RoundStatus.NOTICE,
                    RoundStatus.APPROVAL,
                    RoundStatus.PAYMENT);
            int changed = Sql.update(
                    em,
                    "update round_item set hold = ?, reason = ? where id = ? and round_id = ? and hold is "
                            + (held
                                    ? "null"
                                    : "not null and hold <> 'OBJECTION' and not exists (select 1 from payment_hold h"
                                            + " where h.item_id = round_item.id and h.lifted_at is null)")
                            + " and status not in ('PAID', 'DROPPED', 'STOPPED')",
                    held ? Hold.OFFICER : Optional.empty(),
                    reason,
                    item,
                    id);
            if (changed == 0) {
                throw new ProblemException(Problem.ITEM_NOT_HELD, Map.of());
            }
            journal.append(
                    em,
                    tenant,
                    caller,
                    held ? "ROUND_ITEM_HELD" : "ROUND_ITEM_LET_GO",
                    "round_item",
                    item.toString(),
                    null,
                    Map.of("reason", reason));
            return item;
        });
    }

    /** Whether what was paid is what was published. */
    public RoundProof proof(Caller caller, int tenant, UUID id) {
        return transactions.within(caller.scope(tenant, Capability.DISBURSEMENT_READ), em -> {
            RoundRecords.found(em, tenant, id);
            return notices.proof(em, id);
        });
    }

    private static void moved(EntityManager em, UUID id, RoundStatus from, RoundStatus to) {
        Sql.update(
                em,
                "update payment_round set status = ?, version = version + 1 where id = ? and status = ?",
                to,
                id,
                from);
    }
}
