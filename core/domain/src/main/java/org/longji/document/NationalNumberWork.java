package org.longji.document;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.longji.job.JobContext;
import org.longji.job.JobKind;
import org.longji.shared.Problem;
import org.longji.shared.Sql;
import org.longji.shared.Transactions;

/**
 * Takes the numbers the national system gave back to the contracts. A number is recorded once and stays; one wrong line and
 * none is written, because a shifted column would give every contract its neighbour's number.
 */
@Dependent
public class NationalNumberWork extends LedgerWork {

    private static final Set<LedgerColumn> COLUMNS =
            Set.of(LedgerColumn.REGISTRATION_NUMBER, LedgerColumn.NATIONAL_NUMBER);

    @Inject
    NationalNumberWork(Transactions transactions, Uploads uploads) {
        super(transactions, uploads);
    }

    /** The work with its collaborators, outside a container. */
    public static NationalNumberWork of(Transactions transactions, Uploads uploads) {
        return new NationalNumberWork(transactions, uploads);
    }

    @Override
    public JobKind kind() {
        return JobKind.NATIONAL_NUMBERS;
    }

    @Override
    LedgerHeader header(RawRow first) {
        return LedgerHeader.of(first, COLUMNS);
    }

    @Override
    Optional<LedgerRow> line(LedgerHeader header, RawRow row, JobContext context, boolean from1904) {
        return Optional.of(RowReading.readNumbers(header, row));
    }

    @Override
    void check(EntityManager em, JobContext context) {
        new LedgerChecks(em).runNumbers(context.scope());
    }

    @Override
    Optional<Problem> refusal(JobContext context, long rejected) {
        return Optional.of(Problem.NATIONAL_NUMBERS_REJECTED);
    }

    @Override
    List<String> mainCounts() {
        return List.of("numbersRecorded", "unchanged");
    }

    @Override
    Map<String, Long> write(EntityManager em, JobContext context) {
        long recorded = Sql.query(
                        em,
                        """
                        with written as (
                            update contract c set national_number = r.national_number, version = c.version + 1
                            from ledger_row r
                            where c.id = r.contract_id and c.tenant between ? and ? and c.national_number is null
                                and r.national_number is not null
                            returning c.id, c.tenant, r.row_no, c.registration_number, c.national_number)
                        select cardinality(t.ids)::bigint as n,
                               journal_append(t.tenant, ?, 'NATIONAL_NUMBER_RECORDED', 'contract', t.ids, t.befores, t.afters) as seq
                        from (select tenant, array_agg(id::text order by row_no) as ids,
                                     array_agg(json_build_object('registrationNumber', registration_number)::text
                                         order by row_no) as befores,
                                     array_agg(json_build_object('registrationNumber', registration_number,
                                         'nationalNumber', national_number)::text order by row_no) as afters
                              from written group by tenant order by tenant) t""",
                        row -> row.bigint("n"),
                        context.scope().low(),
                        context.scope().high(),
                        context.caller().username())
                .stream()
                .mapToLong(Long::longValue)
                .sum();
        var counts = new LinkedHashMap<String, Long>();
        counts.put("numbersRecorded", recorded);
        long given = count(em, "national_number is not null");
        counts.put("unchanged", given - recorded);
        counts.put("withoutNumber", count(em, "national_number is null"));
        return counts;
    }

    @Override
    String action() {
        return "NATIONAL_NUMBERS_IMPORTED";
    }

    private static long count(EntityManager em, String which) {
        return Sql.query(em, "select count(*) as n from ledger_row where " + which, row -> row.bigint("n"))
                .get(0);
    }
}
