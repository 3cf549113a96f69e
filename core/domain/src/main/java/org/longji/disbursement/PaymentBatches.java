package org.longji.disbursement;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.audit.Journal;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.FieldChecks;
import org.longji.shared.Page;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/**
 * Batches of payments. A batch is prepared out of what a round approved, after the checks; it is sent, from when on its files can be
 * fetched; and it is settled when the bank has answered to every payment. What was not sent can be withdrawn.
 */
@Dependent
public class PaymentBatches {

    private static final Text BATCH = new Text("该批次", "the batch");
    private static final int LONG = 2_000;
    private static final int PURPOSE = 140;

    private static final String BATCHES = """
            select b.*, r.title_zh, r.title_en, n.ready, n.sent, n.succeeded, n.failed, n.returned, n.cancelled
            from payment_batch b join payment_round r on r.id = b.round_id
            cross join lateral (select count(*) filter (where p.status = 'READY')::int as ready,
                    count(*) filter (where p.status = 'SENT')::int as sent, count(*) filter (where p.status = 'SUCCEEDED')::int as succeeded,
                    count(*) filter (where p.status = 'FAILED')::int as failed, count(*) filter (where p.status = 'RETURNED')::int as returned,
                    count(*) filter (where p.status = 'CANCELLED')::int as cancelled
                from payment p where p.batch_id = b.id) n
            """;

    private final Transactions transactions;
    private final Journal journal;
    private final Clock clock;

