package org.longji.disbursement;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.longji.audit.Journal;
import org.longji.disbursement.BankMismatch.Closing;
import org.longji.disbursement.BankMismatch.Kind;
import org.longji.disbursement.BankReport.Format;
import org.longji.disbursement.BankReportReader.Line;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.Clocks;
import org.longji.shared.FieldChecks;
import org.longji.shared.Json;
import org.longji.shared.Page;
import org.longji.shared.ProblemException;
import org.longji.shared.Row;
import org.longji.shared.Sha256;
import org.longji.shared.Sql;
import org.longji.shared.Transactions;

/**
 * What the bank says, and reconciliation. A report is taken in whole or not at all; what agrees moves payments and money, what was known
 * changes nothing, and what contradicts waits for an officer, who closes it with a reason.
 */
@Dependent
public class BankReports {

    private static final int CHUNK = 1_000;
    private static final int LONG = 2_000;
    private static final int WORDS = 500;

    private final Transactions transactions;
    private final Journal journal;
    private final Clock clock;

    @Inject
    public BankReports(Transactions transactions, Journal journal, Clock clock) {
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Takes a file in: pain.002 or CSV. The same bytes again give the same report and change nothing.
     *
     * @throws ProblemException FILE_NOT_READABLE when it is neither
     */
    public BankReport take(Caller caller, int tenant, String name, Path file) {
        var scope = caller.ownScope(tenant, Capability.PAY);
        try (var in = Files.newInputStream(file)) {
            var hash = Sha256.hex(in);
            var format = BankReportReader.format(file);
            return transactions.within(
                    scope,
                    em -> take(
                            em,
                            caller,
                            tenant,
                            hash,
                            format,
                            name,
                            lines -> BankReportReader.read(file, format, lines)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the bank's word on one payment. The same words again change nothing. */
    public BankReport say(Caller caller, int tenant, UUID payment, BankReport.Word word) {
        var scope = caller.ownScope(tenant, Capability.PAY);
        new FieldChecks()
                .present(word.status(), "status")
                .atMost(word.reason(), WORDS, "reason")
                .atMost(word.reference(), WORDS, "reference")
                .done();
        return transactions.within(scope, em -> {
            var id = PaymentBatches.payment(em, scope, payment).endToEndId();
            var line = new Line(
                    1,
                    id,
                    Optional.ofNullable(word.status()),
                    String.valueOf(word.status()),
                    Optional.ofNullable(word.amount()),
                    Optional.ofNullable(word.reason()),
                    Optional.ofNullable(word.reference()),
                    Optional.ofNullable(word.day()),
                    true);
            return take(em, caller, tenant, Sha256.hex(Json.write(line)), Format.API, id, lines -> lines.accept(line));
        });
    }

    private BankReport take(
            EntityManager em,
            Caller caller,
            int tenant,
            String hash,
            Format format,
            String name,
            Consumer<Consumer<Line>> source) {
        PaymentActs.begin(em, caller, tenant);
        var known = Sql.first(
                em, "select * from bank_report where tenant = ? and hash = ?", BankReports::read, tenant, hash);
        if (known.isPresent()) {
            return known.get();
        }
        var id = UUID.randomUUID();
        Sql.update(
                em,
                "insert into bank_report (id, tenant, hash, format, name, taken_by, taken_at) values (?, ?, ?, ?, ?, ?, ?)",
                id,
                tenant,
                hash,
                format,
                name.length() > WORDS ? name.substring(0, WORDS) : name,
                caller.displayName(),
                clock.instant());
        var taking = new Taking(em, caller, tenant, id);
        source.accept(taking::line);
        taking.flush();
        Sql.update(
                em,
                "update bank_report set lines = ?, applied = ?, unchanged = ?, mismatches = ? where id = ?",
                taking.lines,
                taking.applied,
                taking.unchanged,
                taking.mismatches,
                id);
        var report = report(em, tenant, id);
        journal.append(em, tenant, caller, "BANK_REPORT_TAKEN", "bank-report", id.toString(), null, report);
        return report;
    }

    private record Ours(UUID id, String endToEndId, PaymentStatus status, Money amount, boolean recovered) {}

    private record Step(Ours payment, Line line, PaymentStatus to) {}

    private record Wrong(Line line, Kind kind, Optional<Ours> payment) {}

    private record Standing(PaymentStatus status, @Nullable String reason) {}

    /** One report on its way in, a thousand lines at a time. */
    private final class Taking {

        private final EntityManager em;
        private final Caller caller;
        private final int tenant;
        private final UUID report;
        private final List<Line> waiting = new ArrayList<>();
        private final Set<String> seen = new HashSet<>();
        private int lines;
        private int applied;
        private int unchanged;
        private int mismatches;

        Taking(EntityManager em, Caller caller, int tenant, UUID report) {
            this.em = em;
            this.caller = caller;
            this.tenant = tenant;
            this.report = report;
        }

        void line(Line line) {
            waiting.add(line);
            if (waiting.size() == CHUNK) {
                flush();
            }
        }

        void flush() {
            var payments = payments(
                    em,
                    tenant,
                    waiting.stream().map(Line::endToEndId).distinct().toList());
            var steps = new ArrayList<Step>();
            var wrong = new ArrayList<Wrong>();
            for (var line : waiting) {
                var payment = Optional.ofNullable(payments.get(line.endToEndId()));
                var kind = wrong(line, payment);
                if (kind.isPresent()) {
                    wrong.add(new Wrong(line, kind.get(), payment));
                    continue;
                }
                var ours = payment.orElseThrow();
                var to = next(ours.status(), line.word().orElseThrow());
                if (to.isPresent()) {
                    steps.add(new Step(ours, line, to.get()));
                } else {
                    unchanged++;
                }
            }
            // What came back had arrived, even where the bank never said so.
            move(steps.stream()
                    .filter(step -> step.to() == PaymentStatus.RETURNED
                            && step.payment().status() == PaymentStatus.SENT)
                    .map(step -> new Step(step.payment(), step.line(), PaymentStatus.SUCCEEDED))
                    .toList());
            move(steps);
            RoundMessages.paid(em, ended(steps, PaymentStatus.SUCCEEDED));
            RoundMessages.notPaid(em, ended(steps, PaymentStatus.FAILED, PaymentStatus.RETURNED));
            note(wrong);
            lines += waiting.size();
            applied += steps.size();
            mismatches += wrong.size();
            waiting.clear();
        }

        private static List<UUID> ended(List<Step> steps, PaymentStatus... how) {
            return steps.stream()
                    .filter(step -> List.of(how).contains(step.to()))
                    .map(step -> step.payment().id())
                    .toList();
        }

        private Optional<Kind> wrong(Line line, Optional<Ours> payment) {
            if (payment.isEmpty()) {
                return Optional.of(Kind.UNKNOWN_ID);
            }
            if (!seen.add(line.endToEndId())) {
                return Optional.of(Kind.DUPLICATE_LINE);
            }
            if (line.word().isEmpty() || !line.sane()) {
                return Optional.of(Kind.NOT_READABLE);
            }
            var ours = payment.get();
            if (line.amount().isPresent() && !line.amount().get().equals(ours.amount())) {
                return Optional.of(Kind.WRONG_AMOUNT);
            }
            return contradicts(ours, line.word().get()) ? Optional.of(Kind.CONTRADICTION) : Optional.empty();
        }

        private void move(List<Step> steps) {
            if (steps.isEmpty()) {
                return;
            }
            var now = clock.instant();
            // By their ids and no join: a planner that expects one row behind the policies would hold every payment
            // of the tenant against every line.
            Sql.update(
                    em,
                    """
                    update payment p set status = x.status[array_position(x.ids, p.id)],
                        bank_reason = coalesce(nullif(x.reason[array_position(x.ids, p.id)], ''), p.bank_reason),
                        bank_reference = coalesce(nullif(x.reference[array_position(x.ids, p.id)], ''), p.bank_reference),
                        bank_day = coalesce(nullif(x.day[array_position(x.ids, p.id)], '')::date, p.bank_day), settled_at = ?
                    from (select ?::uuid[] as ids, ?::text[] as status, ?::text[] as reason, ?::text[] as reference, ?::text[] as day) x
                    where p.id = any (x.ids)
                    """,
                    now,
                    steps.stream().map(step -> step.payment().id()).toList(),
                    steps.stream().map(step -> step.to().name()).toList(),
                    steps.stream().map(step -> step.line().reason().orElse("")).toList(),
                    steps.stream()
                            .map(step -> step.line().reference().orElse(""))
                            .toList(),
                    steps.stream()
                            .map(step -> step.line().day().map(Object::toString).orElse(""))
                            .toList());
            journal.appendAll(
                    em,
                    tenant,
                    caller,
                    "PAYMENT_STATUS",
                    "payment",
                    steps.stream().map(step -> step.payment().id().toString()).toList(),
                    steps.stream()
                            .map(step -> Json.write(new Standing(step.payment().status(), null)))
                            .toList(),
                    steps.stream()
                            .map(step -> Json.write(
                                    new Standing(step.to(), step.line().reason().orElse(null))))
                            .toList());
        }

        private void note(List<Wrong> wrong) {
            Sql.batch(
                    em,
                    """
                    insert into bank_mismatch (id, tenant, report_id, line, kind, end_to_end_id, payment_id, said_status, said_amount,
                        said_reason, our_status, our_amount)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    wrong.stream()
                            .map(one -> new @Nullable Object[] {
                                UUID.randomUUID(),
                                tenant,
                                report,
                                one.line().number(),
                                one.kind(),
                                one.line().endToEndId(),
                                one.payment().map(Ours::id),
                                one.line()
                                        .word()
                                        .map(BankWord::name)
                                        .orElse(one.line().said()),
                                one.line().amount(),
                                one.line().reason(),
                                one.payment().map(Ours::status),
                                one.payment().map(Ours::amount)
                            })
                            .toList());
        }
    }

    /** Whether what the bank says does not follow from how a payment stands. */
    private static boolean contradicts(Ours ours, BankWord word) {
        return switch (ours.status()) {
            // The bank cannot know them.
            case READY, CANCELLED -> true;
            case SENT -> false;
            case SUCCEEDED -> word == BankWord.FAILED || word == BankWord.RETURNED && ours.recovered();
            case FAILED -> word == BankWord.SUCCEEDED || word == BankWord.RETURNED;
            // It did arrive before it came back: an older word, late.
            case RETURNED -> word == BankWord.FAILED;
        };
    }

    /** What a payment becomes by a word that does not contradict; empty where it stays. */
    private static Optional<PaymentStatus> next(PaymentStatus status, BankWord word) {
        return switch (word) {
            case PENDING -> Optional.empty();
            case SUCCEEDED -> status == PaymentStatus.SENT ? Optional.of(PaymentStatus.SUCCEEDED) : Optional.empty();
            case FAILED -> status == PaymentStatus.SENT ? Optional.of(PaymentStatus.FAILED) : Optional.empty();
            case RETURNED ->
                status == PaymentStatus.SENT || status == PaymentStatus.SUCCEEDED
                        ? Optional.of(PaymentStatus.RETURNED)
                        : Optional.empty();
        };
    }

    private static Map<String, Ours> payments(EntityManager em, int tenant, Collection<String> ids) {
        var payments = new HashMap<String, Ours>();
        Sql.stream(
                em,
                // Each by itself: a planner that has not heard of the batch yet would go through all payments of the
                // tenant.
                """
                select p.*, exists (select 1 from recovery_share s where s.item_id = p.item_id) as recovered
                from unnest(?::text[]) k(id)
                cross join lateral (select p.id, p.end_to_end_id, p.status, p.amount, p.item_id from payment p
                    where p.end_to_end_id = k.id and p.tenant = ? limit 1) p
                """,
                0,
                row -> payments.put(
                        row.text("end_to_end_id"),
                        new Ours(
                                row.uuid("id"),
                                row.text("end_to_end_id"),
                                row.constant("status", PaymentStatus.class),
                                row.money("amount"),
                                row.bool("recovered"))),
                ids,
                tenant);
        return payments;
    }

    /** Reports, the newest first. */
    public Page<BankReport> list(Caller caller, int tenant, @Nullable String after, int limit) {
        var scope = caller.scope(tenant, Capability.DISBURSEMENT_READ);
        var at = after == null ? null : Instant.parse(after.substring(0, after.indexOf('|')));
        var id = after == null ? null : UUID.fromString(after.substring(after.indexOf('|') + 1));
        return transactions.within(scope, em -> {
            var rows = Sql.query(em, """
                    select * from bank_report r where r.tenant between ? and ?
                        and (?::timestamptz is null or (r.taken_at, r.id) < (?::timestamptz, ?::uuid))
                    order by r.taken_at desc, r.id desc limit ?
                    """, BankReports::read, scope.low(), scope.high(), at, at, id, limit + 1);
            return Page.of(rows, limit, report -> report.takenAt() + "|" + report.id());
        });
    }

    /** One report. */
    public BankReport details(Caller caller, int tenant, UUID id) {
        var scope = caller.scope(tenant, Capability.DISBURSEMENT_READ);
        return transactions.within(
                scope,
                em -> Sql.first(
                                em,
                                "select * from bank_report where id = ? and tenant between ? and ?",
                                BankReports::read,
                                id,
                                scope.low(),
                                scope.high())
                        .orElseThrow(() -> PaymentActs.notFound(id)));
    }

    /** What does not agree, of one report or of all; the open ones first, then the newest. */
    public Page<BankMismatch> mismatches(
            Caller caller, int tenant, @Nullable UUID report, boolean openOnly, @Nullable String after, int limit) {
        var scope = caller.scope(tenant, Capability.DISBURSEMENT_READ);
        var id = after == null ? null : UUID.fromString(after);
        return transactions.within(scope, em -> {
            var rows = Sql.query(
                    em,
                    MISMATCHES + """
                             where w.tenant between ? and ? and (?::uuid is null or w.report_id = ?::uuid) and (not ? or w.closed_at is null)
                                and (?::uuid is null or (w.closed_at is not null, r.taken_at, r.id, w.line, w.id) >
                                    (select v.closed_at is not null, s.taken_at, s.id, v.line, v.id
                                     from bank_mismatch v join bank_report s on s.id = v.report_id where v.id = ?::uuid))
                             order by w.closed_at is not null, r.taken_at, r.id, w.line, w.id limit ?
                            """,
                    BankReports::mismatch,
                    scope.low(),
                    scope.high(),
                    report,
                    report,
                    openOnly,
                    id,
                    id,
                    limit + 1);
            return Page.of(rows, limit, one -> one.id().toString());
        });
    }

    /**
     * Closes what did not agree. Where the bank turned out to be right that a payment arrived of which it had said that it failed, the
     * payment becomes a success; nothing else is taken over by hand.
     *
     * @throws ProblemException NOT_NOW where it was closed, or where the bank's word cannot be taken over
     */
    public BankMismatch close(Caller caller, int tenant, UUID id, Closing closing) {
        var scope = caller.ownScope(tenant, Capability.PAY);
        new FieldChecks()
                .present(closing.accepted(), "accepted")
                .present(closing.reason(), "reason")
                .atMost(closing.reason(), LONG, "reason")
                .done();
        boolean accepted = Boolean.TRUE.equals(closing.accepted());
        return transactions.within(scope, em -> {
            PaymentActs.begin(em, caller, tenant);
            var one = mismatch(em, tenant, id);
            if (one.closedAt() != null) {
                throw PaymentActs.wrongStatus(new Text("该差异", "the mismatch"), "CLOSED");
            }
            if (accepted && !acceptable(em, one)) {
                throw PaymentActs.wrongStatus(new Text("该笔付款", "the payment"), String.valueOf(one.ourStatus()));
            }
            Sql.update(
                    em,
                    "update bank_mismatch set accepted = ?, closed_by_id = ?, closed_by = ?, closed_at = ?, reason = ? where id = ?",
                    accepted,
                    caller.accountId(),
                    caller.displayName(),
                    clock.instant(),
                    Objects.requireNonNull(closing.reason()).strip(),
                    id);
            if (accepted) {
                Sql.update(
                        em,
                        "update payment set status = 'SUCCEEDED', settled_at = ?, bank_day = ? where id = ?",
                        clock.instant(),
                        LocalDate.ofInstant(clock.instant(), Clocks.CHINA),
                        one.payment());
                RoundMessages.paid(em, List.of(Objects.requireNonNull(one.payment())));
            }
            var closed = mismatch(em, tenant, id);
            journal.append(em, tenant, caller, "BANK_MISMATCH_CLOSED", "bank-mismatch", id.toString(), one, closed);
            return closed;
        });
    }

    /** A payment that failed, arrived after all, and whose item was not paid otherwise meanwhile. */
    private static boolean acceptable(EntityManager em, BankMismatch one) {
        return one.kind() == Kind.CONTRADICTION
                && BankWord.SUCCEEDED.name().equals(one.saidStatus())
                && Sql.first(em, """
                                select p.status from payment p join round_item i on i.id = p.item_id
                                where p.id = ? and p.status = 'FAILED' and i.status = 'APPROVED' and p.amount = i.allocated - item_offset(i.id)
                                    and not exists (select 1 from payment q where q.item_id = p.item_id
                                        and q.status in ('READY', 'SENT', 'SUCCEEDED'))
                                """, row -> row.text("status"), one.payment()).isPresent();
    }

    private static final String MISMATCHES = """
            select w.*, r.name, w.accepted is not null as decided, coalesce(w.accepted, false) as yes
            from bank_mismatch w join bank_report r on r.id = w.report_id
            """;

    private static BankMismatch mismatch(EntityManager em, int tenant, UUID id) {
        return Sql.first(em, MISMATCHES + " where w.id = ? and w.tenant = ?", BankReports::mismatch, id, tenant)
                .orElseThrow(() -> PaymentActs.notFound(id));
    }

    private static BankMismatch mismatch(Row row) {
        return new BankMismatch(
                row.uuid("id"),
                row.integer("tenant"),
                row.uuid("report_id"),
                row.text("name"),
                row.integer("line"),
                row.constant("kind", Kind.class),
                row.text("end_to_end_id"),
                row.optionalUuid("payment_id").orElse(null),
                row.optionalText("said_status").orElse(null),
                row.optionalMoney("said_amount").orElse(null),
                row.optionalText("said_reason").orElse(null),
                row.optionalText("our_status").orElse(null),
                row.optionalMoney("our_amount").orElse(null),
                row.bool("decided") ? row.bool("yes") : null,
                row.optionalText("closed_by").orElse(null),
                row.optionalInstant("closed_at").orElse(null),
                row.optionalText("reason").orElse(null));
    }

    private static BankReport report(EntityManager em, int tenant, UUID id) {
        return Sql.first(em, "select * from bank_report where id = ? and tenant = ?", BankReports::read, id, tenant)
                .orElseThrow(() -> PaymentActs.notFound(id));
    }

    private static BankReport read(Row row) {
        return new BankReport(
                row.uuid("id"),
                row.integer("tenant"),
                row.text("hash"),
                row.constant("format", Format.class),
                row.text("name"),
                row.integer("lines"),
                row.integer("applied"),
                row.integer("unchanged"),
                row.integer("mismatches"),
                row.text("taken_by"),
                row.instant("taken_at"));
    }
}
