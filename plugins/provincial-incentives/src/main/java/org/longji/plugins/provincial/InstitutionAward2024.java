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
 * The award of 2024 for a university or research institute whose result is put to use in the province.
 *
 * <p>The rule also rewards results contributed as equity (作价入股); that is not a technology contract and has no receipts,
 * so it is outside this policy.
 */
@Extension
public final class InstitutionAward2024 implements IncentivePolicy<Institution2024Parameters> {

    private static final PolicyDescriptor DESCRIPTOR = new PolicyDescriptor(
            "institution-award-2024",
            new Text("高校和科研院所成果转化奖励（2024年细则）", "Award for universities and institutes (rule of 2024)"),
            Side.PROVIDER,
            Kind.REWARD,
            230000,
            List.of(Sources.RULE_2024_INSTITUTION));

    @Override
    public PolicyDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Class<Institution2024Parameters> parametersType() {
        return Institution2024Parameters.class;
    }

    @Override
    public Assessment assess(Facts facts, Institution2024Parameters parameters) {
        Money received = facts.receivedUntil(parameters.paidBy().orElseGet(() -> PlanReceipts.lastDayOf(facts.year())));
        Optional<Assessment> open = openConditions(facts, parameters, received);
        return open.orElseGet(() -> Entitled.of(new CappedRate(
                        received,
                        new Text("合同到账金额", "money received under the contract"),
                        parameters.rate(),
                        parameters.cap(),
                        Sources.RULE_2024_INSTITUTION)
                .steps()));
    }

    private static Optional<Assessment> openConditions(
            Facts facts, Institution2024Parameters parameters, Money received) {
        var conditions = new Conditions(facts);
        conditions.inForce(parameters.inForceFrom(), parameters.inForceUntil(), Sources.RULE_2024_INSTITUTION);
        conditions.kind(Side.PROVIDER, parameters.providerKinds(), Sources.RULE_2024_INSTITUTION);
        conditions.inside(Side.PROVIDER, parameters.provinceCode(), Sources.RULE_2024_INSTITUTION);
        conditions.contractType(parameters.contractTypes(), Sources.RULE_2024_INSTITUTION);
        conditions.registeredWithinYear(Sources.RULE_2024_INSTITUTION);
        conditions.threshold(received, parameters.threshold(), Sources.RULE_2024_INSTITUTION);
        if (parameters.landingRequired()) {
            conditions.landed(Sources.RULE_2024_INSTITUTION);
        }
        return conditions.verdict();
    }
}
