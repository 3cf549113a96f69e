package org.longji.plugins.provincial;

import org.junit.jupiter.api.DisplayName;
import org.longji.plugin.api.IncentivePolicy;

@DisplayName("ConversionAgreement")
class ConversionAgreementConformanceTest extends ProvincialConformance<ConversionAgreementParameters> {

    @Override
    protected IncentivePolicy<ConversionAgreementParameters> policy() {
        return new ConversionAgreement();
    }
}
