package org.longji.entitlement;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.longji.job.JobContext;
import org.longji.job.JobKind;
import org.longji.job.JobWork;
import org.longji.shared.Transactions;

/**
 * Makes again what was decided on a contract whose registration changed or ended, and what shares its project or its caps.
 * Run twice it changes nothing the second time.
 */
@Dependent
class ReassessmentWork implements JobWork {

    private final Transactions transactions;
    private final Assessor assessor;
    private final Decisions decisions;

    @Inject
    ReassessmentWork(Transactions transactions, Assessor assessor, Decisions decisions) {
        this.transactions = transactions;
        this.assessor = assessor;
        this.decisions = decisions;
    }

    @Override
    public JobKind kind() {
        return JobKind.REASSESSMENT;
    }

    @Override
    public Map<String, Long> run(JobContext context) {
        var contract = UUID.fromString(context.parameters().get("contract"));
        var counts = Decisions.counts();
        transactions.within(context.scope(), em -> {
            Assessor.awaitTurn(em);
            ContractCases.dependingOn(em, context.scope(), contract).forEach((year, ids) -> {
                decide(em, context, ids, year, counts);
                // What it no longer asks of a pool goes to others, wherever their contracts are in the scope.
                int passes = 0;
                while (assessor.shareOut(em, context.scope(), year) && ++passes < AssessmentWork.MOST_PASSES) {
                    decide(
                            em,
                            context,
                            ContractCases.ofYear(em, context.scope(), year).stream()
                                    .map(ContractCases.Pointer::id)
                                    .toList(),
                            year,
                            counts);
                }
            });
            return contract;
        });
        return counts;
    }

    private void decide(EntityManager em, JobContext context, List<UUID> ids, int year, Map<String, Long> counts) {
        decisions.store(em, context.caller(), assessor.assess(em, ContractCases.load(em, ids, year), year), counts);
        counts.merge("contracts", (long) ids.size(), Long::sum);
    }
}