    @Inject
    public PaymentBatches(Transactions transactions, Journal journal, Clock clock) {
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /** The tenant's rounds that are being paid, those with something left first. */
    public List<PayableRound> rounds(Caller caller, int tenant) {
        var scope = caller.scope(tenant, Capability.DISBURSEMENT_READ);
        return transactions.within(
                scope,
                em -> Sql.query(
                        em,
                        """
                        select r.id, r.tenant, r.title_zh, r.title_en, r.year, r.number, r.status, n.*
                        from payment_round r
                        cross join lateral (
                            select count(*) filter (where i.status = 'APPROVED' and i.hold is null and not l.live)::int as waiting,
                                count(*) filter (where i.status = 'APPROVED' and i.hold is not null)::int as held,
                                count(*) filter (where i.status = 'APPROVED' and l.live)::int as underway,
                                count(*) filter (where i.status = 'PAID')::int as paid,
                                count(*) filter (where i.status = 'APPROVED' and i.hold is null and not l.live and l.refused)::int as refused,
                                coalesce(sum(i.allocated) filter (where i.status = 'APPROVED'), 0) as remaining,
                                coalesce(sum(i.allocated) filter (where i.status = 'PAID'), 0) as paid_amount
                            from round_item i
                            cross join lateral (select coalesce(bool_or(p.status in ('READY', 'SENT', 'SUCCEEDED')), false) as live,
                                    coalesce(bool_or(p.status in ('FAILED', 'RETURNED')), false) as refused
                                from payment p where p.item_id = i.id) l
                            where i.round_id = r.id) n
                        where r.tenant between ? and ? and r.status in ('PAYMENT', 'CLOSED')
                        order by r.status desc, r.opened_at desc, r.id limit 200
                        """,
                        row -> new PayableRound(
                                row.uuid("id"),
                                row.integer("tenant"),
                                new Text(row.text("title_zh"), row.text("title_en")),
                                row.integer("year"),
                                row.integer("number"),
                                row.text("status"),
                                row.integer("waiting"),
                                row.integer("held"),
                                row.integer("underway"),
                                row.integer("paid"),
                                row.integer("refused"),
                                row.money("remaining"),
                                row.money("paid_amount")),
                        scope.low(),
                        scope.high()));
    }

    /** What a batch of the round would hold now and what would be kept out of it; nothing is written. */
    public PaymentPreparation look(Caller caller, int tenant, UUID round, boolean again) {
        var scope = caller.scope(tenant, Capability.DISBURSEMENT_READ);
        return transactions.within(scope, em -> {
            checkRound(em, scope, round);
            var candidates = PaymentChecks.candidates(em, tenant, round, again, Optional.empty());
            var found = PaymentChecks.examine(em, tenant, candidates, LocalDate.now(clock));
            return preparation(passed(candidates, found), List.of(), found);
        });
    }

    private static PaymentPreparation preparation(
            List<PaymentCandidate> passed, List<PaymentBatch> batches, List<PaymentChecks.Found> found) {
        return new PaymentPreparation(
                passed.size(),
                Money.sum(passed.stream().map(PaymentCandidate::amount).toList()),
                batches,
                found.stream().map(PaymentChecks.Found::finding).toList());
    }

    private static List<PaymentCandidate> passed(List<PaymentCandidate> candidates, List<PaymentChecks.Found> found) {
        var held = new HashSet<UUID>();
        found.forEach(one -> held.add(one.candidate().item()));
        return candidates.stream().filter(one -> !held.contains(one.item())).toList();
    }

    /**
     * Cuts batches out of what the round approved. What a check found waits for another officer; the rest is in batches, not yet sent.
     *
     * @throws ProblemException ROUND_NOT_PAYABLE unless the round is to be paid
     */
    public PaymentPreparation prepare(Caller caller, int tenant, UUID round, PaymentBatchForm form) {
        var scope = caller.ownScope(tenant, Capability.PAY);
        var today = LocalDate.now(clock);
        form.check(today);
        return transactions.within(scope, em -> {
            PaymentActs.begin(em, caller, tenant);
            var title = payableRound(em, tenant, round);
            var only = Optional.ofNullable(form.items()).filter(items -> !items.isEmpty());
            var candidates = PaymentChecks.candidates(em, tenant, round, Boolean.TRUE.equals(form.again()), only);
            var found = PaymentChecks.examine(em, tenant, candidates, today);
            PaymentHolds.hold(em, journal, caller, tenant, found, clock.instant());
            var passed = passed(candidates, found);
            var batches = new ArrayList<PaymentBatch>();
            for (int from = 0; from < passed.size(); from += form.mostOrUsual()) {
                var part = passed.subList(from, Math.min(passed.size(), from + form.mostOrUsual()));
                batches.add(batch(em, caller, tenant, round, title, form, part));
            }
            return preparation(passed, batches, found);
        });
    }

    private static void checkRound(EntityManager em, TenantScope scope, UUID round) {
        Sql.first(
                        em,
                        "select status from payment_round where id = ? and tenant between ? and ?",
                        row -> row.text("status"),
                        round,
                        scope.low(),
                        scope.high())
                .orElseThrow(() -> PaymentActs.notFound(round));
    }

    private static String payableRound(EntityManager em, int tenant, UUID round) {
        record Title(String status, String zh) {}
        var one = Sql.first(
                        em,
                        "select status, title_zh from payment_round where id = ? and tenant = ?",
                        row -> new Title(row.text("status"), row.text("title_zh")),
                        round,
                        tenant)
                .orElseThrow(() -> PaymentActs.notFound(round));
        if (!one.status().equals("PAYMENT")) {
            throw new ProblemException(Problem.ROUND_NOT_PAYABLE, Map.of("status", one.status()));
        }
        return one.zh();
    }

    private PaymentBatch batch(
            EntityManager em,
            Caller caller,
            int tenant,
            UUID round,
            String title,
            PaymentBatchForm form,
            List<PaymentCandidate> part) {
        var id = UUID.randomUUID();
        Sql.update(
                em,
                """
                insert into payment_batch (id, tenant, round_id, number, status, payments, total, payer, payer_bank, payer_account,
                    execution_day, prepared_by_id, prepared_by, prepared_at)
                values (?, ?, ?, 1 + (select count(*) from payment_batch b where b.round_id = ?), 'PREPARED', ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                id,
                tenant,
                round,
                round,
                part.size(),
                Money.sum(part.stream().map(PaymentCandidate::amount).toList()),
                Objects.requireNonNull(form.payer()).strip(),
                Objects.requireNonNull(form.payerBank()).strip(),
                PaymentChecks.digits(Objects.requireNonNull(form.payerAccount())),
                form.executionDay(),
                caller.accountId(),
                caller.displayName(),
                // Whole milliseconds: the file says when it was made, and says it again the same way.
                Instant.ofEpochMilli(clock.millis()));
        Sql.update(
                em,
                """
                insert into payment (id, tenant, batch_id, round_id, item_id, attempt, position, amount, beneficiary_code, payee, bank, account, purpose, status)
                select x.id, ?, ?, ?, x.item, x.attempt, x.position, x.amount::numeric, x.code, x.payee, x.bank, x.account, x.purpose, 'READY'
                from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) with ordinality as x(id, item, attempt, amount, code, payee, bank, account, purpose, position)
                """,
                tenant,
                id,
                round,
                part.stream().map(one -> UUID.randomUUID()).toList(),
                part.stream().map(PaymentCandidate::item).toList(),
                part.stream().map(one -> one.attempts() + 1).toList(),
                part.stream().map(one -> one.amount().toString()).toList(),
                part.stream().map(PaymentCandidate::beneficiaryCode).toList(),
                part.stream().map(one -> one.target().orElseThrow().payee()).toList(),
                part.stream().map(one -> one.target().orElseThrow().bank()).toList(),
                part.stream().map(one -> one.target().orElseThrow().account()).toList(),
                part.stream().map(one -> purpose(title, one.number())).toList());
        Sql.update(
                em,
                "update payment_batch set csv_hash = ?, xml_hash = ? where id = ?",
                hash(em, tenant, id, BankFile.Format.CSV),
                hash(em, tenant, id, BankFile.Format.XML),
                id);
        var batch = found(em, tenant, id);
        journal.append(em, tenant, caller, "PAYMENT_BATCH_PREPARED", "payment-batch", id.toString(), null, batch);
        return batch;
    }

    private static String purpose(String title, String number) {
        var room = PURPOSE - number.length() - 1;
        return (title.length() > room ? title.substring(0, Math.max(0, room)) : title) + " " + number;
    }

    private static String hash(EntityManager em, int tenant, UUID id, BankFile.Format format) {
        try (var hashed = new BankFile.Hashed()) {
            write(em, found(em, tenant, id), format, hashed);
            return hashed.hex();
        } catch (IOException e) {
            throw new IllegalStateException("Nothing is written anywhere", e);
        }
    }

    private static void write(EntityManager em, PaymentBatch batch, BankFile.Format format, OutputStream out)
            throws IOException {
        try (var file = BankFile.begin(format, batch, out)) {
            Sql.stream(
                    em,
                    "select position, end_to_end_id, amount, payee, bank, account, purpose from payment where batch_id = ? order by position",
                    1_000,
                    row -> file.payment(new BankFile.Line(
                            row.integer("position"),
                            row.text("end_to_end_id"),
                            row.money("amount"),
                            row.text("payee"),
                            row.text("bank"),
                            row.text("account"),
                            row.text("purpose"))),
                    batch.id());
        }
    }

    /**
     * Writes a batch's file; the same bytes every time, from the moment it was sent.
     *
     * @throws ProblemException BATCH_NOT_SENT before that: what can still be withdrawn does not leave the house
     */
    public void file(Caller caller, int tenant, UUID batch, BankFile.Format format, OutputStream out) {
        transactions.within(caller.ownScope(tenant, Capability.PAY), em -> {
            var one = readable(em, tenant, batch);
            if (!Objects.equals(
                    hash(em, tenant, batch, format), format == BankFile.Format.CSV ? one.csvHash() : one.xmlHash())) {
                throw new IllegalStateException("The file of batch " + batch + " is not the one that was prepared");
            }
            try {
                write(em, one, format, out);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            return batch;
        });
    }

    /** The same without a byte, so that what would be refused is refused before the first one. */
    public PaymentBatch readable(Caller caller, int tenant, UUID batch) {
        return transactions.within(caller.ownScope(tenant, Capability.PAY), em -> readable(em, tenant, batch));
    }

    private static PaymentBatch readable(EntityManager em, int tenant, UUID batch) {
        var one = found(em, tenant, batch);
        if (one.status() != PaymentBatchStatus.SENT && one.status() != PaymentBatchStatus.SETTLED) {
            throw new ProblemException(Problem.BATCH_NOT_SENT, Map.of());
        }
        return one;
    }

    /**
     * Sends a batch: its files can be fetched from now on, and only the bank's word says what became of it. Again, it changes nothing.
     *
     * @throws ProblemException PAYMENTS_HELD where an item of it was held since
     */
    public PaymentBatch send(Caller caller, int tenant, UUID batch) {
        return transactions.within(caller.ownScope(tenant, Capability.PAY), em -> {
            PaymentActs.begin(em, caller, tenant);
            var one = found(em, tenant, batch);
            if (one.status() == PaymentBatchStatus.SENT || one.status() == PaymentBatchStatus.SETTLED) {
                return one;
            }
            if (one.status() != PaymentBatchStatus.PREPARED) {
                throw PaymentActs.wrongStatus(BATCH, one.status().name());
            }
            int held = Sql.first(
                            em,
                            "select count(*)::int as n from payment p join round_item i on i.id = p.item_id"
                                    + " where p.batch_id = ? and (i.hold is not null or i.status <> 'APPROVED')",
                            row -> row.integer("n"),
                            batch)
                    .orElseThrow();
            if (held > 0) {
                throw new ProblemException(Problem.PAYMENTS_HELD, Map.of("count", held));
            }
            Sql.update(em, "update payment set status = 'SENT' where batch_id = ?", batch);
            Sql.update(
                    em,
                    "update payment_batch set status = 'SENT', sent_by = ?, sent_at = ? where id = ?",
                    caller.displayName(),
                    clock.instant(),
                    batch);
            var sent = found(em, tenant, batch);
            journal.append(em, tenant, caller, "PAYMENT_BATCH_SENT", "payment-batch", batch.toString(), one, sent);
            return sent;
        });
    }

    /**
     * Withdraws a batch that was not sent; its items can go into another one.
     *
     * @throws ProblemException NOT_NOW once it was sent
     */
    public PaymentBatch cancel(Caller caller, int tenant, UUID batch, @Nullable String reason) {
        var scope = caller.ownScope(tenant, Capability.PAY);
        new FieldChecks()
                .present(reason, "reason")
                .atMost(reason, LONG, "reason")
                .done();
        return transactions.within(scope, em -> {
            PaymentActs.begin(em, caller, tenant);
            var one = found(em, tenant, batch);
            if (one.status() != PaymentBatchStatus.PREPARED) {
                throw PaymentActs.wrongStatus(BATCH, one.status().name());
            }
            Sql.update(em, "update payment set status = 'CANCELLED' where batch_id = ?", batch);
            Sql.update(
                    em,
                    "update payment_batch set status = 'CANCELLED', cancelled_by = ?, cancelled_at = ?, reason = ? where id = ?",
                    caller.displayName(),
                    clock.instant(),
                    Objects.requireNonNull(reason).strip(),
                    batch);
            var cancelled = found(em, tenant, batch);
            journal.append(
                    em, tenant, caller, "PAYMENT_BATCH_CANCELLED", "payment-batch", batch.toString(), one, cancelled);
            return cancelled;
        });
    }

    /** The batches of a round, or of all, the newest first. */
    public Page<PaymentBatch> list(Caller caller, int tenant, @Nullable UUID round, @Nullable String after, int limit) {
        var scope = caller.scope(tenant, Capability.DISBURSEMENT_READ);
        var at = after == null ? null : Instant.parse(after.substring(0, after.indexOf('|')));
        var id = after == null ? null : UUID.fromString(after.substring(after.indexOf('|') + 1));
        return transactions.within(scope, em -> {
            if (round != null) {
                checkRound(em, scope, round);
            }
            var rows = Sql.query(
                    em,
                    BATCHES + """
                             where b.tenant between ? and ? and (?::uuid is null or b.round_id = ?::uuid)
                                and (?::timestamptz is null or (b.prepared_at, b.id) < (?::timestamptz, ?::uuid))
                             order by b.prepared_at desc, b.id desc limit ?
                            """,
                    PaymentBatches::read,
                    scope.low(),
                    scope.high(),
                    round,
                    round,
                    at,
                    at,
                    id,
                    limit + 1);
            return Page.of(rows, limit, batch -> batch.preparedAt() + "|" + batch.id());
        });
    }

    /** One batch. */
    public PaymentBatch details(Caller caller, int tenant, UUID batch) {
        var scope = caller.scope(tenant, Capability.DISBURSEMENT_READ);
        return transactions.within(
                scope,
                em -> Sql.first(
                                em,
                                BATCHES + " where b.id = ? and b.tenant between ? and ?",
                                PaymentBatches::read,
                                batch,
                                scope.low(),
                                scope.high())
                        .orElseThrow(() -> PaymentActs.notFound(batch)));
    }

    /**
     * Payments in the order of their batches.
     *
     * @param after position of the previous page's last one
     */
    public Page<PaymentDetails> payments(
            Caller caller,
            int tenant,
            @Nullable UUID round,
            @Nullable UUID batch,
            @Nullable PaymentStatus status,
            @Nullable String after,
            int limit) {
        var scope = caller.scope(tenant, Capability.DISBURSEMENT_READ);
        var id = after == null ? null : UUID.fromString(after);
        return transactions.within(scope, em -> {
            var rows = Sql.query(
                    em,
                    PAYMENTS + """
                             where p.tenant between ? and ? and (?::uuid is null or p.round_id = ?::uuid) and (?::uuid is null or p.batch_id = ?::uuid)
                                and (?::text is null or p.status = ?::text)
                                and (?::uuid is null or (b.prepared_at, p.batch_id, p.position) >
                                    (select c.prepared_at, q.batch_id, q.position from payment q join payment_batch c on c.id = q.batch_id where q.id = ?::uuid))
                             order by b.prepared_at, p.batch_id, p.position limit ?
                            """,
                    PaymentBatches::payment,
                    scope.low(),
                    scope.high(),
                    round,
                    round,
                    batch,
                    batch,
                    status,
                    status,
                    id,
                    id,
                    limit + 1);
            return Page.of(rows, limit, payment -> payment.id().toString());
        });
    }

    /** One payment. */
    public PaymentDetails payment(Caller caller, int tenant, UUID id) {
        var scope = caller.scope(tenant, Capability.DISBURSEMENT_READ);
        return transactions.within(scope, em -> payment(em, scope, id));
    }

    static final String PAYMENTS = """
            select p.*, b.number as batch_number, i.number, i.beneficiary_name
            from payment p join payment_batch b on b.id = p.batch_id join round_item i on i.id = p.item_id
            """;

    static PaymentDetails payment(EntityManager em, TenantScope scope, UUID id) {
        return Sql.first(
                        em,
                        PAYMENTS + " where p.id = ? and p.tenant between ? and ?",
                        PaymentBatches::payment,
                        id,
                        scope.low(),
                        scope.high())
                .orElseThrow(() -> PaymentActs.notFound(id));
    }

    private static PaymentDetails payment(Row row) {
        return new PaymentDetails(
                row.uuid("id"),
                row.integer("tenant"),
                row.uuid("round_id"),
                row.uuid("batch_id"),
                row.integer("batch_number"),
                row.uuid("item_id"),
                row.text("number"),
                row.text("beneficiary_code"),
                row.text("beneficiary_name"),
                row.integer("attempt"),
                row.text("end_to_end_id"),
                row.integer("position"),
                row.money("amount"),
                row.text("payee"),
                row.text("bank"),
                row.text("account"),
                row.constant("status", PaymentStatus.class),
                row.optionalText("bank_reason").orElse(null),
                row.optionalText("bank_reference").orElse(null),
                row.optionalDate("bank_day").orElse(null),
                row.optionalInstant("settled_at").orElse(null));
    }

    private static PaymentBatch found(EntityManager em, int tenant, UUID id) {
        return Sql.first(em, BATCHES + " where b.id = ? and b.tenant = ?", PaymentBatches::read, id, tenant)
                .orElseThrow(() -> PaymentActs.notFound(id));
    }

    private static PaymentBatch read(Row row) {
        var byStatus = new EnumMap<PaymentStatus, Integer>(PaymentStatus.class);
        for (var status : PaymentStatus.values()) {
            int count = row.integer(status.name().toLowerCase(java.util.Locale.ROOT));
            if (count > 0) {
                byStatus.put(status, count);
            }
        }
        return new PaymentBatch(
                row.uuid("id"),
                row.integer("tenant"),
                row.uuid("round_id"),
                new Text(row.text("title_zh"), row.text("title_en")),
                row.integer("number"),
                row.constant("status", PaymentBatchStatus.class),
                row.integer("payments"),
                row.money("total"),
                row.text("payer"),
                row.text("payer_bank"),
                row.text("payer_account"),
                row.date("execution_day"),
                row.optionalText("csv_hash").orElse(null),
                row.optionalText("xml_hash").orElse(null),
                row.text("prepared_by"),
                row.instant("prepared_at"),
                row.optionalText("sent_by").orElse(null),
                row.optionalInstant("sent_at").orElse(null),
                row.optionalInstant("settled_at").orElse(null),
                row.optionalInstant("cancelled_at").orElse(null),
                row.optionalText("reason").orElse(null),
                byStatus);
    }
}
