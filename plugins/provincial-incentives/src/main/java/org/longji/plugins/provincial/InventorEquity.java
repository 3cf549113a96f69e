package org.longji.plugins.provincial;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.longji.plugin.api.Assessment;
import org.longji.plugin.api.CalculationStep;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.IncentivePolicy;
import org.longji.plugin.api.InputDescription;
import org.longji.plugin.api.Kind;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Passed;
import org.longji.plugin.api.PolicyDescriptor;
import org.longji.plugin.api.Role;
import org.longji.plugin.api.Side;
import org.longji.plugin.api.Subject;
import org.longji.plugin.api.Text;
import org.pf4j.Extension;

/**
 * Checks that the inventor or the team holds at least its share of a job result that was divided (职务科技成果分割确权).
 *
 * <p>The floor is a share of the result, or of the stake for which it was contributed to a company; what that makes of the
 * whole company is shown beside it and has no floor of its own.
 */
@Extension
public final class InventorEquity implements IncentivePolicy<InventorEquityParameters> {

    private static final PolicyDescriptor DESCRIPTOR = new PolicyDescriptor(
            "inventor-equity-check",
            new Text("职务发明人股权比例核查", "Check of the inventors' share of equity"),
            Side.PROVIDER,
            Kind.CHECK,
            230000,
            List.of(Sources.PLAN_EQUITY));

    private static final List<InputDescription> INPUTS = List.of(
            Evidence.input(
                    "value", InputDescription.Type.MONEY, "成果作价（元）", "Value of the result or of its stake, in yuan"),
            Evidence.input(
                    "inventorShare", InputDescription.Type.RATIO, "发明人或团队享有的比例", "Share of the inventor or the team"),
            new InputDescription(
                    "registeredCapital",
                    new Text("公司注册资本（元，未成立公司的为0）", "Registered capital in yuan, 0 without a company"),
                    InputDescription.Type.MONEY,
                    List.of(),
                    Optional.of("0.00")),
            Evidence.input(
                    "consent", InputDescription.Type.YES_NO, "发明人书面同意低于下限", "The inventors agreed in writing to less"));

    @Override
    public PolicyDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Class<InventorEquityParameters> parametersType() {
        return InventorEquityParameters.class;
    }

    @Override
    public Subject subject() {
        return Subject.CLAIM;
    }

    @Override
    public Role beneficiary() {
        return Role.APPLICANT;
    }

    @Override
    public List<InputDescription> inputs() {
        return INPUTS;
    }

    @Override
    public Assessment assess(Facts facts, InventorEquityParameters parameters) {
        var conditions = new Conditions(facts);
        var evidence = new Evidence(facts, INPUTS, conditions);
        conditions.inForce(parameters.inForceFrom(), parameters.inForceUntil(), Sources.PLAN_EQUITY);
        conditions.applicantInside(parameters.provinceCode(), Sources.PLAN_EQUITY);
        conditions.applicantKind(parameters.unitKinds(), Sources.PLAN_EQUITY);
        Money value = evidence.money("value", Sources.PLAN_EQUITY).orElse(Money.ZERO);
        BigDecimal share = evidence.ratio("inventorShare", Sources.PLAN_EQUITY).orElse(parameters.floor());
        Money capital = evidence.money("registeredCapital", Sources.PLAN_EQUITY).orElse(Money.ZERO);
        boolean agreedToLess =
                possible(conditions, value, share, capital) && floor(evidence, conditions, parameters, value, share);
        return conditions
                .verdict()
                .orElseGet(() -> new Passed(steps(value, share, capital, parameters), notes(agreedToLess)));
    }

    /** Figures that cannot be are refused before anything is held against the floor. */
    private static boolean possible(Conditions conditions, Money value, BigDecimal share, Money capital) {
        boolean whole = share.signum() >= 0 && share.compareTo(BigDecimal.ONE) <= 0;
        if (!whole) {
            conditions.refuse(
                    "SHARE_NOT_OF_A_WHOLE",
                    new Text("比例应在0至1之间。", "A share lies between 0 and 1."),
                    share.toPlainString(),
                    "0..1",
                    Optional.empty(),
                    Sources.PLAN_EQUITY);
        }
        if (capital.isPositive() && value.isMoreThan(capital)) {
            conditions.refuse(
                    "STAKE_ABOVE_CAPITAL",
                    new Text("成果作价高于公司注册资本。", "The stake is worth more than the registered capital."),
                    value.toString(),
                    "≤ " + capital,
                    Optional.of(value.minus(capital).toString()),
                    Sources.PLAN_EQUITY);
        }
        return whole;
    }

