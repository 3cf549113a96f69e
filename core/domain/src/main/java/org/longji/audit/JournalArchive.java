package org.longji.audit;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.longji.audit.JournalVerification.Fault;
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

    /** Newest first; {@code after} is the position a previous page ended with. */
    public Page<JournalEntry> list(TenantScope scope, Optional<String> after, int limit) {
        var position = after.map(Position::parse).orElse(Position.NEWEST);
        var fetched = transactions.within(
                scope,
                em -> Sql.query(
                        em,
                        "select " + COLUMNS
                                + " from journal where tenant between ? and ? and (at, tenant, seq) < (?, ?, ?)"
                                + " order by at desc, tenant desc, seq desc limit ?",
                        JournalArchive::read,
                        scope.low(),
                        scope.high(),
                        position.at(),
                        position.tenant(),
                        position.seq(),
                        limit + 1));
        return Page.of(fetched, limit, entry -> new Position(entry.at(), entry.tenant(), entry.seq()).text());
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
            var walk = new Walk(tenant);
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
        private Link last = new Link(0, NO_HASH);
        private @Nullable JournalVerification broken;

        Walk(int tenant) {
            this.tenant = tenant;
        }

        void follow(JournalEntry entry) {
            if (broken != null) {
                return;
            }
            if (entry.seq() != last.seq() + 1 || !entry.previousHash().equals(last.hash())) {
                broken = JournalVerification.broken(tenant, last.seq(), last.seq() + 1, Fault.REORDERED_OR_REMOVED);
            } else if (!JournalHash.of(entry).equals(entry.hash())) {
                broken = JournalVerification.broken(tenant, last.seq(), entry.seq(), Fault.ALTERED);
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
            return JournalVerification.intact(tenant, last.seq());
        }
    }
}
