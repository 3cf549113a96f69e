package org.longji.entitlement;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
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
                decisions.store(
                        em, context.caller(), assessor.assess(em, ContractCases.load(em, ids, year), year), counts);
                counts.merge("contracts", (long) ids.size(), Long::sum);
            });
            return contract;
        });
        return counts;
    }
}
