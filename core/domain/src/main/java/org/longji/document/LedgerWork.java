package org.longji.document;

import jakarta.persistence.EntityManager;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.longji.job.JobContext;
import org.longji.job.JobWork;
import org.longji.shared.Json;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Sql;
import org.longji.shared.SqlFailure;
import org.longji.shared.Transactions;

/**
 * Takes over what stands in an uploaded file. First the file is read line by line and every cell checked, outside any
 * transaction and with progress; then one transaction stages the lines, compares them with what is recorded, and writes.
 * Importing the same file again changes nothing, which is also what makes starting over after a crash safe.
 */
abstract class LedgerWork implements JobWork {

    private static final int PROGRESS_EVERY = 2_000;
    private static final int ATTEMPTS = 5;

    /** Unique violation, serialization failure, deadlock: somebody else was first, and looking again will tell. */
    private static final Set<String> OVERTAKEN = Set.of("23505", "40001", "40P01");

    private final Transactions transactions;
    private final Uploads uploads;

    LedgerWork(Transactions transactions, Uploads uploads) {
        this.transactions = transactions;
        this.uploads = uploads;
    }

    /** The file's first row as a header. */
    abstract LedgerHeader header(RawRow first);

    /** One line of the file; empty for one that is left out. */
    abstract Optional<LedgerRow> line(LedgerHeader header, RawRow row, JobContext context, boolean from1904);

    /** Marks the staged lines that must not be written. */
    abstract void check(EntityManager em, JobContext context);

    /** What the job fails with when this many lines are marked; empty where the others are written all the same. */
    abstract Optional<Problem> refusal(JobContext context, long rejected);

    /** What a reader looks for among the counts, and what is nought when nothing was written. */
    abstract List<String> mainCounts();

    /** Writes the lines nobody marked, counting. */
    abstract Map<String, Long> write(EntityManager em, JobContext context);

    /** What the journal calls the whole. */
    abstract String action();

    @Override
    public boolean canStartAgain(JobContext context) {
        return uploads.has(context.id());
    }

    @Override
    public void ended(JobContext context) {
        uploads.remove(context.id());
    }

    @Override
    public Map<String, Long> run(JobContext context) {
        var reading = read(context);
        context.counted(Map.of("read", reading.rows()));
        for (int attempt = 1; ; attempt++) {
            try {
                var outcome = transactions.within(context.scope(), em -> takeOver(em, context, reading));
                context.counted(outcome.counts());
                if (outcome.refusal().isPresent()) {
                    throw new ProblemException(
                            outcome.refusal().get(),
                            Map.of(
                                    "read",
                                    reading.rows(),
                                    "rejected",
                                    outcome.counts().getOrDefault("rejected", 0L)));
                }
                return outcome.counts();
            } catch (OvertakenException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            } catch (SqlFailure e) {
                if (attempt == ATTEMPTS || !OVERTAKEN.contains(e.state())) {
                    throw e;
                }
            }
        }
    }

    private record Reading(Path staged, long rows, LedgerHeader header, long headerRow) {}

    private record Outcome(Map<String, Long> counts, Optional<Problem> refusal) {}

    private Reading read(JobContext context) {
        var staged = uploads.rows(context.id());
        try (var file = LedgerFile.open(uploads.file(context.id()));
                BufferedWriter out = Files.newBufferedWriter(staged, StandardCharsets.UTF_8)) {
            var first = file.next().orElseThrow(() -> LedgerFile.notReadable("文件是空的", "the file is empty"));
            var header = header(first);
            long rows = 0;
            for (var row = file.next(); row.isPresent(); row = file.next()) {
                var line = line(header, row.get(), context, file.countsFrom1904());
                if (line.isEmpty()) {
                    continue;
                }
                LedgerStaging.write(out, line.get());
                if (++rows % PROGRESS_EVERY == 0) {
                    context.progress(rows, 0);
                    context.stopIfCancelled();
                }
            }
            context.progress(rows, rows);
            context.stopIfCancelled();
            return new Reading(staged, rows, header, first.number());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Outcome takeOver(EntityManager em, JobContext context, Reading reading) {
        LedgerStaging.fill(em, reading.staged());
        check(em, context);
        long rejected = Sql.query(
                        em, "select count(*) as n from ledger_row where zh is not null", row -> row.bigint("n"))
                .get(0);
        handBack(em, context, reading, rejected);
        var counts = new LinkedHashMap<String, Long>();
        counts.put("read", reading.rows());
        counts.put("rejected", rejected);
        counts.put("unknownColumns", (long) reading.header().unknown().size());
        var refusal = rejected == 0 ? Optional.<Problem>empty() : refusal(context, rejected);
        if (refusal.isPresent()) {
            mainCounts().forEach(nothing -> counts.put(nothing, 0L));
            return new Outcome(counts, refusal);
        }
        counts.putAll(write(em, context));
        journal(em, context, counts);
        context.succeedWithin(em, counts);
        return new Outcome(counts, refusal);
    }

    private static void handBack(EntityManager em, JobContext context, Reading reading, long rejected) {
        Sql.update(
                em,
                "insert into job_error (tenant, job_id, row_number, cells, reason_zh, reason_en)"
                        + " select ?, ?, row_no, cells, zh, en from ledger_row where zh is not null",
                context.tenant(),
                context.id());
        var unknown = reading.header().unknown();
        if (rejected == 0 && unknown.isEmpty()) {
            return;
        }
        Sql.update(
                em,
                "insert into job_error (tenant, job_id, row_number, cells, reason_zh, reason_en) values (?, ?, ?, ?, ?, ?)",
                context.tenant(),
                context.id(),
                reading.headerRow(),
                Json.write(reading.header().texts()),
                unknown.isEmpty() ? "" : "未识别、未导入的列：" + String.join("、", unknown),
                unknown.isEmpty() ? "" : "columns not known and not imported: " + String.join(", ", unknown));
    }

    /** The file's own entry, in the tenant that ordered it. */
    private void journal(EntityManager em, JobContext context, Map<String, Long> counts) {
        var summary = new LinkedHashMap<String, Object>(context.parameters());
        summary.put("counts", counts);
        Sql.query(
                em,
                "select journal_append(?, ?, ?, 'job', array[?::text], array[''], array[?::text]) as seq",
                row -> row.bigint("seq"),
                context.tenant(),
                context.caller().username(),
                action(),
                context.id(),
                Json.write(summary));
    }
}