    /** {@return whether less than the floor was agreed, lawfully} */
    private static boolean floor(
            Evidence evidence,
            Conditions conditions,
            InventorEquityParameters parameters,
            Money value,
            BigDecimal share) {
        BigDecimal floor = parameters.floor();
        if (share.compareTo(floor) >= 0) {
            return false;
        }
        if (parameters.lessByConsent()) {
            Optional<Boolean> consent = evidence.yes("consent", Sources.PLAN_EQUITY);
            if (consent.isEmpty() || consent.get()) {
                return consent.isPresent();
            }
        }
        Money held = value.times(share, RoundingMode.HALF_UP);
        Money least = value.times(floor, RoundingMode.HALF_UP);
        conditions.refuse(
                "BELOW_FLOOR",
                new Text(
                        "发明人或团队享有 %s（%s 元），低于 %s 的下限（%s 元，含本数），还差 %s 个百分点，即 %s 元。"
                                .formatted(
                                        Figures.percent(share),
                                        held.grouped(),
                                        Figures.percent(floor),
                                        least.grouped(),
                                        floor.subtract(share)
                                                .movePointRight(2)
                                                .stripTrailingZeros()
                                                .toPlainString(),
                                        least.minus(held).grouped()),
                        "The inventors hold %s (CNY %s), below the floor of %s (CNY %s, inclusive) by CNY %s."
                                .formatted(
                                        Figures.percent(share),
                                        held.grouped(),
                                        Figures.percent(floor),
                                        least.grouped(),
                                        least.minus(held).grouped())),
                share.toPlainString(),
                "≥ " + floor.toPlainString(),
                Optional.of(floor.subtract(share).toPlainString()),
                Sources.PLAN_EQUITY);
        return false;
    }

    private static List<CalculationStep> steps(
            Money value, BigDecimal share, Money capital, InventorEquityParameters parameters) {
        Money held = value.times(share, RoundingMode.HALF_UP);
        List<CalculationStep> steps = new ArrayList<>();
        Map<Text, String> inputs = new LinkedHashMap<>();
        inputs.put(new Text("成果作价", "value of the result"), value.toString());
        inputs.put(new Text("发明人比例", "share of the inventors"), share.toPlainString());
        inputs.put(new Text("下限", "floor"), parameters.floor().toPlainString());
        steps.add(Figures.held(
                "INVENTORS",
                new Text(
                        "发明人或团队享有的部分，下限为 " + Figures.percent(parameters.floor()) + "（含本数）",
                        "What the inventors hold; the floor is " + Figures.percent(parameters.floor()) + ", inclusive"),
                inputs,
                value.grouped() + " × " + Figures.percent(share) + " = " + held.grouped(),
                Sources.PLAN_EQUITY));
        if (capital.isPositive()) {
            Map<Text, String> company = new LinkedHashMap<>();
            company.put(new Text("发明人享有", "held by the inventors"), held.toString());
            company.put(new Text("注册资本", "registered capital"), capital.toString());
            company.put(
                    new Text("成果占股", "share of the result in the company"),
                    Figures.share(value, capital).substring(2));
            steps.add(Figures.held(
                    "COMPANY",
                    new Text("折算为公司股权", "As a share of the whole company"),
                    company,
                    held.grouped() + " ÷ " + capital.grouped() + " " + Figures.share(held, capital),
                    Sources.PLAN_EQUITY));
        }
        return steps;
    }

    private static List<Text> notes(boolean agreedToLess) {
        return agreedToLess
                ? List.of(new Text(
                        "低于下限，但发明人已书面同意；方案的用语是“可享有”。",
                        "Below the floor, but the inventors agreed in writing; the plan says they \"may\" hold it."))
                : List.of();
    }
}
