package org.longji.audit;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.longji.audit.JournalVerification.Fault;
import org.longji.shared.Clocks;
import org.longji.shared.Page;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/** Reads what {@link Journal} wrote, page by page, and proves that nobody touched it since. */
@Dependent
public class JournalArchive {

    private static final String NO_HASH = "0".repeat(64);
    private static final String COLUMNS =
            "tenant, seq, at, actor, action, subject_type, subject_id, before, after, previous_hash, hash";

    private final Transactions transactions;

    @Inject
    public JournalArchive(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Which entries.
     *
     * @param reads only those that say that somebody from above looked at something personal
     * @param day only those of one day, by the legal time of the country
     */
    public record Filter(
            boolean reads,
            @Nullable String actor,
            @Nullable String subject,
            @Nullable LocalDate day) {

        /** All of them. */
        public static final Filter NONE = new Filter(false, null, null, null);
    }

    /** Newest first; {@code after} is the position a previous page ended with. */
    public Page<JournalEntry> list(TenantScope scope, Filter filter, Optional<String> after, int limit) {
        var position = after.map(Position::parse).orElse(Position.NEWEST);
        var where = new StringBuilder(" where tenant between ? and ? and (at, tenant, seq) < (?, ?, ?)");
        var values = new ArrayList<Object>(
                List.of(scope.low(), scope.high(), position.at(), position.tenant(), position.seq()));
        if (filter.reads()) {
            where.append(" and action like '%\\_READ'");
        }
        narrow(where, values, "actor = ?", filter.actor());
        narrow(where, values, "subject_id = ?", filter.subject());
        if (filter.day() != null) {
            narrow(
                    where,
                    values,
                    "at >= ?",
                    filter.day().atStartOfDay(Clocks.CHINA).toInstant());
            narrow(
                    where,
                    values,
                    "at < ?",
                    filter.day().plusDays(1).atStartOfDay(Clocks.CHINA).toInstant());
        }
        values.add(limit + 1);
        var fetched = transactions.within(
                scope,
                em -> Sql.query(
                        em,
                        "select " + COLUMNS + " from journal" + where
                                + " order by at desc, tenant desc, seq desc limit ?",
                        JournalArchive::read,
                        values.toArray()));
        return Page.of(fetched, limit, entry -> new Position(entry.at(), entry.tenant(), entry.seq()).text());
    }

    private static void narrow(StringBuilder where, List<Object> values, String condition, @Nullable Object value) {
        if (value != null && !value.toString().isBlank()) {
            where.append(" and ").append(condition);
            values.add(value);
        }
    }

    /**
     * Walks the chain of one tenant from its first entry and recomputes every hash in Java, independently of the
     * function that wrote them. It streams: a chain of millions needs no memory.
     */
    public JournalVerification verify(TenantScope scope, int tenant) {
        return transactions.within(scope, em -> {
            var head = Sql.first(
                            em,
                            "select seq, hash from journal_head where tenant = ?",
                            row -> new Link(row.bigint("seq"), row.text("hash")),
                            tenant)
                    .orElse(new Link(0, NO_HASH));
            var walk = new Walk(tenant, roots(em, tenant));
            Sql.stream(
                    em,
                    "select " + COLUMNS + " from journal where tenant = ? and seq <= ? order by seq",
                    1_000,
                    row -> walk.follow(read(row)),
                    tenant,
                    head.seq());
            return walk.end(head);
        });
    }

    private static List<JournalRoot> roots(EntityManager em, int tenant) {
        return Sql.query(
                em,
                "select * from journal_root where tenant = ? order by day",
                row -> new JournalRoot(tenant, row.date("day"), row.bigint("seq"), row.text("hash"), row.text("seal")),
                tenant);
    }

    /**
     * Writes one tenant's whole chain with its sealed roots as tab-separated text, for a verifier that has nothing but this file and the
     * published keys. It streams.
     *
     * @param keys what the seals can be checked with
     */
    public void export(TenantScope scope, int tenant, List<Seals.PublishedKey> keys, OutputStream out) {
        transactions.within(scope, em -> {
            var file = new JournalExport(out);
            file.head(tenant, keys, roots(em, tenant));
            Sql.stream(
                    em,
                    "select " + COLUMNS + " from journal where tenant = ? order by seq",
                    1_000,
                    row -> file.entry(read(row)),
                    tenant);
            file.end();
            return tenant;
        });
    }

    private static JournalEntry read(Row row) {
        return new JournalEntry(
                row.integer("tenant"),
                row.bigint("seq"),
                row.instant("at"),
                row.text("actor"),
                row.text("action"),
                row.text("subject_type"),
                row.text("subject_id"),
                row.text("before"),
                row.text("after"),
                row.text("previous_hash"),
                row.text("hash"));
    }

    private record Link(long seq, String hash) {}

    private record Position(Instant at, int tenant, long seq) {

        // Later than any entry, and still a timestamp PostgreSQL can hold.
        static final Position NEWEST = new Position(Instant.parse("9999-12-31T00:00:00Z"), 0, 0);

        static Position parse(String text) {
            var parts = text.split("\\|", -1);
            try {
                return new Position(Instant.parse(parts[0]), Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
            } catch (DateTimeParseException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw new ProblemException(Problem.INVALID_CURSOR, Map.of());
            }
        }

        String text() {
            return at + "|" + tenant + "|" + seq;
        }
    }

    /** Follows a chain entry by entry and remembers where it first broke. */
    private static final class Walk {

        private final int tenant;
        private final Map<Long, String> roots = new HashMap<>();
        private Link last = new Link(0, NO_HASH);
        private @Nullable JournalVerification broken;

        Walk(int tenant, List<JournalRoot> sealed) {
            this.tenant = tenant;
            sealed.forEach(root -> roots.put(root.seq(), root.hash()));
        }

        void follow(JournalEntry entry) {
            if (broken != null) {
                return;
            }
            if (entry.seq() != last.seq() + 1 || !entry.previousHash().equals(last.hash())) {
                broken = JournalVerification.broken(tenant, last.seq(), last.seq() + 1, Fault.REORDERED_OR_REMOVED);
            } else if (!JournalHash.of(entry).equals(entry.hash())) {
                broken = JournalVerification.broken(tenant, last.seq(), entry.seq(), Fault.ALTERED);
            } else if (!roots.getOrDefault(entry.seq(), entry.hash()).equals(entry.hash())) {
                broken = JournalVerification.broken(tenant, last.seq(), entry.seq(), Fault.ROOT_DIFFERS);
            }
            last = new Link(entry.seq(), entry.hash());
        }

        JournalVerification end(Link head) {
            if (broken != null) {
                return broken;
            }
            if (!last.equals(head)) {
                return JournalVerification.broken(tenant, last.seq(), last.seq() + 1, Fault.TRUNCATED);
            }
            var beyond = roots.keySet().stream().filter(seq -> seq > head.seq()).findFirst();
            if (beyond.isPresent()) {
                return JournalVerification.broken(tenant, last.seq(), last.seq() + 1, Fault.TRUNCATED);
            }
            return JournalVerification.intact(tenant, last.seq(), roots.size());
        }
    }
}
