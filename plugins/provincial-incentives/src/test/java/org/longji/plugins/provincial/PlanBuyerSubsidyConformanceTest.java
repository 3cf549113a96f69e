package org.longji.plugins.provincial;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.longji.plugin.api.IncentivePolicy;
import org.longji.plugin.cases.PolicyBehavior;

@DisplayName("PlanBuyerSubsidy")
class PlanBuyerSubsidyConformanceTest extends ProvincialConformance<PlanBuyerParameters> {

    private static final Set<PolicyBehavior> UNSUPPORTED = EnumSet.of(PolicyBehavior.RECIPIENT_FROM_OUTSIDE);

    @Override
    protected IncentivePolicy<PlanBuyerParameters> policy() {
        return new PlanBuyerSubsidy();
    }

    @Override
    protected boolean supports(PolicyBehavior behavior) {
        return !UNSUPPORTED.contains(behavior);
    }
}
