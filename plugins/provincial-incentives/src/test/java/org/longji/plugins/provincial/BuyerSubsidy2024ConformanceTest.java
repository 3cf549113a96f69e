package org.longji.plugins.provincial;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.longji.plugin.api.IncentivePolicy;
import org.longji.plugin.cases.PolicyBehavior;

@DisplayName("BuyerSubsidy2024")
class BuyerSubsidy2024ConformanceTest extends ProvincialConformance<Buyer2024Parameters> {

    private static final Set<PolicyBehavior> UNSUPPORTED = EnumSet.of(
            PolicyBehavior.RECIPIENT_FROM_OUTSIDE,
            PolicyBehavior.DEVELOPMENT_CONTRACTS,
            PolicyBehavior.CONSULTING_CONTRACTS,
            PolicyBehavior.SERVICE_CONTRACTS,
            PolicyBehavior.RESULTS_LANDED_ELSEWHERE,
            PolicyBehavior.AFFILIATED_PARTIES,
            PolicyBehavior.EARLIER_SUPPORT);

    @Override
    protected IncentivePolicy<Buyer2024Parameters> policy() {
        return new BuyerSubsidy2024();
    }

    @Override
    protected boolean supports(PolicyBehavior behavior) {
        return !UNSUPPORTED.contains(behavior);
    }
}
