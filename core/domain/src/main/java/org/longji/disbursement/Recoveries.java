package org.longji.disbursement;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.approval.ApprovalCase;
import org.longji.approval.ApprovalKind;
import org.longji.approval.ApprovalRequest;
import org.longji.approval.Approvals;
import org.longji.audit.Journal;
import org.longji.disbursement.RecoveryCase.Instalment;
import org.longji.disbursement.RecoveryCase.Kind;
import org.longji.disbursement.RecoveryCase.Receipt;
import org.longji.disbursement.RecoveryForm.Ground;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;
import org.longji.policy.HostTerms;
import org.longji.policy.HostTerms.InterestFrom;
import org.longji.policy.Policies;
import org.longji.policy.PolicyVersion;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.Clocks;
import org.longji.shared.FieldChecks;
import org.longji.shared.Page;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;
import org.longji.shared.WorkingDays;

/**
 * Recovery (追回). It begins where more was paid than is owed, or where an officer says why; it is demanded, paid back at once or in parts,
 * set off against later awards, or written off by approval. What comes back of the principal returns to the budget it was paid from, the
 * last payment first.
 */
@Dependent
public class Recoveries {

    private static final Text CASE = new Text("该追回事项", "the recovery");
    private static final String SUBJECT = "recovery";
    private static final int LONG = 2_000;
    private static final int SHORT = 200;
    private static final int MOST_DAYS = 250;
    private static final int MOST_PARTS = 60;

    private final Transactions transactions;
    private final Policies policies;
    private final WorkingDays workingDays;
    private final Approvals approvals;
    private final Journal journal;
    private final Clock clock;

