package org.longji.plugins.provincial;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.longji.plugin.api.Assessment;
import org.longji.plugin.api.Entitled;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.IncentivePolicy;
import org.longji.plugin.api.Kind;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.PartyKind;
import org.longji.plugin.api.PolicyDescriptor;
import org.longji.plugin.api.Side;
import org.longji.plugin.api.Text;
import org.pf4j.Extension;

/**
 * The subsidy of 2024 for an enterprise of the province that buys a result from a university or research institution by
 * transfer or licensing and puts it to use in the province.
 *
 * <p>The year is the one the contract was registered in; payments count up to the day the yearly call names, or else to the
 * end of that year.
 */
@Extension
public final class BuyerSubsidy2024 implements IncentivePolicy<Buyer2024Parameters> {

    private static final PolicyDescriptor DESCRIPTOR = new PolicyDescriptor(
            "buyer-subsidy-2024",
            new Text("企业购买科技成果补助（2024年细则）", "Subsidy for enterprises buying results (rule of 2024)"),
            Side.RECIPIENT,
            Kind.SUBSIDY,
            230000,
            List.of(Sources.RULE_2024_BUYER, Sources.CALL_2025));

    private static final Set<PartyKind> RECIPIENTS = Set.of(PartyKind.ENTERPRISE);

    @Override
    public PolicyDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Class<Buyer2024Parameters> parametersType() {
        return Buyer2024Parameters.class;
    }

    @Override
    public Assessment assess(Facts facts, Buyer2024Parameters parameters) {
        Money paid = facts.receivedUntil(parameters.paidBy().orElseGet(() -> PlanReceipts.lastDayOf(facts.year())));
        Optional<Assessment> open = openConditions(facts, parameters, paid);
        return open.orElseGet(() -> Entitled.of(new CappedRate(
                        paid,
                        new Text("合同实际支付金额", "money paid under the contract"),
                        parameters.rate(),
                        parameters.cap(),
                        Sources.RULE_2024_BUYER)
                .steps()));
    }

    private static Optional<Assessment> openConditions(Facts facts, Buyer2024Parameters parameters, Money paid) {
        var conditions = new Conditions(facts);
        conditions.inForce(parameters.inForceFrom(), parameters.inForceUntil(), Sources.RULE_2024_BUYER);
        conditions.kind(Side.RECIPIENT, RECIPIENTS, Sources.RULE_2024_BUYER);
        conditions.inside(Side.RECIPIENT, parameters.provinceCode(), Sources.CALL_2025);
        conditions.kind(Side.PROVIDER, parameters.providerKinds(), Sources.RULE_2024_BUYER);
        conditions.contractType(parameters.contractTypes(), Sources.RULE_2024_BUYER);
        conditions.registeredWithinYear(Sources.CALL_2025);
        conditions.threshold(paid, parameters.threshold(), Sources.RULE_2024_BUYER);
        if (parameters.affiliatedPartiesExcluded()) {
            conditions.notAffiliated(Sources.CALL_2025);
        }
        if (parameters.landingRequired()) {
            conditions.landed(Sources.RULE_2024_BUYER);
        }
        if (parameters
                .titleTransferTypes()
                .orElse(Set.of())
                .contains(facts.contract().type())) {
            conditions.titleTransferred(Sources.CALL_2025);
        }
        if (parameters.earlierSupportExcludes()) {
            conditions.noEarlierSupport(Sources.CALL_2025);
        }
        return conditions.verdict();
    }
}
