package org.longji.plugins.provincial;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.longji.plugin.api.IncentivePolicy;
import org.longji.plugin.cases.PolicyBehavior;

@DisplayName("PlanSellerAward")
class PlanSellerAwardConformanceTest extends ProvincialConformance<PlanSellerParameters> {

    private static final Set<PolicyBehavior> UNSUPPORTED =
            EnumSet.of(PolicyBehavior.PROVIDER_FROM_OUTSIDE, PolicyBehavior.RECIPIENT_FROM_OUTSIDE);

    @Override
    protected IncentivePolicy<PlanSellerParameters> policy() {
        return new PlanSellerAward();
    }

    @Override
    protected boolean supports(PolicyBehavior behavior) {
        return !UNSUPPORTED.contains(behavior);
    }
}