    @Inject
    public Recoveries(
            Transactions transactions,
            Policies policies,
            WorkingDays workingDays,
            Approvals approvals,
            Journal journal,
            Clock clock) {
        this.transactions = transactions;
        this.policies = policies;
        this.workingDays = workingDays;
        this.approvals = approvals;
        this.journal = journal;
        this.clock = clock;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Clocks.CHINA);
    }

    // ---------------------------------------------------------------- what is there

    // What nobody decided is not known to be too much.
    private static final String FINDINGS = """
            select e.id, p.tenant, e.policy_id, e.year, p.number, p.subject, p.code, p.name, p.paid, o.owed,
                p.paid - o.owed - w.written_off as excess
            from (select i.entitlement_id, i.tenant, sum(item_paid(i.id)) as paid, max(i.number) as number, max(i.subject) as subject,
                    max(i.beneficiary_code) as code, max(i.beneficiary_name) as name
                from round_item i where i.tenant between ? and ? and i.status in ('APPROVED', 'PAID')
                    and (?::uuid is null or i.entitlement_id = ?::uuid)
                group by 1, 2) p
            join entitlement e on e.id = p.entitlement_id
            cross join lateral (select coalesce(owed_by(e.record::jsonb, p.tenant, e.policy_tenant, extract(year from ?::date)::int, ?::date), 0) as owed) o
            cross join lateral (select coalesce(sum(c.written_off), 0) as written_off
                from recovery_case c where c.entitlement_id = e.id and c.tenant = p.tenant) w
            where p.paid > 0 and e.status in ('ENTITLED', 'NOT_ENTITLED', 'PASSED')
            """;

    private static List<RecoveryFinding> findings(
            EntityManager em, int low, int high, @Nullable UUID entitlement, LocalDate today, String more) {
        return Sql.query(
                em,
                FINDINGS + more,
                row -> new RecoveryFinding(
                        row.uuid("id"),
                        row.integer("tenant"),
                        row.text("policy_id"),
                        row.integer("year"),
                        row.text("number"),
                        row.text("subject"),
                        row.text("code"),
                        row.text("name"),
                        row.money("paid"),
                        row.money("owed"),
                        row.money("excess")),
                low,
                high,
                entitlement,
                entitlement,
                today,
                today);
    }

    /** Where more was paid than is owed and nothing is under way, the largest first; at most two hundred. */
    public List<RecoveryFinding> findings(Caller caller, int tenant) {
        var scope = caller.scope(tenant, Capability.DISBURSEMENT_READ);
        return transactions.within(scope, em -> findings(em, scope.low(), scope.high(), null, today(), """
                         and p.paid > o.owed + w.written_off
                            and not exists (select 1 from recovery_case c where c.entitlement_id = e.id and c.tenant = p.tenant
                                and c.status in ('OPEN', 'DEMANDED', 'PLAN'))
                        order by excess desc, e.id limit 200
                        """));
    }

    /** Recoveries of the tenant and below it, the newest first. */
    public Page<RecoveryCase> list(Caller caller, int tenant, @Nullable String after, int limit) {
        var scope = caller.scope(tenant, Capability.DISBURSEMENT_READ);
        var at = after == null ? null : Instant.parse(after.substring(0, after.indexOf('|')));
        var id = after == null ? null : UUID.fromString(after.substring(after.indexOf('|') + 1));
        return transactions.within(scope, em -> {
            var rows = Sql.query(em, """
                    select * from recovery_case c where c.tenant between ? and ?
                        and (?::timestamptz is null or (c.opened_at, c.id) < (?::timestamptz, ?::uuid))
                    order by c.opened_at desc, c.id desc limit ?
                    """, RecoveryRow::of, scope.low(), scope.high(), at, at, id, limit + 1);
            var versions = new HashMap<String, Optional<PolicyVersion>>();
            return Page.of(rows, limit, one -> one.openedAt() + "|" + one.id()).map(one -> shape(em, one, versions));
        });
    }

    /** One recovery, up to today. */
    public RecoveryCase details(Caller caller, int tenant, UUID id) {
        var scope = caller.scope(tenant, Capability.DISBURSEMENT_READ);
        return transactions.within(scope, em -> shape(em, row(em, scope, id)));
    }

    /** Items of the beneficiary that wait for their payment, so that the debt can be set off against them. */
    public List<RecoveryOffset> offsets(Caller caller, int tenant, UUID id) {
        var scope = caller.scope(tenant, Capability.DISBURSEMENT_READ);
        return transactions.within(scope, em -> {
            var one = row(em, scope, id);
            return Sql.query(
                    em,
                    OFFSETS + " order by r.opened_at, i.ordinal, i.id limit 200",
                    RecoveryOffset::of,
                    one.tenant(),
                    one.beneficiaryCode());
        });
    }

    private static final String OFFSETS = """
            select i.id, i.number, i.subject, r.title_zh, r.title_en, i.allocated - item_offset(i.id) as payable
            from round_item i join payment_round r on r.id = i.round_id
            where i.tenant = ? and i.beneficiary_code = ? and i.status = 'APPROVED' and i.hold is null and r.status = 'PAYMENT'
                and not exists (select 1 from payment p where p.item_id = i.id and p.status in ('READY', 'SENT', 'SUCCEEDED'))
            """;

    // ---------------------------------------------------------------- acts

    /**
     * Opens a recovery.
     *
     * @throws ProblemException NOTHING_TO_RECOVER where not so much was paid, RECOVERY_OPEN while another one runs
     */
    public RecoveryCase open(Caller caller, int tenant, RecoveryForm form) {
        var scope = caller.ownScope(tenant, Capability.PAY);
        var checks = new FieldChecks()
                .present(form.entitlement(), "entitlement")
                .present(form.ground(), "ground")
                .present(form.reason(), "reason")
                .atMost(form.reason(), LONG, "reason")
                .atMost(form.document(), SHORT, "document");
        if (form.ground() != null && form.ground().stated()) {
            checks.present(form.principal(), "principal").present(form.document(), "document");
        }
        checks.require(
                form.principal() == null || form.principal().isPositive(),
                "principal",
                "金额必须大于 0。",
                "It must be more than nothing.");
        checks.done();
        var entitlement = Objects.requireNonNull(form.entitlement());
        var ground = Objects.requireNonNull(form.ground());
        return transactions.within(scope, em -> {
            PaymentActs.begin(em, caller, tenant);
            var found = findings(em, tenant, tenant, entitlement, today(), "").stream()
                    .findFirst()
                    .orElseThrow(() -> PaymentActs.notFound(entitlement));
            var principal = ground.stated() ? Objects.requireNonNull(form.principal()) : found.excess();
            if (!principal.isPositive() || principal.isMoreThan(found.paid())) {
                throw new ProblemException(
                        Problem.NOTHING_TO_RECOVER, Map.of("paid", found.paid(), "owed", found.owed()));
            }
            var terms = terms(em, entitlement, tenant);
            var id = UUID.randomUUID();
            int opened = Sql.update(
                    em,
                    """
                    insert into recovery_case (id, tenant, entitlement_id, policy_id, number, subject, beneficiary_code, beneficiary_name, ground,
                        reason, document, principal, terms_tenant, terms_version, interest_from, status, opened_by_id, opened_by, opened_at)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', ?, ?, ?) on conflict do nothing
                    """,
                    id,
                    tenant,
                    entitlement,
                    found.policy(),
                    found.number(),
                    found.subject(),
                    found.beneficiaryCode(),
                    found.beneficiaryName(),
                    ground,
                    Objects.requireNonNull(form.reason()).strip(),
                    form.document(),
                    principal,
                    terms.version().map(PolicyVersion::tenant),
                    terms.version().map(PolicyVersion::version),
                    terms.from(),
                    caller.accountId(),
                    caller.displayName(),
                    clock.instant());
            if (opened == 0) {
                throw new ProblemException(Problem.RECOVERY_OPEN, Map.of());
            }
            return changed(em, caller, scope, id, "RECOVERY_OPENED", null);
        });
    }

    private record Charge(Optional<PolicyVersion> version, LocalDate from) {}

    /**
     * By whose terms interest is charged, and from when: the version that gave the most, from the day it says, but not before the money
     * was out of the house.
     */
    private Charge terms(EntityManager em, UUID entitlement, int tenant) {
        record Given(
                int tenant,
                String version,
                String policy,
                @Nullable LocalDate decided,
                @Nullable LocalDate lowered,
                @Nullable LocalDate paid) {}
        var given = Sql.first(
                        em,
                        """
                        select coalesce(e.peak_policy_tenant, e.policy_tenant) as version_tenant, coalesce(e.peak_version, e.policy_version) as version,
                            e.policy_id, e.peak_on, e.lowered_on,
                            (select max((p.settled_at at time zone 'Asia/Shanghai')::date) from payment p join round_item i on i.id = p.item_id
                                where i.entitlement_id = e.id and i.tenant = ? and p.status = 'SUCCEEDED') as paid_on
                        from entitlement e where e.id = ?
                        """,
                        row -> new Given(
                                row.integer("version_tenant"),
                                row.text("version"),
                                row.text("policy_id"),
                                row.optionalDate("peak_on").orElse(null),
                                row.optionalDate("lowered_on").orElse(null),
                                row.optionalDate("paid_on").orElse(null)),
                        tenant,
                        entitlement)
                .orElseThrow(() -> PaymentActs.notFound(entitlement));
        var version = version(em, given.tenant(), given.policy(), given.version())
                .filter(one -> one.terms().map(HostTerms::clawback).isPresent());
        var said = version.flatMap(PolicyVersion::terms)
                .map(HostTerms::clawback)
                .map(clawback -> Optional.ofNullable(
                        clawback.from() == InterestFrom.LOWERED ? given.lowered() : given.decided()))
                .orElse(Optional.empty())
                .orElse(today());
        var paid = given.paid() == null ? today() : given.paid();
        return new Charge(version, said.isAfter(paid) ? said : paid);
    }

    private Optional<PolicyVersion> version(EntityManager em, int tenant, String policy, String version) {
        return policies.visible(em).stream()
                .filter(one -> one.tenant() == tenant
                        && one.policyId().equals(policy)
                        && one.version().equals(version))
                .findFirst();
    }

    /** Demands it, to be paid within so many working days. */
    public RecoveryCase demand(Caller caller, int tenant, UUID id, RecoveryForm.Demand demand) {
        var scope = caller.ownScope(tenant, Capability.PAY);
        new FieldChecks()
                .present(demand.workingDays(), "workingDays")
                .require(
                        demand.workingDays() == null || demand.workingDays() >= 1 && demand.workingDays() <= MOST_DAYS,
                        "workingDays",
                        "1 至 " + MOST_DAYS + " 个工作日。",
                        "Between 1 and " + MOST_DAYS + " working days.")
                .present(demand.basis(), "basis")
                .atMost(demand.basis(), LONG, "basis")
                .present(demand.payTo(), "payTo")
                .atMost(demand.payTo(), LONG, "payTo")
                .done();
        int days = Objects.requireNonNull(demand.workingDays());
        return transactions.within(scope, em -> {
            PaymentActs.begin(em, caller, tenant);
            var one = row(em, scope, id);
            if (one.status() != RecoveryStatus.OPEN) {
                throw PaymentActs.wrongStatus(CASE, one.status().name());
            }
            Sql.update(
                    em,
                    "update recovery_case set status = 'DEMANDED', demanded_on = ?, due_on = ?, working_days = ?, basis = ?, pay_to = ? where id = ?",
                    today(),
                    workingDays.afterWorkingDays(today(), days),
                    days,
                    Objects.requireNonNull(demand.basis()).strip(),
                    Objects.requireNonNull(demand.payTo()).strip(),
                    id);
            return changed(em, caller, scope, id, "RECOVERY_DEMANDED", one);
        });
    }

    /**
     * Agrees on parts; they add up to what is owed today, to the fen. Interest goes on, on what is left, and is asked for at the end.
     *
     * @throws ProblemException PLAN_NOT_THE_SUM where they do not
     */
    public RecoveryCase plan(Caller caller, int tenant, UUID id, RecoveryForm.Plan plan) {
        var scope = caller.ownScope(tenant, Capability.PAY);
        return transactions.within(scope, em -> {
            PaymentActs.begin(em, caller, tenant);
            var one = row(em, scope, id);
            if (one.status() != RecoveryStatus.DEMANDED && one.status() != RecoveryStatus.PLAN) {
                throw PaymentActs.wrongStatus(CASE, one.status().name());
            }
            var account = account(em, one, new HashMap<>());
            var owed = account.at(today()).total();
            var parts = parts(plan, owed);
            int number = Sql.first(
                            em,
                            "select 1 + coalesce(max(plan), 0) as n from recovery_instalment where case_id = ?",
                            row -> row.integer("n"),
                            id)
                    .orElseThrow();
            var rows = new ArrayList<@Nullable Object[]>();
            for (int i = 0; i < parts.size(); i++) {
                rows.add(new @Nullable Object[] {
                    id,
                    number,
                    i + 1,
                    tenant,
                    one.beneficiaryCode(),
                    parts.get(i).dueOn(),
                    parts.get(i).amount(),
                    account.receipts().size()
                });
            }
            Sql.batch(em, "insert into recovery_instalment values (?, ?, ?, ?, ?, ?, ?, ?)", rows);
            Sql.update(em, "update recovery_case set status = 'PLAN' where id = ?", id);
            return changed(em, caller, scope, id, "RECOVERY_PLANNED", one);
        });
    }

    private List<RecoveryForm.Plan.Part> parts(RecoveryForm.Plan plan, Money owed) {
        var stated = plan.instalments();
        if (stated == null || stated.isEmpty()) {
            var checks = new FieldChecks().present(plan.parts(), "parts").present(plan.first(), "first");
            checks.require(
                            plan.parts() == null
                                    || plan.parts() >= 1 && plan.parts() <= Math.min(MOST_PARTS, owed.fen()),
                            "parts",
                            "1 至 " + MOST_PARTS + " 期。",
                            "Between 1 and " + MOST_PARTS + " parts.")
                    .require(
                            plan.first() == null || plan.first().isAfter(today()),
                            "first",
                            "首期应在今天之后。",
                            "The first part is due after today.");
            checks.done();
            var amounts = RecoveryAccount.parts(owed, Objects.requireNonNull(plan.parts()));
            var parts = new ArrayList<RecoveryForm.Plan.Part>();
            for (int i = 0; i < amounts.size(); i++) {
                parts.add(new RecoveryForm.Plan.Part(
                        Objects.requireNonNull(plan.first()).plusMonths(i), amounts.get(i)));
            }
            return parts;
        }
        var checks = new FieldChecks();
        var day = today();
        for (int i = 0; i < stated.size(); i++) {
            var part = stated.get(i);
            var field = "instalments[" + i + "].";
            checks.present(part.dueOn(), field + "dueOn")
                    .present(part.amount(), field + "amount")
                    .require(
                            part.amount() == null || part.amount().isPositive(),
                            field + "amount",
                            "金额必须大于 0。",
                            "It must be more than nothing.")
                    .require(
                            part.dueOn() == null || part.dueOn().isAfter(day),
                            field + "dueOn",
                            "各期应依次在今天之后。",
                            "Parts are due one after another, after today.");
            day = part.dueOn() == null ? day : part.dueOn();
        }
        checks.done();
        var sum = Money.sum(stated.stream()
                .map(part -> Objects.requireNonNull(part.amount()))
                .toList());
        if (!sum.equals(owed)) {
            throw new ProblemException(Problem.PLAN_NOT_THE_SUM, Map.of("planned", sum, "outstanding", owed));
        }
        return stated;
    }

    /**
     * Books money that arrived: interest first, then principal. The same reference with the same amount is booked once.
     *
     * @throws ProblemException RECOVERY_TOO_MUCH beyond what is owed, IDEMPOTENCY_KEY_REUSED for another amount under a known reference
     */
    public RecoveryCase receive(Caller caller, int tenant, UUID id, RecoveryForm.Receipt form) {
        var scope = caller.ownScope(tenant, Capability.PAY);
        new FieldChecks()
                .present(form.reference(), "reference")
                .atMost(form.reference(), SHORT, "reference")
                .present(form.receivedOn(), "receivedOn")
                .present(form.amount(), "amount")
                .require(
                        form.amount() == null || form.amount().isPositive(),
                        "amount",
                        "金额必须大于 0。",
                        "It must be more than nothing.")
                .done();
        return transactions.within(scope, em -> {
            PaymentActs.begin(em, caller, tenant);
            return book(
                    em,
                    caller,
                    scope,
                    id,
                    Kind.MONEY,
                    Objects.requireNonNull(form.reference()).strip(),
                    Objects.requireNonNull(form.receivedOn()),
                    Objects.requireNonNull(form.amount()),
                    Optional.empty());
        });
    }

    /**
     * Sets it off against an item of the beneficiary that waits for its payment: the bank pays that much less, and with all of it nothing.
     *
     * @throws ProblemException OFFSET_NOT_POSSIBLE for any other item
     */
    public RecoveryCase offset(Caller caller, int tenant, UUID id, RecoveryForm.Offset form) {
        var scope = caller.ownScope(tenant, Capability.PAY);
        new FieldChecks()
                .present(form.item(), "item")
                .require(
                        form.amount() == null || form.amount().isPositive(),
                        "amount",
                        "金额必须大于 0。",
                        "It must be more than nothing.")
                .done();
        var item = Objects.requireNonNull(form.item());
        return transactions.within(scope, em -> {
            PaymentActs.begin(em, caller, tenant);
            var one = row(em, scope, id);
            var target = Sql.first(
                            em,
                            OFFSETS + " and i.id = ?",
                            RecoveryOffset::of,
                            one.tenant(),
                            one.beneficiaryCode(),
                            item)
                    .orElseThrow(() -> new ProblemException(Problem.OFFSET_NOT_POSSIBLE, Map.of()));
            var most = target.payable()
                    .min(account(em, one, new HashMap<>()).at(today()).total());
            var amount = form.amount() == null ? most : form.amount();
            if (amount.isMoreThan(target.payable())) {
                throw new ProblemException(Problem.OFFSET_NOT_POSSIBLE, Map.of());
            }
            // One item, one offset: it names itself.
            return book(em, caller, scope, id, Kind.OFFSET, item.toString(), today(), amount, Optional.of(item));
        });
    }

    private RecoveryCase book(
            EntityManager em,
            Caller caller,
            TenantScope scope,
            UUID id,
            Kind kind,
            String reference,
            LocalDate on,
            Money amount,
            Optional<UUID> item) {
        var one = row(em, scope, id);
        var account = account(em, one, new HashMap<>());
        var known = account.receipts().stream()
                .filter(receipt -> receipt.reference().equals(reference))
                .findFirst();
        if (known.isPresent()) {
            if (!known.get().amount().equals(amount)) {
                throw new ProblemException(Problem.IDEMPOTENCY_KEY_REUSED, Map.of());
            }
            return shape(em, one);
        }
        if (one.status().over()) {
            throw PaymentActs.wrongStatus(CASE, one.status().name());
        }
        var before = account.receipts().isEmpty() ? LocalDate.MIN : account.lastDay();
        new FieldChecks()
                .require(
                        !on.isAfter(today()) && !on.isBefore(before),
                        "receivedOn",
                        "到账日期不能晚于今天，也不能早于上一笔。",
                        "It cannot have arrived after today or before the last one.")
                .done();
        var owed = account.at(on);
        if (amount.isMoreThan(owed.total())) {
            throw new ProblemException(
                    Problem.RECOVERY_TOO_MUCH, Map.of("day", on, "outstanding", owed.total(), "amount", amount));
        }
        var interest = amount.min(owed.interest());
        var principal = amount.minus(interest);
        var receipt = UUID.randomUUID();
        Sql.update(
                em,
                """
                insert into recovery_receipt (id, case_id, tenant, beneficiary_code, sequence, kind, reference, received_on, amount, accrued,
                    interest, principal, item_id, booked_by, booked_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                receipt,
                id,
                one.tenant(),
                one.beneficiaryCode(),
                account.receipts().size() + 1,
                kind,
                reference,
                on,
                amount,
                account.accrued(on),
                interest,
                principal,
                item,
                caller.displayName(),
                clock.instant());
        share(em, one, receipt, principal);
        if (amount.equals(owed.total())) {
            Sql.update(
                    em, "update recovery_case set status = 'SETTLED', closed_at = ? where id = ?", clock.instant(), id);
        }
        return changed(em, caller, scope, id, kind == Kind.MONEY ? "RECOVERY_RECEIVED" : "RECOVERY_SET_OFF", one);
    }

    /** The principal goes back to where it was paid from, the last payment first. */
    private static void share(EntityManager em, RecoveryRow one, UUID receipt, Money principal) {
        record Paid(UUID item, Money amount) {}
        var left = principal;
        var paid = Sql.query(
                em, """
                select i.id, item_paid(i.id) as amount from round_item i
                where i.entitlement_id = ? and i.tenant = ? and i.status in ('APPROVED', 'PAID') and item_paid(i.id) > 0
                order by (select max(p.settled_at) from payment p where p.item_id = i.id and p.status = 'SUCCEEDED') desc nulls last, i.id
                """, row -> new Paid(row.uuid("id"), row.money("amount")), one.entitlement(), one.tenant());
        var rows = new ArrayList<@Nullable Object[]>();
        for (var item : paid) {
            var part = left.min(item.amount());
            if (part.isPositive()) {
                rows.add(new @Nullable Object[] {receipt, item.item(), one.tenant(), part});
                left = left.minus(part);
            }
        }
        if (!rows.isEmpty()) {
            Sql.batch(em, "insert into recovery_share values (?, ?, ?, ?)", rows);
        }
    }

    /** Asks for it to be written off; officers who have nothing to do with it decide. */
    public RecoveryCase askWriteOff(Caller caller, int tenant, UUID id, @Nullable String reason) {
        var scope = caller.ownScope(tenant, Capability.PAY);
        new FieldChecks()
                .present(reason, "reason")
                .atMost(reason, LONG, "reason")
                .done();
        return transactions.within(scope, em -> {
            PaymentActs.begin(em, caller, tenant);
            var one = row(em, scope, id);
            if (one.status().over() || one.approval() != null) {
                throw PaymentActs.wrongStatus(
                        CASE, one.approval() == null ? one.status().name() : "WRITE_OFF_ASKED");
            }
            var approval = approvals.begin(
                    em,
                    caller,
                    new ApprovalRequest(
                            tenant,
                            ApprovalKind.WRITE_OFF,
                            id,
                            new Text("核销追回事项 " + one.number(), "Writing off the recovery " + one.number()),
                            "recoveries/" + id,
                            Optional.of(account(em, one, new HashMap<>())
                                    .at(today())
                                    .total()),
                            Set.of(one.openedById()),
                            Set.of(one.beneficiaryCode())));
            Sql.update(em, "update recovery_case set approval_id = ? where id = ?", approval, id);
            return changed(em, caller, scope, id, "RECOVERY_WRITE_OFF_ASKED", one, reason);
        });
    }

    /** What approval decided about a write-off, in its transaction. */
    void writeOffEnded(EntityManager em, Caller by, ApprovalCase ended) {
        PaymentActs.begin(em, by, ended.tenant());
        var scope = TenantScope.exactly(ended.tenant());
        var one = row(em, scope, ended.subject());
        if (one.status().over()) {
            throw PaymentActs.wrongStatus(CASE, one.status().name());
        }
        if (ended.state() == ApprovalCase.State.APPROVED) {
            Sql.update(
                    em,
                    "update recovery_case set status = 'WRITTEN_OFF', written_off = ?, closed_at = ? where id = ?",
                    account(em, one, new HashMap<>()).at(today()).principal(),
                    clock.instant(),
                    one.id());
            changed(em, by, scope, one.id(), "RECOVERY_WRITTEN_OFF", one);
        } else {
            Sql.update(em, "update recovery_case set approval_id = null where id = ?", one.id());
            changed(em, by, scope, one.id(), "RECOVERY_WRITE_OFF_REFUSED", one);
        }
    }

    /**
     * The demand as a letter (追回通知书).
     *
     * @throws ProblemException NOT_NOW before it was demanded
     */
    public byte[] letter(Caller caller, int tenant, UUID id, boolean english) {
        var scope = caller.scope(tenant, Capability.DISBURSEMENT_READ);
        return transactions.within(scope, em -> {
            var row = row(em, scope, id);
            if (row.demandedOn() == null) {
                throw PaymentActs.wrongStatus(CASE, row.status().name());
            }
            var office = Sql.first(
                            em,
                            "select name_zh, name_en from tenant where code = ?",
                            one -> new Text(one.text("name_zh"), one.text("name_en")),
                            row.tenant())
                    .orElseThrow();
            // As it was on the day of the demand: the letter stays the same whenever it is printed.
            var before = account(em, row, new HashMap<>()).receipts().stream()
                    .filter(receipt -> receipt.receivedOn().isBefore(row.demandedOn()))
                    .toList();
            var then = new RecoveryAccount(row.principal(), terms(em, row, new HashMap<>()), row.interestFrom(), before)
                    .at(row.demandedOn());
            return new RecoveryLetter(shape(em, row), then, office, english).pages();
        });
    }

    // ---------------------------------------------------------------- rows

    private RecoveryCase changed(
            EntityManager em, Caller caller, TenantScope scope, UUID id, String action, @Nullable RecoveryRow before) {
        return changed(em, caller, scope, id, action, before, null);
    }

    private record Standing(
            RecoveryStatus status, Money owed, @Nullable String words) {}

    private RecoveryCase changed(
            EntityManager em,
            Caller caller,
            TenantScope scope,
            UUID id,
            String action,
            @Nullable RecoveryRow before,
            @Nullable String words) {
        var after = shape(em, row(em, scope, id));
        journal.append(
                em,
                after.tenant(),
                caller,
                action,
                SUBJECT,
                id.toString(),
                before == null ? null : new Standing(before.status(), before.principal(), null),
                new Standing(after.status(), after.account().total(), words == null ? after.reason() : words.strip()));
        return after;
    }

    private static RecoveryRow row(EntityManager em, TenantScope scope, UUID id) {
        return Sql.first(
                        em,
                        "select * from recovery_case where id = ? and tenant between ? and ?",
                        RecoveryRow::of,
                        id,
                        scope.low(),
                        scope.high())
                .orElseThrow(() -> PaymentActs.notFound(id));
    }

    private RecoveryAccount account(EntityManager em, RecoveryRow one, Map<String, Optional<PolicyVersion>> versions) {
        var receipts = Sql.query(
                em,
                "select * from recovery_receipt where case_id = ? order by sequence",
                Recoveries::receipt,
                one.id());
        return new RecoveryAccount(one.principal(), terms(em, one, versions), one.interestFrom(), receipts);
    }

    private Optional<PolicyVersion> terms(
            EntityManager em, RecoveryRow one, Map<String, Optional<PolicyVersion>> versions) {
        return one.termsTenant() == null || one.termsVersion() == null
                ? Optional.empty()
                : versions.computeIfAbsent(
                        one.termsTenant() + "|" + one.policy() + "|" + one.termsVersion(),
                        ignored -> version(em, one.termsTenant(), one.policy(), one.termsVersion()));
    }

    private RecoveryCase shape(EntityManager em, RecoveryRow one) {
        return shape(em, one, new HashMap<>());
    }

    private RecoveryCase shape(EntityManager em, RecoveryRow one, Map<String, Optional<PolicyVersion>> versions) {
        var account = account(em, one, versions);
        record Part(Instalment instalment, int after) {}
        var plan = Sql.query(
                em,
                """
                select * from recovery_instalment where case_id = ? and plan = (select max(plan) from recovery_instalment where case_id = ?)
                order by number
                """,
                row -> new Part(
                        new Instalment(
                                row.integer("number"), row.date("due_on"), row.money("amount"), Money.ZERO, false),
                        row.integer("after_receipt")),
                one.id(),
                one.id());
        var came = Money.sum(account.receipts().stream()
                .filter(receipt ->
                        !plan.isEmpty() && receipt.sequence() > plan.get(0).after())
                .map(Receipt::amount)
                .toList());
        var until = one.closedAt() == null ? today() : LocalDate.ofInstant(one.closedAt(), Clocks.CHINA);
        return one.shape(
                account.at(one.status() == RecoveryStatus.SETTLED ? account.lastDay() : until),
                RecoveryAccount.filled(plan.stream().map(Part::instalment).toList(), came, today()),
                account.receipts());
    }

    private static Receipt receipt(Row row) {
        return new Receipt(
                row.uuid("id"),
                row.integer("sequence"),
                row.constant("kind", Kind.class),
                row.text("reference"),
                row.date("received_on"),
                row.money("amount"),
                row.money("accrued"),
                row.money("interest"),
                row.money("principal"),
                row.optionalUuid("item_id").orElse(null),
                row.text("booked_by"),
                row.instant("booked_at"));
    }

    /** A row of the table, before its account is drawn up. */
    private record RecoveryRow(
            UUID id,
            int tenant,
            UUID entitlement,
            String policy,
            String number,
            String subject,
            String beneficiaryCode,
            String beneficiaryName,
            Ground ground,
            String reason,
            @Nullable String document,
            Money principal,
            @Nullable Integer termsTenant,
            @Nullable String termsVersion,
            LocalDate interestFrom,
            RecoveryStatus status,
            @Nullable LocalDate demandedOn,
            @Nullable LocalDate dueOn,
            @Nullable Integer workingDays,
            @Nullable String basis,
            @Nullable String payTo,
            @Nullable Money writtenOff,
            @Nullable UUID approval,
            UUID openedById,
            String openedBy,
            Instant openedAt,
            @Nullable Instant closedAt) {

        static RecoveryRow of(Row row) {
            return new RecoveryRow(
                    row.uuid("id"),
                    row.integer("tenant"),
                    row.uuid("entitlement_id"),
                    row.text("policy_id"),
                    row.text("number"),
                    row.text("subject"),
                    row.text("beneficiary_code"),
                    row.text("beneficiary_name"),
                    row.constant("ground", Ground.class),
                    row.text("reason"),
                    row.optionalText("document").orElse(null),
                    row.money("principal"),
                    row.optionalInteger("terms_tenant").orElse(null),
                    row.optionalText("terms_version").orElse(null),
                    row.date("interest_from"),
                    row.constant("status", RecoveryStatus.class),
                    row.optionalDate("demanded_on").orElse(null),
                    row.optionalDate("due_on").orElse(null),
                    row.optionalInteger("working_days").orElse(null),
                    row.optionalText("basis").orElse(null),
                    row.optionalText("pay_to").orElse(null),
                    row.optionalMoney("written_off").orElse(null),
                    row.optionalUuid("approval_id").orElse(null),
                    row.uuid("opened_by_id"),
                    row.text("opened_by"),
                    row.instant("opened_at"),
                    row.optionalInstant("closed_at").orElse(null));
        }

        RecoveryCase shape(RecoveryCase.Account account, List<Instalment> instalments, List<Receipt> receipts) {
            return new RecoveryCase(
                    id,
                    tenant,
                    entitlement,
                    policy,
                    number,
                    subject,
                    beneficiaryCode,
                    beneficiaryName,
                    ground,
                    reason,
                    document,
                    principal,
                    termsVersion == null ? null : interestFrom,
                    status,
                    demandedOn,
                    dueOn,
                    workingDays,
                    basis,
                    payTo,
                    writtenOff,
                    approval,
                    openedBy,
                    openedAt,
                    closedAt,
                    account,
                    instalments,
                    receipts);
        }
    }
}
