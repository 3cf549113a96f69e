package org.longji.plugins.provincial;

import org.junit.jupiter.api.DisplayName;
import org.longji.plugin.api.IncentivePolicy;

@DisplayName("InventorEquity")
class InventorEquityConformanceTest extends ProvincialConformance<InventorEquityParameters> {

    @Override
    protected IncentivePolicy<InventorEquityParameters> policy() {
        return new InventorEquity();
    }
}
