package org.longji.plugin.testkit;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.longji.plugin.api.Assessment;
import org.longji.plugin.api.CalculationStep;
import org.longji.plugin.api.Entitled;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.IncentivePolicy;
import org.longji.plugin.api.Jurisdiction;
import org.longji.plugin.api.Kind;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.NotEntitled;
import org.longji.plugin.api.PolicyDescriptor;
import org.longji.plugin.api.Reason;
import org.longji.plugin.api.Side;
import org.longji.plugin.api.Text;
import org.pf4j.Extension;

/** A policy without fault; the samples override the one place where they are wrong. */
@Extension
public class ExampleSubsidy implements IncentivePolicy<ExampleParameters> {

    static final LegalBasis BASIS = LegalBasis.of("示例〔2020〕1号", "一");

    @Override
    public PolicyDescriptor descriptor() {
        return new PolicyDescriptor(
                "example-subsidy", new Text("示例补助", "Example subsidy"), Side.RECIPIENT, Kind.SUBSIDY, 230000, basis());
    }

    @Override
    public Class<ExampleParameters> parametersType() {
        return ExampleParameters.class;
    }

    @Override
    public Assessment assess(Facts facts, ExampleParameters parameters) {
        Money received = facts.receivedWithin(facts.year());
        List<Reason> reasons = reasons(facts, parameters, received);
        if (!reasons.isEmpty()) {
            return new NotEntitled(reasons);
        }
        Money share = share(received, parameters);
        Money granted = capped(share, parameters);
        List<CalculationStep> steps = new ArrayList<>();
        steps.add(step("RATE", share));
        if (!granted.equals(share)) {
            steps.add(step("CAP", granted.minus(share)));
        }
        return entitled(granted, steps);
    }

    List<LegalBasis> basis() {
        return List.of(BASIS);
    }

    Money share(Money received, ExampleParameters parameters) {
        return received.times(parameters.rate(), RoundingMode.HALF_UP);
    }

    Money capped(Money share, ExampleParameters parameters) {
        return share.min(parameters.cap());
    }

    boolean reachesThreshold(Money received, ExampleParameters parameters) {
        return received.isAtLeast(parameters.threshold());
    }

    Entitled entitled(Money granted, List<CalculationStep> steps) {
        return new Entitled(granted, steps, List.of(), List.of());
    }

    private List<Reason> reasons(Facts facts, ExampleParameters parameters, Money received) {
        List<Reason> reasons = new ArrayList<>();
        var date = facts.governingDate();
        if (date.isBefore(parameters.inForceFrom())
                || parameters.inForceUntil().filter(date::isAfter).isPresent()) {
            reasons.add(Reason.notInForce(date, parameters.inForceFrom(), parameters.inForceUntil(), BASIS));
        }
        var province = Jurisdiction.of(230000);
        int division = facts.recipient().division();
        if (!province.contains(division)) {
            reasons.add(Reason.outsideJurisdiction(Side.RECIPIENT, division, province, BASIS));
        }
        if (!reachesThreshold(received, parameters)) {
            reasons.add(Reason.belowThreshold(received, parameters.threshold(), BASIS));
        }
        return reasons;
    }

    private static CalculationStep step(String code, Money contribution) {
        return new CalculationStep(
                code, new Text("计算", "Calculation"), Map.of(), contribution.grouped(), contribution, BASIS);
    }
}
