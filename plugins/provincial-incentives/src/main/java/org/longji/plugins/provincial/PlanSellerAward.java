package org.longji.plugins.provincial;

import java.util.List;
import java.util.Optional;
import org.longji.plugin.api.Assessment;
import org.longji.plugin.api.Entitled;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.IncentivePolicy;
import org.longji.plugin.api.Kind;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.PolicyDescriptor;
import org.longji.plugin.api.Side;
import org.longji.plugin.api.Text;
import org.pf4j.Extension;

/**
 * The plan's award for a university, research institution or enterprise that trades a result inside the province.
 *
 * <p>Both parties must be registered in the province: a sale beyond it earns nothing. The receipts of the year assessed
 * count. That only one side of a project is supported in a year is kept by the host.
 */
@Extension
public final class PlanSellerAward implements IncentivePolicy<PlanSellerParameters> {

    private static final PolicyDescriptor DESCRIPTOR = new PolicyDescriptor(
            "plan-seller-award",
            new Text("省内技术交易奖励（2017年方案）", "Award for trade inside the province (plan of 2017)"),
            Side.PROVIDER,
            Kind.REWARD,
            230000,
            List.of(Sources.PLAN_SELLER));

    @Override
    public PolicyDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Class<PlanSellerParameters> parametersType() {
        return PlanSellerParameters.class;
    }

    @Override
    public Assessment assess(Facts facts, PlanSellerParameters parameters) {
        Money received = facts.receivedWithin(facts.year());
        Optional<Assessment> refusal = refusal(facts, parameters, received);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        var calculation = new CappedRate(
                received,
                new Text("当年实际到账金额", "money received in the year"),
                parameters.rate(),
                parameters.cap(),
                Sources.PLAN_SELLER);
        return Entitled.of(calculation.steps(), List.of(), PlanReceipts.notes(facts));
    }

    private static Optional<Assessment> refusal(Facts facts, PlanSellerParameters parameters, Money received) {
        var conditions = new Conditions(facts);
        conditions.inForce(parameters.inForceFrom(), parameters.inForceUntil(), Sources.PLAN_SELLER);
        conditions.kind(Side.PROVIDER, parameters.providerKinds(), Sources.PLAN_SELLER);
        conditions.inside(Side.PROVIDER, parameters.provinceCode(), Sources.PLAN_SELLER);
        conditions.inside(Side.RECIPIENT, parameters.provinceCode(), Sources.PLAN_SELLER);
        conditions.contractType(parameters.contractTypes(), Sources.PLAN_SELLER);
        Money measured = PlanReceipts.measured(facts, parameters.thresholdBase());
        conditions.threshold(measured, parameters.threshold(), Sources.PLAN_SELLER);
        if (measured.isAtLeast(parameters.threshold())) {
            conditions.somethingReceived(received, Sources.PLAN_SELLER);
        }
        if (parameters.affiliatedPartiesExcluded()) {
            conditions.notAffiliated(Sources.PLAN_SELLER);
        }
        return conditions.verdict();
    }
}
