package org.longji.entitlement;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.longji.job.JobContext;
import org.longji.job.JobKind;
import org.longji.job.JobWork;
import org.longji.shared.Transactions;

/**
 * Assesses every contract that was registered, or received money, in a year, and then everybody whose year it is: the background side of
 * {@link Entitlements#assess}. Run twice it changes nothing the second time, so an interrupted one starts again.
 */
@Dependent
class AssessmentWork implements JobWork {

    /** Contracts per transaction: large enough to amortise its statements, small enough that others get their turn. */
    private static final int CHUNK = 500;

    /** A pool may depend on another by way of a top-up; more such steps than there are levels and pools nobody writes. */
    static final int MOST_PASSES = 12;

    private final Transactions transactions;
    private final Assessor assessor;
    private final Decisions decisions;

    @Inject
    AssessmentWork(Transactions transactions, Assessor assessor, Decisions decisions) {
        this.transactions = transactions;
        this.assessor = assessor;
        this.decisions = decisions;
    }

    @Override
    public JobKind kind() {
        return JobKind.ASSESSMENT;
    }

    @Override
    public Map<String, Long> run(JobContext context) {
        int year = Integer.parseInt(context.parameters().get("year"));
        var total = Decisions.counts();
        var contracts = transactions.within(context.scope(), em -> ContractCases.ofYear(em, context.scope(), year));
        boolean again;
        int passes = 0;
        do {
            // What a pool gives is known once everybody has asked; then everybody is decided with it, because others
            // may
            // depend on what is given. Where there is no pool, or it gives what it gave before, once is enough.
            var counts = Decisions.counts();
            counts.put("created", total.get("created"));
            counts.put("changed", total.get("changed"));
            decide(context, year, contracts, counts);
            decideYears(context, year, contracts.size(), counts);
            total.putAll(counts);
            again = transactions.within(context.scope(), em -> {
                Assessor.awaitTurn(em);
                return assessor.shareOut(em, context.scope(), year);
            });
        } while (again && ++passes < MOST_PASSES);
        return total;
    }

    private void decide(JobContext context, int year, List<ContractCases.Pointer> contracts, Map<String, Long> counts) {
        for (int from = 0; from < contracts.size(); ) {
            var chunk = contracts.subList(from, endOfChunk(contracts, from));
            transactions.within(context.scope(), em -> {
                // Before anything is read: what waited here with old facts in hand would overwrite newer decisions.
                Assessor.awaitTurn(em);
                var ids = chunk.stream().map(ContractCases.Pointer::id).toList();
                decisions.store(
                        em, context.caller(), assessor.assess(em, ContractCases.load(em, ids, year), year), counts);
                return ids;
            });
            from += chunk.size();
            counts.put("contracts", (long) from);
            context.counted(counts);
            context.progress(from, contracts.size());
            context.stopIfCancelled();
        }
    }

    /** After the contracts, the applicants' years: they are counted over the contracts as they stand. */
    private void decideYears(JobContext context, int year, int contracts, Map<String, Long> counts) {
        var applicants =
                transactions.within(context.scope(), em -> assessor.applicants(em, context.scope(), year));
        for (int from = 0; from < applicants.size(); ) {
            var chunk = applicants.subList(from, Math.min(from + CHUNK, applicants.size()));
            transactions.within(context.scope(), em -> {
                Assessor.awaitTurn(em);
                decisions.store(
                        em, context.caller(), assessor.assessYears(em, context.scope(), chunk, year), counts);
                return chunk;
            });
            from += chunk.size();
            context.counted(counts);
            context.progress(contracts + from, contracts + applicants.size());
            context.stopIfCancelled();
        }
    }

    /** A project is never cut in two: its contracts decide together which side takes the year. */
    private static int endOfChunk(List<ContractCases.Pointer> contracts, int from) {
        int end = Math.min(from + CHUNK, contracts.size());
        while (end < contracts.size()
                && contracts.get(end).project().equals(contracts.get(end - 1).project())) {
            end++;
        }
        return end;
    }
}
