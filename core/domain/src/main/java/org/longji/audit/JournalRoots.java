package org.longji.audit;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.longji.shared.Recurring;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/** Seals each journal that grew once a day has ended, and publishes the seals. Every node may do it; the first one does. */
@Dependent
public class JournalRoots implements Recurring {

    private final Transactions transactions;
    private final Seals seals;
    private final Clock clock;

    @Inject
    public JournalRoots(Transactions transactions, Seals seals, Clock clock) {
        this.transactions = transactions;
        this.seals = seals;
        this.clock = clock;
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(5);
    }

    private record Head(int tenant, long seq, String hash) {}

    /** Seals what has not been sealed for the day that ended last; a journal that did not grow since its last root needs none. */
    @Override
    public void run() {
        var day = LocalDate.now(clock).minusDays(1);
        var midnight = day.plusDays(1).atStartOfDay(clock.getZone()).toInstant();
        transactions.within(TenantScope.EVERYWHERE, em -> {
            var heads = Sql.query(
                    em,
                    """
                    select h.tenant, e.seq, e.hash from journal_head h cross join lateral
                        (select j.seq, j.hash from journal j where j.tenant = h.tenant and j.at < ? order by j.seq desc limit 1) e left join lateral
                        (select r.seq, r.day from journal_root r where r.tenant = h.tenant order by r.day desc limit 1) last on true
                    where last.day is null or last.day < ? and last.seq < e.seq
                    order by h.tenant
                    """,
                    row -> new Head(row.integer("tenant"), row.bigint("seq"), row.text("hash")),
                    midnight,
                    day);
            Sql.batch(
                    em,
                    "insert into journal_root (tenant, day, seq, hash, seal, sealed_at) values (?, ?, ?, ?, ?, ?) on conflict do nothing",
                    heads.stream()
                            .map(head -> new Object[] {
                                head.tenant(),
                                day,
                                head.seq(),
                                head.hash(),
                                seals.seal(em, JournalRoot.sealed(head.tenant(), day, head.seq(), head.hash())),
                                clock.instant()
                            })
                            .toList());
            return heads.size();
        });
    }

    /** The roots of a tenant, the latest first, at most 400; for everybody. */
    public List<JournalRoot> published(int tenant, LocalDate from, LocalDate until) {
        return transactions.withSettings(
                Map.of("app.username", ""),
                em -> Sql.query(
                        em,
                        "select * from published_journal_roots(?, ?, ?)",
                        row -> new JournalRoot(
                                tenant, row.date("day"), row.bigint("seq"), row.text("hash"), row.text("seal")),
                        tenant,
                        from,
                        until));
    }
}
