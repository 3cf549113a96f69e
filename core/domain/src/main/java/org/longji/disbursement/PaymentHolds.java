package org.longji.disbursement;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.audit.Journal;
import org.longji.plugin.api.Text;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.FieldChecks;
import org.longji.shared.Json;
import org.longji.shared.Page;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.shared.Transactions;

/** Items that wait although they are approved, and what lets them go: a reason, given by another officer. */
@Dependent
public class PaymentHolds {

    private static final int LONG = 2_000;

    private final Transactions transactions;
    private final Journal journal;
    private final Clock clock;

    @Inject
    public PaymentHolds(Transactions transactions, Journal journal, Clock clock) {
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /** Holds what checks found, in the running transaction. */
    static void hold(
            EntityManager em, Journal journal, Caller caller, int tenant, List<PaymentChecks.Found> found, Instant at) {
        if (found.isEmpty()) {
            return;
        }
        Sql.update(
                em,
                """
                insert into payment_hold (id, tenant, item_id, check_code, detail_zh, detail_en, fingerprint, set_by_id, set_by, set_at)
                select gen_random_uuid(), ?, x.item, x.code, x.zh, x.en, x.fingerprint, ?, ?, ?
                from unnest(?, ?, ?, ?, ?) as x(item, code, zh, en, fingerprint) on conflict do nothing
                """,
                tenant,
                caller.accountId(),
                caller.displayName(),
                at,
                found.stream().map(one -> one.candidate().item()).toList(),
                found.stream().map(one -> one.check().name()).toList(),
                found.stream().map(one -> one.detail().zh()).toList(),
                found.stream().map(one -> one.detail().en()).toList(),
                found.stream().map(PaymentChecks.Found::fingerprint).toList());
        Sql.update(
                em,
                """
                update round_item i set reason = h.reason, hold = h.hold from (
                    select h.item_id, string_agg(h.detail_zh, ' ' order by h.check_code, h.id) as reason,
                        case when bool_or(h.check_code = 'CREDIT_LISTED') then 'CREDIT' else 'OFFICER' end as hold
                    from payment_hold h where h.item_id = any (?) and h.lifted_at is null group by h.item_id) h
                where i.id = h.item_id and i.status = 'APPROVED'
                """,
                found.stream().map(one -> one.candidate().item()).distinct().toList());
        journal.appendAll(
                em,
                tenant,
                caller,
                "PAYMENT_HELD",
                "round-item",
                found.stream().map(one -> one.candidate().item().toString()).toList(),
                found.stream().map(one -> "").toList(),
                found.stream()
                        .map(one ->
                                Json.write(new Said(one.check(), one.detail().zh())))
                        .toList());
    }

    private record Said(PaymentCheck check, String words) {}

    /** What waits, the longest first. */
    public Page<PaymentHold> open(Caller caller, int tenant, @Nullable String after, int limit) {
        var scope = caller.scope(tenant, Capability.DISBURSEMENT_READ);
        var at = after == null ? null : Instant.parse(after.substring(0, after.indexOf('|')));
        var id = after == null ? null : UUID.fromString(after.substring(after.indexOf('|') + 1));
        return transactions.within(scope, em -> {
            var rows = Sql.query(
                    em, HOLDS + """
                             where h.tenant between ? and ? and h.lifted_at is null
                                and (?::timestamptz is null or (h.set_at, h.id) > (?::timestamptz, ?::uuid))
                             order by h.set_at, h.id limit ?
                            """, row -> read(row, caller), scope.low(), scope.high(), at, at, id, limit + 1);
            return Page.of(rows, limit, hold -> hold.setAt() + "|" + hold.id());
        });
    }

    /** An officer holds an approved item that is not on its way. */
    public PaymentHold place(Caller caller, int tenant, UUID item, @Nullable String reason) {
        var scope = caller.ownScope(tenant, Capability.PAY);
        new FieldChecks()
                .present(reason, "reason")
                .atMost(reason, LONG, "reason")
                .done();
        var words = Objects.requireNonNull(reason).strip();
        var id = UUID.randomUUID();
        return transactions.within(scope, em -> {
            PaymentActs.begin(em, caller, tenant);
            int held = Sql.update(em, """
                    update round_item i set hold = 'OFFICER', reason = ? where i.id = ? and i.tenant = ? and i.status = 'APPROVED'
                        and (i.hold is null or exists (select 1 from payment_hold h where h.item_id = i.id and h.lifted_at is null))
                        and not exists (select 1 from payment p where p.item_id = i.id and p.status in ('SENT', 'SUCCEEDED'))
                    """, words, item, tenant);
            if (held == 0) {
                throw PaymentActs.wrongStatus(new Text("该项目", "the item"), "—");
            }
            Sql.update(
                    em,
                    """
                    insert into payment_hold (id, tenant, item_id, check_code, detail_zh, detail_en, fingerprint, set_by_id, set_by, set_at)
                    values (?, ?, ?, 'OFFICER', ?, ?, ?, ?, ?, ?)
                    """,
                    id,
                    tenant,
                    item,
                    words,
                    words,
                    id.toString(),
                    caller.accountId(),
                    caller.displayName(),
                    clock.instant());
            journal.append(
                    em,
                    tenant,
                    caller,
                    "PAYMENT_HELD",
                    "round-item",
                    item.toString(),
                    null,
                    new Said(PaymentCheck.OFFICER, words));
            return found(em, caller, tenant, id);
        });
    }

    /**
     * Lets an item go from one finding; with the last one it can be paid.
     *
     * @throws ProblemException HOLD_SECOND_PERSON for whoever held it
     */
    public PaymentHold lift(Caller caller, int tenant, UUID hold, @Nullable String reason) {
        var scope = caller.ownScope(tenant, Capability.PAY);
        new FieldChecks()
                .present(reason, "reason")
                .atMost(reason, LONG, "reason")
                .done();
        return transactions.within(scope, em -> {
            PaymentActs.begin(em, caller, tenant);
            var one = found(em, caller, tenant, hold);
            if (one.own()) {
                throw new ProblemException(Problem.HOLD_SECOND_PERSON, Map.of());
            }
            if (one.liftedAt() != null) {
                return one;
            }
            Sql.update(
                    em,
                    "update payment_hold set lifted_by_id = ?, lifted_by = ?, lifted_at = ?, lift_reason = ? where id = ?",
                    caller.accountId(),
                    caller.displayName(),
                    clock.instant(),
                    Objects.requireNonNull(reason).strip(),
                    hold);
            // An objection or a finding of the review is not ours to lift.
            Sql.update(em, """
                    update round_item i set hold = h.hold, reason = h.reason from (
                        select string_agg(h.detail_zh, ' ' order by h.check_code, h.id) as reason,
                            case when bool_or(h.check_code = 'CREDIT_LISTED') then 'CREDIT' when count(*) > 0 then 'OFFICER' end as hold
                        from payment_hold h where h.item_id = ? and h.lifted_at is null) h
                    where i.id = ? and i.hold in ('OFFICER', 'CREDIT')
                    """, one.item(), one.item());
            var lifted = found(em, caller, tenant, hold);
            journal.append(
                    em,
                    tenant,
                    caller,
                    "PAYMENT_HOLD_LIFTED",
                    "round-item",
                    one.item().toString(),
                    one,
                    lifted);
            return lifted;
        });
    }

    private static final String HOLDS = """
            select h.*, i.round_id, i.number, i.beneficiary_code, i.beneficiary_name, i.allocated
            from payment_hold h join round_item i on i.id = h.item_id
            """;

    private static PaymentHold found(EntityManager em, Caller caller, int tenant, UUID id) {
        return Sql.first(em, HOLDS + " where h.id = ? and h.tenant = ?", row -> read(row, caller), id, tenant)
                .orElseThrow(() -> PaymentActs.notFound(id));
    }

    private static PaymentHold read(Row row, Caller caller) {
        return new PaymentHold(
                row.uuid("id"),
                row.integer("tenant"),
                row.uuid("round_id"),
                row.uuid("item_id"),
                row.text("number"),
                row.text("beneficiary_code"),
                row.text("beneficiary_name"),
                row.money("allocated"),
                row.constant("check_code", PaymentCheck.class),
                new Text(row.text("detail_zh"), row.text("detail_en")),
                row.text("set_by"),
                row.instant("set_at"),
                row.uuid("set_by_id").equals(caller.accountId()),
                row.optionalText("lifted_by").orElse(null),
                row.optionalInstant("lifted_at").orElse(null),
                row.optionalText("lift_reason").orElse(null));
    }
}
