package org.longji.plugins.provincial;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.longji.plugin.api.Assessment;
import org.longji.plugin.api.Entitled;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.IncentivePolicy;
import org.longji.plugin.api.InnerShare;
import org.longji.plugin.api.Kind;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.PartyKind;
import org.longji.plugin.api.PolicyDescriptor;
import org.longji.plugin.api.Side;
import org.longji.plugin.api.Text;
import org.pf4j.Extension;

/**
 * The plan's subsidy for an enterprise of the province that buys a result, from inside or outside the province.
 *
 * <p>The receipts of the year assessed count. Up to a tenth of the subsidy may go to the enterprise's commissioner, out of
 * it and not on top. That only one side of a project is supported in a year is kept by the host.
 */
@Extension
public final class PlanBuyerSubsidy implements IncentivePolicy<PlanBuyerParameters> {

    private static final PolicyDescriptor DESCRIPTOR = new PolicyDescriptor(
            "plan-buyer-subsidy",
            new Text("购买科技成果补助（2017年方案）", "Subsidy for buying results (plan of 2017)"),
            Side.RECIPIENT,
            Kind.SUBSIDY,
            230000,
            List.of(Sources.PLAN_BUYER, Sources.PLAN_COMMISSIONER));

    private static final Set<PartyKind> RECIPIENTS = Set.of(PartyKind.ENTERPRISE);

    @Override
    public PolicyDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Class<PlanBuyerParameters> parametersType() {
        return PlanBuyerParameters.class;
    }

    @Override
    public Assessment assess(Facts facts, PlanBuyerParameters parameters) {
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
                Sources.PLAN_BUYER);
        var commissioner = new InnerShare(
                "COMMISSIONER",
                new Text("企业成果转移转化专员奖励", "Reward for the enterprise's technology transfer commissioner"),
                parameters.commissionerRate(),
                Sources.PLAN_COMMISSIONER);
        return Entitled.of(calculation.steps(), List.of(commissioner), PlanReceipts.notes(facts));
    }

    private static Optional<Assessment> refusal(Facts facts, PlanBuyerParameters parameters, Money received) {
        var conditions = new Conditions(facts);
        conditions.inForce(parameters.inForceFrom(), parameters.inForceUntil(), Sources.PLAN_BUYER);
        conditions.kind(Side.RECIPIENT, RECIPIENTS, Sources.PLAN_BUYER);
        conditions.inside(Side.RECIPIENT, parameters.provinceCode(), Sources.PLAN_BUYER);
        conditions.contractType(parameters.contractTypes(), Sources.PLAN_BUYER);
        Money measured = PlanReceipts.measured(facts, parameters.thresholdBase());
        conditions.threshold(measured, parameters.threshold(), Sources.PLAN_BUYER);
        if (measured.isAtLeast(parameters.threshold())) {
            conditions.somethingReceived(received, Sources.PLAN_BUYER);
        }
        if (parameters.affiliatedPartiesExcluded()) {
            conditions.notAffiliated(Sources.PLAN_BUYER);
        }
        return conditions.verdict();
    }
}
