package org.longji.quality;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.longji.quality.RefusalDrift.Count;
import org.longji.quality.RefusalDrift.Span;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.FieldChecks;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/** Watches whether the reasons of refusals move: a sudden change is a new rule, a new habit, or a new kind of filing. */
@Dependent
public class RefusalReasons {

    /** Cochran's rule: below this expected count the chi-square test is not to be trusted. */
    private static final int LEAST_EXPECTED = 5;

    private final Transactions transactions;

    @Inject
    public RefusalReasons(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Compares a period, both days inclusive, with the one of the same length before it. */
    public RefusalDrift drift(Caller caller, int tenant, LocalDate from, LocalDate until) {
        var scope = caller.scope(tenant, Capability.QUALITY_READ);
        var checks = new FieldChecks().present(from, "from").present(until, "until");
        if (from != null && until != null) {
            checks.require(!until.isBefore(from), "until", "截止日期不能早于起始日期。", "The period cannot end before it begins.");
        }
        checks.done();
        var earlierFrom = from.minusDays(ChronoUnit.DAYS.between(from, until) + 1);
        var earlierUntil = from.minusDays(1);
        return transactions.within(scope, em -> {
            var reasons = Sql.query(
                    em,
                    """
                    select r.code, count(*) filter (where c.decided_on < ?)::int as before, count(*) filter (where c.decided_on >= ?)::int as now
                    from contract c, lateral (select distinct x ->> 'code' as code from jsonb_array_elements(c.refusal_reasons::jsonb) x) r
                    where c.tenant between ? and ? and c.status = 'REFUSED' and c.decided_on between ? and ?
                    group by r.code order by now desc, before desc, r.code
                    """,
                    row -> new Count(row.text("code"), row.integer("before"), row.integer("now")),
                    from,
                    from,
                    scope.low(),
                    scope.high(),
                    earlierFrom,
                    until);
            return new RefusalDrift(
                    span(em, scope, earlierFrom, earlierUntil),
                    span(em, scope, from, until),
                    reasons,
                    probability(reasons));
        });
    }

    private static Span span(EntityManager em, TenantScope scope, LocalDate from, LocalDate until) {
        return Sql.first(
                        em,
                        """
                        select count(*)::int as decided, count(*) filter (where status = 'REFUSED')::int as refused from contract
                        where tenant between ? and ? and decided_by is not null and decided_on between ? and ?
                          and status in ('REGISTERED', 'REFUSED', 'CANCELLED', 'REVOKED')
                        """,
                        row -> new Span(from, until, row.integer("decided"), row.integer("refused")),
                        scope.low(),
                        scope.high(),
                        from,
                        until)
                .orElseThrow();
    }

    /** The test's probability, unless a cell is expected to hold too little. */
    static Optional<Double> probability(List<Count> reasons) {
        long before = reasons.stream().mapToLong(Count::before).sum();
        long now = reasons.stream().mapToLong(Count::now).sum();
        long all = before + now;
        boolean enough = reasons.size() >= 2
                && reasons.stream()
                        .allMatch(reason ->
                                Math.min(before, now) * (reason.before() + reason.now()) >= LEAST_EXPECTED * all);
        if (!enough) {
            return Optional.empty();
        }
        var table = new long[2][reasons.size()];
        for (int i = 0; i < reasons.size(); i++) {
            table[0][i] = reasons.get(i).before();
            table[1][i] = reasons.get(i).now();
        }
        return Optional.of(ChiSquareTest.withDefaults().test(table).getPValue());
    }
}
