package org.longji.plugins.provincial;

import org.junit.jupiter.api.DisplayName;
import org.longji.plugin.api.IncentivePolicy;

@DisplayName("DemonstrationAward")
class DemonstrationAwardConformanceTest extends ProvincialConformance<DemonstrationParameters> {

    @Override
    protected IncentivePolicy<DemonstrationParameters> policy() {
        return new DemonstrationAward();
    }
}
