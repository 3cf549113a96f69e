package org.longji.disbursement;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.audit.Journal;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.Page;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.shared.Transactions;

/**
 * What is looked for before money leaves (ADR 0037). The checks run when the time for answers ends, and whenever an officer asks; an item with an
 * open finding waits. They are rules of thumb: what they miss and what they wrongly find is measured by {@code deploy/bench/run disbursement}.
 */
@Dependent
public class Checks {

    /** How near in time two contracts or payments must be: a quarter of a year. */
    private static final int DAYS = 90;

    /** How far above a threshold, or below a cap, an amount still is just at it. */
    private static final String NEAR = "0.10";

    /** How much two amounts may differ and still be the same money. */
    private static final String ALIKE = "0.05";

    private final Transactions transactions;
    private final Journal journal;
    private final Clock clock;

    @Inject
    public Checks(Transactions transactions, Journal journal, Clock clock) {
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /** Looks again, for what came to be known since; says how many new findings there are. */
    public int run(Caller caller, int tenant, UUID round) {
        var scope = caller.ownScope(tenant, Capability.DISBURSE_REVIEW);
        return transactions.within(scope, em -> {
            RoundRecords.locked(em, tenant, round, RoundStatus.REVIEW);
            int found = run(em, round, clock.instant());
            journal.append(
                    em,
                    tenant,
                    caller,
                    "ROUND_CHECKED",
                    PaymentRounds.SUBJECT,
                    round.toString(),
                    null,
                    Map.of("found", found));
            return found;
        });
    }

    /** The same in the running transaction. */
    static int run(EntityManager em, UUID round, Instant now) {
        int found = Sql.update(
                em,
                "insert into round_finding (id, tenant, round_id, item_id, kind, evidence, found_at)"
                        + " select gen_random_uuid(), i.tenant, i.round_id, i.id, f.kind, f.evidence::text, ?"
                        + " from round_findings(?, ?, ?::numeric, ?::numeric) f join round_item i on i.id = f.item_id",
                now,
                round,
                DAYS,
                NEAR,
                ALIKE);
        Sql.update(
                em,
                "update round_item i set hold = 'FINDING' where i.round_id = ? and i.hold is null and i.status in ('CLAIMED', 'PASSED')"
                        + " and exists (select 1 from round_finding f where f.item_id = i.id and f.confirmed is null)",
                round);
        return found;
    }

    /** The findings of a round, open ones first. */
    public Page<Finding> list(
            Caller caller, int tenant, UUID round, Finding.@Nullable Kind kind, @Nullable String after, int limit) {
        return transactions.within(caller.scope(tenant, Capability.DISBURSEMENT_READ), em -> {
            RoundRecords.found(em, tenant, round);
            var where = new StringBuilder(" where f.round_id = ?");
            var values = new ArrayList<Object>(List.of(round));
            if (kind != null) {
                where.append(" and f.kind = ?");
                values.add(kind);
            }
            if (after != null) {
                var position = after.split("\\|", -1);
                where.append(" and (f.confirmed is not null, i.ordinal, f.kind) > (?::boolean, ?::int, ?)");
                values.addAll(List.of(position[0], position[1], position[2]));
            }
            values.add(limit + 1);
            return Page.of(
                    Sql.query(
                            em,
                            "select f.*, i.ordinal, i.beneficiary_name, i.number, i.due, f.confirmed is not null as decided,"
                                    + " coalesce(f.confirmed, false) as yes from round_finding f join round_item i on i.id = f.item_id"
                                    + where + " order by f.confirmed is not null, i.ordinal, f.kind limit ?",
                            Checks::finding,
                            values.toArray()),
                    limit,
                    finding -> (finding.confirmed() != null) + "|" + finding.ordinal() + "|" + finding.kind());
        });
    }

    /**
     * Decides about a finding. Confirmed, the item is excluded; else it goes on once no other finding is open.
     *
     * @throws ProblemException FINDING_DECIDED, ROUND_STATUS once the list is published
     */
    public void decide(Caller caller, int tenant, UUID round, UUID id, Finding.Verdict verdict) {
        var scope = caller.ownScope(tenant, Capability.DISBURSE_REVIEW);
        verdict.check();
        boolean confirmed = Boolean.TRUE.equals(verdict.confirmed());
        var reason = Objects.requireNonNull(verdict.reason()).strip();
        transactions.within(scope, em -> {
            RoundRecords.locked(em, tenant, round, RoundStatus.REVIEW);
            var item = Sql.first(
                            em,
                            "select item_id from round_finding where id = ? and round_id = ?",
                            row -> row.uuid("item_id"),
                            id,
                            round)
                    .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", id)));
            int decided = Sql.update(
                    em,
                    "update round_finding set confirmed = ?, reason = ?, decided_by_id = ?, decided_by = ?, decided_at = ?"
                            + " where id = ? and confirmed is null",
                    confirmed,
                    reason,
                    caller.accountId(),
                    caller.displayName(),
                    clock.instant(),
                    id);
            if (decided == 0) {
                throw new ProblemException(Problem.FINDING_DECIDED, Map.of());
            }
            if (confirmed) {
                // As the database keeps it, to find what was excluded again.
                var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
                Sql.update(
                        em,
                        "update round_item set status = 'EXCLUDED', hold = null, reason = ?, reviewed_by_id = ?, reviewed_by = ?, reviewed_at = ?"
                                + " where id = ? and status in ('CLAIMED', 'PASSED')",
                        reason,
                        caller.accountId(),
                        caller.displayName(),
                        now,
                        item);
                RoundMessages.excluded(em, round, now);
            } else {
                Sql.update(
                        em,
                        "update round_item i set hold = null where i.id = ? and i.hold = 'FINDING' and not exists"
                                + " (select 1 from round_finding f where f.item_id = i.id and f.confirmed is null)",
                        item);
            }
            journal.append(
                    em,
                    tenant,
                    caller,
                    confirmed ? "FINDING_CONFIRMED" : "FINDING_CLEARED",
                    "round_item",
                    item.toString(),
                    null,
                    Map.of("finding", id, "reason", reason));
            return id;
        });
    }

    private static Finding finding(Row row) {
        return new Finding(
                row.uuid("id"),
                row.uuid("item_id"),
                row.integer("ordinal"),
                row.text("beneficiary_name"),
                row.text("number"),
                row.money("due"),
                row.constant("kind", Finding.Kind.class),
                row.text("evidence"),
                row.instant("found_at"),
                row.bool("decided") ? row.bool("yes") : null,
                row.optionalText("reason").orElse(null),
                row.optionalText("decided_by").orElse(null),
                row.optionalInstant("decided_at").orElse(null));
    }
}
