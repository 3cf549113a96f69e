package org.longji.plugins.provincial;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.longji.plugin.api.IncentivePolicy;
import org.longji.plugin.cases.PolicyBehavior;

@DisplayName("InstitutionAward2024")
class InstitutionAward2024ConformanceTest extends ProvincialConformance<Institution2024Parameters> {

    private static final Set<PolicyBehavior> UNSUPPORTED = EnumSet.of(
            PolicyBehavior.PROVIDER_FROM_OUTSIDE,
            PolicyBehavior.DEVELOPMENT_CONTRACTS,
            PolicyBehavior.CONSULTING_CONTRACTS,
            PolicyBehavior.SERVICE_CONTRACTS,
            PolicyBehavior.RESULTS_LANDED_ELSEWHERE);

    @Override
    protected IncentivePolicy<Institution2024Parameters> policy() {
        return new InstitutionAward2024();
    }

    @Override
    protected boolean supports(PolicyBehavior behavior) {
        return !UNSUPPORTED.contains(behavior);
    }
}
