package org.longji.entitlement;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.longji.job.JobContext;
import org.longji.job.JobKind;
import org.longji.job.JobWork;
import org.longji.shared.TenantScope;
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
        var applicants = transactions.within(context.scope(), em -> assessor.applicants(em, context.scope(), year));
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
            decideYears(context, context.scope(), applicants, year, contracts.size(), counts);
            total.putAll(counts);
            again = transactions.within(context.scope(), em -> {
                Assessor.awaitTurn(em);
                return assessor.shareOut(em, context.scope(), year);
            });
        } while (again && ++passes < MOST_PASSES);
        takenOver(context, applicants, year, total);
        long silent = transactions.within(context.scope(), em -> assessor.silent(em, context.scope(), year));
        if (silent > 0) {
            total.put("silent", silent);
        }
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
    private void decideYears(
            JobContext context,
            TenantScope scope,
            List<ApplicantYears.Pointer> applicants,
            int year,
            int contracts,
            Map<String, Long> counts) {
        for (int from = 0; from < applicants.size(); ) {
            var chunk = applicants.subList(from, Math.min(from + CHUNK, applicants.size()));
            transactions.within(scope, em -> {
                Assessor.awaitTurn(em);
                decisions.store(em, context.caller(), assessor.assessYears(em, scope, chunk, year), counts);
                return chunk;
            });
            from += chunk.size();
            context.counted(counts);
            context.progress(contracts + from, contracts + applicants.size());
            context.stopIfCancelled();
        }
    }

    /**
     * A version of a tenant takes over the applicants that are at home there from the version of a tenant above. What they were
     * granted above is decided again above, or a year would be paid twice.
     */
    private void takenOver(JobContext context, List<ApplicantYears.Pointer> own, int year, Map<String, Long> counts) {
        var codes = own.stream().map(ApplicantYears.Pointer::code).collect(Collectors.toSet());
        transactions
                .within(context.scope(), em -> assessor.takenOver(em, context.scope(), year))
                .forEach((above, policies) -> {
                    var scope = TenantScope.subtree(above);
                    var applicants =
                            transactions.within(scope, em -> assessor.applicants(em, scope, year, codes)).stream()
                                    .filter(applicant ->
                                            applicant.decidedBy(above).stream().anyMatch(policies::contains))
                                    .toList();
                    decideYears(context, scope, applicants, year, 0, counts);
                });
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
