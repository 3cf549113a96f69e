package org.longji.disbursement;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.audit.Journal;
import org.longji.audit.Seals;
import org.longji.disbursement.BudgetEntry.Kind;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.Page;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.shared.SqlFailure;
import org.longji.shared.Transactions;
import org.longji.shared.WorkingDays;

/**
 * Public notices and what is said against them. A list is frozen, hashed and sealed when it is published; anybody reads it and objects to a
 * line without signing in; an objection stops that line alone until another officer has decided about it.
 */
@Dependent
public class Notices {

    private static final int MOST_LINES = 1000;

    private final Transactions transactions;
    private final WorkingDays workingDays;
    private final Seals seals;
    private final Journal journal;
    private final Clock clock;

    @Inject
    public Notices(Transactions transactions, WorkingDays workingDays, Seals seals, Journal journal, Clock clock) {
        this.transactions = transactions;
        this.workingDays = workingDays;
        this.seals = seals;
        this.journal = journal;
        this.clock = clock;
    }

    private record Listed(String hash, int items, Money total) {}

    /** Publishes what is listed of a round, in the running transaction. */
    void publish(EntityManager em, Caller caller, RoundSummary round, LocalDate today) {
        var id = UUID.randomUUID();
        var until = workingDays.afterWorkingDays(today, round.noticeDays());
        // The notice names its hash before it has lines, so that nothing published is ever changed: the hash is taken
        // first.
        var listed = Sql.first(
                        em,
                        LINES + """
                         select encode(sha256(convert_to(string_agg(notice_text(l.ordinal, l.beneficiary, l.subject, l.amount), E'\\n' order by l.ordinal), 'UTF8')), 'hex')
                             as hash, count(*)::int as items, sum(l.amount) as total from line l
                        """,
                        row -> new Listed(row.text("hash"), row.integer("items"), row.money("total")),
                        round.id())
                .orElseThrow();
        Sql.update(
                em,
                """
                insert into public_notice (id, tenant, round_id, title_zh, title_en, basis, published_on, until_day, working_days, items, total,
                    list_hash, signature, published_by_id, published_by, published_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                id,
                round.tenant(),
                round.id(),
                round.title().zh() + "公示",
                "Public notice: " + round.title().en(),
                round.noticeBasis(),
                today,
                until,
                round.noticeDays(),
                listed.items(),
                listed.total(),
                listed.hash(),
                seals.seal(
                        em,
                        Notice.sealed(id, round.tenant(), today, until, listed.items(), listed.total(), listed.hash())),
                caller.accountId(),
                caller.displayName(),
                clock.instant());
        Sql.update(
                em,
                LINES
                        + " insert into notice_line (notice_id, ordinal, tenant, item_id, beneficiary, subject, amount)"
                        + " select ?, l.ordinal, l.tenant, l.id, l.beneficiary, l.subject, l.amount from line l",
                round.id(),
                id);
        journal.append(
                em,
                round.tenant(),
                caller,
                "NOTICE_PUBLISHED",
                "notice",
                id.toString(),
                null,
                Map.of(
                        "round",
                        round.id(),
                        "items",
                        listed.items(),
                        "total",
                        listed.total(),
                        "until",
                        until,
                        "hash",
                        listed.hash()));
    }

    /** What is listed, as it is published: persons masked. */
    private static final String LINES = """
            with line as (
                select i.id, i.tenant, row_number() over (order by i.ordinal)::int as ordinal,
                    case when i.beneficiary_kind = 'INDIVIDUAL'
                        then left(i.beneficiary_name, 1) || repeat('*', greatest(char_length(i.beneficiary_name) - 1, 1))
                        else i.beneficiary_name end as beneficiary,
                    i.subject, i.allocated as amount
                from round_item i where i.round_id = ? and i.status = 'LISTED'
            )
            """;

    /** Notices of a tenant, or of all, the latest first; for everybody. */
    public Page<Notice> published(@Nullable Integer tenant, @Nullable String before, int limit) {
        return everybody(em -> Page.of(
                Sql.query(
                        em,
                        "select * from published_notices(?, ?::timestamptz, ?)",
                        Notices::notice,
                        tenant,
                        before,
                        limit + 1),
                limit,
                notice -> notice.publishedAt().toString()));
    }

    /** One notice; for everybody. */
    public Notice published(UUID id) {
        return everybody(em -> Sql.first(em, "select * from published_notice(?)", Notices::notice, id)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", id))));
    }

    /** Its lines after one of them, at most a thousand at a time: whoever checks the list reads all of it. For everybody. */
    public Page<Notice.Line> lines(UUID id, @Nullable String after, int limit) {
        int most = Math.max(1, Math.min(limit, MOST_LINES));
        return everybody(em -> Page.of(
                Sql.query(
                        em,
                        "select * from published_lines(?, ?, ?)",
                        row -> new Notice.Line(
                                row.integer("ordinal"),
                                row.text("beneficiary"),
                                row.text("subject"),
                                row.money("amount")),
                        id,
                        after == null ? 0 : Integer.parseInt(after),
                        most + 1),
                most,
                line -> Integer.toString(line.ordinal())));
    }

    /**
     * Objects to a line; for everybody. The line waits until an officer has decided.
     *
     * @throws ProblemException INVALID_FIELDS, NOTICE_OVER where the notice has ended or has no such line, OBJECTIONS_FULL where a line has
     *     as many open objections as anybody can read
     */
    public UUID object(UUID notice, Objection.Form form) {
        form.check();
        var id = UUID.randomUUID();
        int result = everybody(em -> Sql.first(
                        em,
                        "select raise_objection(?, ?, ?, ?, ?, ?, ?, ?) as tenant",
                        row -> row.optionalInteger("tenant"),
                        id,
                        notice,
                        form.line(),
                        Objects.requireNonNull(form.objector()).strip(),
                        Objects.requireNonNull(form.contact()).strip(),
                        Objects.requireNonNull(form.text()).strip(),
                        clock.instant(),
                        LocalDate.now(clock))
                .orElseThrow()
                .orElseThrow(() -> new ProblemException(Problem.NOTICE_OVER, Map.of())));
        if (result < 0) {
            throw new ProblemException(Problem.OBJECTIONS_FULL, Map.of());
        }
        return id;
    }

    private <T> T everybody(Transactions.Work<T> work) {
        return transactions.withSettings(Map.of("app.username", ""), work);
    }

    /** Objections to the notices of a tenant: open ones first, then the latest. */
    public List<Objection> objections(Caller caller, int tenant, @Nullable UUID round) {
        boolean personal = !caller.standsAbove(tenant);
        return transactions.within(
                caller.scope(tenant, Capability.DISBURSEMENT_READ),
                em -> Sql.query(em, """
                        select o.*, n.round_id, r.title_zh, r.title_en, l.ordinal, l.beneficiary, l.amount, o.upheld is not null as decided,
                            coalesce(o.upheld, false) as yes
                        from objection o join public_notice n on n.id = o.notice_id join payment_round r on r.id = n.round_id
                        join notice_line l on l.item_id = o.item_id
                        where o.tenant = ? and (?::uuid is null or n.round_id = ?::uuid)
                        order by o.upheld is not null, o.raised_at desc, o.id limit 500
                        """, row -> objection(row, personal), tenant, round, round));
    }

    /**
     * Decides an objection. Upheld, its item is stopped and its money released; else the item goes on once no other objection is open.
     *
     * @throws ProblemException OBJECTION_OTHER_OFFICER for whoever published the list or let the item pass, OBJECTION_DECIDED
     */
    public void decide(Caller caller, int tenant, UUID id, Objection.Verdict verdict) {
        var scope = caller.ownScope(tenant, Capability.DISBURSE_REVIEW);
        verdict.check();
        boolean upheld = Boolean.TRUE.equals(verdict.upheld());
        try {
            transactions.within(scope, em -> {
                var item = Sql.first(
                                em,
                                "select item_id from objection where id = ? and tenant = ?",
                                row -> row.uuid("item_id"),
                                id,
                                tenant)
                        .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", id)));
                var round = lockedRoundOf(em, tenant, item);
                int decided = Sql.update(
                        em,
                        "update objection set upheld = ?, reason = ?, decided_by_id = ?, decided_by = ?, decided_at = ? where id = ? and upheld is null",
                        upheld,
                        Objects.requireNonNull(verdict.reason()).strip(),
                        caller.accountId(),
                        caller.displayName(),
                        clock.instant(),
                        id);
                if (decided == 0) {
                    throw new ProblemException(Problem.OBJECTION_DECIDED, Map.of());
                }
                if (upheld) {
                    stop(em, caller, round, item, Objects.requireNonNull(verdict.reason()));
                } else {
                    Sql.update(
                            em,
                            "update round_item i set hold = null where i.id = ? and i.hold = 'OBJECTION' and not exists"
                                    + " (select 1 from objection o where o.item_id = i.id and o.upheld is null)",
                            item);
                }
                journal.append(
                        em,
                        tenant,
                        caller,
                        upheld ? "OBJECTION_UPHELD" : "OBJECTION_DISMISSED",
                        "round_item",
                        item.toString(),
                        null,
                        Map.of("objection", id, "reason", Objects.requireNonNull(verdict.reason())));
                return id;
            });
        } catch (SqlFailure e) {
            throw e.violates("objection_other_officer")
                    ? new ProblemException(Problem.OBJECTION_OTHER_OFFICER, Map.of())
                    : e;
        }
    }

    private static RoundSummary lockedRoundOf(EntityManager em, int tenant, UUID item) {
        var round = Sql.first(em, "select round_id from round_item where id = ?", row -> row.uuid("round_id"), item)
                .orElseThrow();
        return RoundRecords.locked(em, tenant, round, RoundStatus.values());
    }

    private static void stop(EntityManager em, Caller caller, RoundSummary round, UUID item, String reason) {
        // What was paid already is no matter of the list any more: it is recovered.
        record Stopped(Money amount) {}
        Sql.first(
                        em,
                        "select allocated from round_item where id = ? and status in ('LISTED', 'APPROVED')",
                        row -> new Stopped(row.money("allocated")),
                        item)
                .ifPresent(stopped -> {
                    Sql.update(
                            em,
                            "update round_item set status = 'STOPPED', hold = null, reason = ? where id = ?",
                            reason,
                            item);
                    Budgets.post(
                            em,
                            caller,
                            new Budgets.Book(round.tenant(), round.policyId(), round.year()),
                            Kind.RELEASE,
                            List.of(new Budgets.Movement("item:" + item, stopped.amount())),
                            null,
                            reason);
                    RoundMessages.stopped(em, item);
                });
    }

    /** Ends the notices of a tenant whose last day has passed, and says how many there were. */
    int endDue(EntityManager em, int tenant, LocalDate today, Instant now) {
        return Sql.update(
                em,
                "update public_notice set ended_at = ? where tenant = ? and ended_at is null and until_day < ?",
                now,
                tenant,
                today);
    }

    /** Whether what was paid of a round is what was published. */
    RoundProof proof(EntityManager em, UUID round) {
        return Sql.first(em, """
                        with line as (
                            select l.*, i.status, b.arrived, s.sent,
                                case when i.status in ('STOPPED', 'DROPPED') then 'STOPPED' when i.status <> 'PAID' then 'WAITING'
                                    when s.sent = l.amount then 'PAID' end as part
                            from public_notice n join notice_line l on l.notice_id = n.id join round_item i on i.id = l.item_id
                            -- As item_paid() adds it up, which a hundred thousand calls would make slow.
                            cross join lateral (select
                                (select sum(p.amount) from payment p where p.item_id = l.item_id and p.status = 'SUCCEEDED') as arrived offset 0) b
                            cross join lateral (select coalesce(b.arrived, 0)
                                + coalesce((select sum(r.amount) from recovery_receipt r where r.item_id = l.item_id), 0)
                                - coalesce((select sum(c.amount) from recovery_share c where c.item_id = l.item_id), 0) as sent offset 0) s
                            where n.round_id = ?
                        )
                        select n.list_hash, n.items, n.total,
                            coalesce(encode(sha256(convert_to(string_agg(notice_text(l.ordinal, l.beneficiary, l.subject, l.amount), E'\\n' order by l.ordinal),
                                'UTF8')), 'hex'), '') as now_hash,
                            count(*) filter (where l.part = 'PAID')::int as paid_lines,
                            coalesce(sum(l.amount) filter (where l.part = 'PAID'), 0) as paid_amount,
                            count(*) filter (where l.part = 'STOPPED')::int as stopped_lines,
                            coalesce(sum(l.amount) filter (where l.part = 'STOPPED'), 0) as stopped_amount,
                            count(*) filter (where l.part = 'WAITING')::int as waiting_lines,
                            coalesce(sum(l.amount) filter (where l.part = 'WAITING'), 0) as waiting_amount,
                            count(*) filter (where l.part is null or l.sent > l.amount or l.part = 'STOPPED' and l.sent > 0)::int as different,
                            -- One payment at most of an item arrived, so those of lines are all unless something else was paid.
                            (select count(*)::int from payment p join payment_batch b on b.id = p.batch_id
                                where b.round_id = n.round_id and p.status = 'SUCCEEDED') - count(l.arrived)::int as stray
                        from public_notice n left join line l on true where n.round_id = ? group by n.id
                        """, Notices::proof, round, round)
                .orElseThrow(() -> new ProblemException(Problem.NOT_PUBLISHED, Map.of()));
    }

    private static RoundProof proof(Row row) {
        var published = new RoundProof.Part(row.integer("items"), row.money("total"));
        var paid = new RoundProof.Part(row.integer("paid_lines"), row.money("paid_amount"));
        var stopped = new RoundProof.Part(row.integer("stopped_lines"), row.money("stopped_amount"));
        var waiting = new RoundProof.Part(row.integer("waiting_lines"), row.money("waiting_amount"));
        int stray = row.integer("stray");
        int different = row.integer("different");
        boolean holds = row.text("list_hash").equals(row.text("now_hash"))
                && stray == 0
                && different == 0
                && paid.amount().plus(stopped.amount()).plus(waiting.amount()).equals(published.amount())
                && paid.lines() + stopped.lines() + waiting.lines() == published.lines();
        return new RoundProof(
                row.text("list_hash"),
                row.text("now_hash"),
                published,
                paid,
                stopped,
                waiting,
                stray,
                different,
                holds);
    }

    private static Notice notice(Row row) {
        return new Notice(
                row.uuid("id"),
                row.integer("tenant"),
                new Text(row.text("tenant_zh"), row.text("tenant_en")),
                new Text(row.text("title_zh"), row.text("title_en")),
                row.text("basis"),
                row.date("published_on"),
                row.date("until_day"),
                row.integer("working_days"),
                row.integer("items"),
                row.money("total"),
                row.text("list_hash"),
                row.text("signature"),
                row.instant("published_at"),
                row.optionalInstant("ended_at").orElse(null));
    }

    private static Objection objection(Row row, boolean personal) {
        return new Objection(
                row.uuid("id"),
                row.uuid("round_id"),
                new Text(row.text("title_zh"), row.text("title_en")),
                row.integer("ordinal"),
                row.text("beneficiary"),
                row.money("amount"),
                personal ? row.text("objector") : "",
                personal ? row.text("contact") : "",
                row.text("text"),
                row.instant("raised_at"),
                row.bool("decided") ? row.bool("yes") : null,
                row.optionalText("reason").orElse(null),
                row.optionalText("decided_by").orElse(null),
                row.optionalInstant("decided_at").orElse(null));
    }
}
