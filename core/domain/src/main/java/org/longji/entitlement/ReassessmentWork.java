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
import org.longji.policy.HostTerms;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/**
 * Makes again what was decided on a contract whose registration changed or ended, what shares its project or its caps, and the
 * years of its parties that it counts in.
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
        decideYears(context, contract, counts);
        return counts;
    }

    /**
     * Decides the years of the contract's parties again. They belong to the tenants whose measures they are about, which mostly
     * lie above the contract's, and applicants' years are whole only there: so this happens in the scope of all of them.
     */
    private void decideYears(JobContext context, UUID contract, Map<String, Long> counts) {
        var scope = TenantScope.subtree(
                HostTerms.Level.PROVINCE.above(context.tenant()).orElse(context.tenant()));
        transactions.within(scope, em -> {
            Assessor.awaitTurn(em);
            ApplicantYears.dependingOn(em, scope, contract).forEach((year, codes) -> {
                decideYears(em, context, scope, assessor.applicants(em, scope, year, codes), year, counts);
                int passes = 0;
                while (assessor.shareOutYears(em, scope, year) && ++passes < AssessmentWork.MOST_PASSES) {
                    decideYears(em, context, scope, assessor.applicants(em, scope, year), year, counts);
                }
            });
            return contract;
        });
    }

    private void decideYears(
            EntityManager em,
            JobContext context,
            TenantScope scope,
            List<ApplicantYears.Pointer> applicants,
            int year,
            Map<String, Long> counts) {
        decisions.store(em, context.caller(), assessor.assessYears(em, scope, applicants, year), counts);
    }

    private void decide(EntityManager em, JobContext context, List<UUID> ids, int year, Map<String, Long> counts) {
        decisions.store(em, context.caller(), assessor.assess(em, ContractCases.load(em, ids, year), year), counts);
        counts.merge("contracts", (long) ids.size(), Long::sum);
    }
}
