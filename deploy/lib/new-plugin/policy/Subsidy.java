package @package@;

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

/** A share of what a buyer of @tenant@ paid in the year, from a threshold on and up to a cap (示例: no such document exists). */
@Extension
public final class Subsidy implements IncentivePolicy<Figures> {

    private static final int DIVISION = @tenant@;
    private static final LegalBasis BASIS = LegalBasis.of("示例〔2026〕1号", "第三条");
    private static final PolicyDescriptor DESCRIPTOR = new PolicyDescriptor(
            "@name@",
            new Text("购买技术补助（示例）", "Subsidy for buying technology (sample)"),
            Side.RECIPIENT,
            Kind.SUBSIDY,
            DIVISION,
            List.of(BASIS));

    @Override
    public PolicyDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Class<Figures> parametersType() {
        return Figures.class;
    }

    @Override
    public Assessment assess(Facts facts, Figures figures) {
        Money received = facts.receivedWithin(facts.year());
        List<Reason> reasons = reasons(facts, figures, received);
        if (!reasons.isEmpty()) {
            return new NotEntitled(reasons);
        }
        Money share = received.times(figures.rate(), RoundingMode.HALF_UP);
        Money granted = share.min(figures.cap());
        List<CalculationStep> steps = new ArrayList<>();
        steps.add(step("RATE", new Text("当年到账乘以补助比例", "receipts of the year by the rate"), share));
        if (!granted.equals(share)) {
            steps.add(step("CAP", new Text("超过封顶的部分", "what exceeds the cap"), granted.minus(share)));
        }
        return new Entitled(granted, steps, List.of(), List.of());
    }

    private static List<Reason> reasons(Facts facts, Figures figures, Money received) {
        List<Reason> reasons = new ArrayList<>();
        var day = facts.governingDate();
        if (day.isBefore(figures.inForceFrom())
                || figures.inForceUntil().filter(day::isAfter).isPresent()) {
            reasons.add(Reason.notInForce(day, figures.inForceFrom(), figures.inForceUntil(), BASIS));
        }
        var city = Jurisdiction.of(DIVISION);
        int division = facts.recipient().division();
        if (!city.contains(division)) {
            reasons.add(Reason.outsideJurisdiction(Side.RECIPIENT, division, city, BASIS));
        }
        if (!received.isAtLeast(figures.threshold())) {
            reasons.add(Reason.belowThreshold(received, figures.threshold(), BASIS));
        }
        return reasons;
    }

    private static CalculationStep step(String code, Text label, Money contribution) {
        return new CalculationStep(code, label, Map.of(), contribution.grouped(), contribution, BASIS);
    }
}
