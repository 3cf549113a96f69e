package org.longji.plugins.provincial;

import org.junit.jupiter.api.DisplayName;
import org.longji.plugin.api.IncentivePolicy;

@DisplayName("RewardShare")
class RewardShareConformanceTest extends ProvincialConformance<RewardShareParameters> {

    @Override
    protected IncentivePolicy<RewardShareParameters> policy() {
        return new RewardShare();
    }
}
