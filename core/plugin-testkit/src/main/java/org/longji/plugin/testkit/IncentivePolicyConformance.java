package org.longji.plugin.testkit;

import org.apiguardian.api.API;
import org.longji.plugin.api.IncentivePolicy;
import org.longji.plugin.cases.PolicyLine;
import org.longji.plugin.cases.PolicyUnderTest;

/**
 * Checks that every policy must pass; extend it, name the policy, its dated values and its scenarios, and the rest
 * is inherited.
 *
 * <pre>{@code
 * class BuyerSubsidyConformanceTest extends IncentivePolicyConformance<BuyerParameters> {
 *     protected IncentivePolicy<BuyerParameters> policy() { return new BuyerSubsidy(); }
 *     protected PolicyLine line() { return PolicyLine.read(Path.of("buyer-subsidy.yaml")); }
 *     protected Scenarios scenarios() { return Scenarios.read(Path.of("scenarios/buyer-subsidy.yaml")); }
 * }
 * }</pre>
 *
 * <p>The first scenario of each version that expects money serves as the sample the other checks vary; write it plainly.
 *
 * @param <P> record of the policy's parameters
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public abstract class IncentivePolicyConformance<P extends Record> extends PolicyConformance {

    /** {@return the policy under test; a new one on each call is fine} */
    protected abstract IncentivePolicy<P> policy();

    @Override
    PolicyUnderTest underTest(PolicyLine.Version version) {
        return PolicyUnderTest.of(policy(), settings());
    }

    @Override
    Class<?> extension() {
        return policy().getClass();
    }
}
