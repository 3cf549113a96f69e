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
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Passed;
import org.longji.plugin.api.PolicyDescriptor;
import org.longji.plugin.api.Role;
import org.longji.plugin.api.Side;
import org.longji.plugin.api.Subject;
import org.longji.plugin.api.Text;
import org.pf4j.Extension;

/**
 * Checks how a publicly funded unit rewards those who made and converted a result: enough in all, enough for the main
 * contributors, cash alone for a principal leader, and outside the limit of performance pay.
 */
@Extension
public final class RewardShare implements IncentivePolicy<RewardShareParameters> {

    private static final PolicyDescriptor DESCRIPTOR = new PolicyDescriptor(
            "reward-share-check",
            new Text("成果转化奖励份额核查", "Check of the reward shares of a conversion"),
            Side.PROVIDER,
            Kind.CHECK,
            230000,
            List.of(
                    Sources.PLAN_CASH_ONLY,
                    Sources.PLAN_EQUITY_OR_CASH,
                    Sources.PLAN_CONTRIBUTORS,
                    Sources.PLAN_OUTSIDE_PAY,
                    Sources.LAW_REWARD,
                    Sources.MAIN_CONTRIBUTORS));

    private static final List<InputDescription> INPUTS = List.of(
            Evidence.input("way", ConversionWay.class, "转化方式", "Way of conversion"),
            Evidence.input(
                    "base",
                    InputDescription.Type.MONEY,
                    "净收入、作价股份或当年营业利润（元）",
                    "Net income, shares or the year's operating profit, in yuan"),
            Evidence.input("reward", InputDescription.Type.MONEY, "奖励总额（元）", "Reward in all, in yuan"),
            Evidence.input(
                    "toMainContributors",
                    InputDescription.Type.MONEY,
                    "其中奖励主要贡献人员（元，含科技人员、管理人员和技术转移机构人员）",
                    "Of it to the main contributors, in yuan: scientists, managers and staff of transfer institutions"),
            Evidence.input(
                    "principalGetsEquity",
                    InputDescription.Type.YES_NO,
                    "正职领导获得股份或出资比例",
                    "A principal leader gets shares or a part of the contribution"));

    @Override
    public PolicyDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Class<RewardShareParameters> parametersType() {
        return RewardShareParameters.class;
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
    public Assessment assess(Facts facts, RewardShareParameters parameters) {
        var conditions = new Conditions(facts);
        var evidence = new Evidence(facts, INPUTS, conditions);
        conditions.inForce(parameters.inForceFrom(), parameters.inForceUntil(), Sources.LAW_REWARD);
        conditions.applicantInside(parameters.provinceCode(), Sources.LAW_REWARD);
        conditions.applicantKind(parameters.unitKinds(), Sources.LAW_REWARD);
        Optional<ConversionWay> way = evidence.choice("way", ConversionWay.class, Sources.LAW_REWARD);
        Optional<Money> base = evidence.money("base", Sources.LAW_REWARD);
        Optional<Money> reward = evidence.money("reward", Sources.LAW_REWARD);
        Optional<Money> main = evidence.money("toMainContributors", Sources.MAIN_CONTRIBUTORS);
        cashForThePrincipal(evidence, conditions, parameters);
        var floors = new ArrayList<Floor>();
        if (way.isPresent() && base.isPresent() && reward.isPresent()) {
            floors.add(new Floor(
                    "REWARD",
                    new Text("奖励总额", "The reward in all"),
                    reward.get(),
                    base.get(),
                    parameters.floorOf(way.get()),
                    Sources.LAW_REWARD));
        }
        if (reward.isPresent() && main.isPresent()) {
            floors.add(new Floor(
                    "MAIN_CONTRIBUTORS",
                    new Text("主要贡献人员所得", "What the main contributors get"),
                    main.get(),
                    reward.get(),
                    parameters.mainContributorsFloor(),
                    Sources.MAIN_CONTRIBUTORS));
            if (main.get().isMoreThan(reward.get())) {
                conditions.refuse(
                        "PART_ABOVE_WHOLE",
                        new Text("主要贡献人员所得高于奖励总额。", "The main contributors get more than the reward in all."),
                        main.get().toString(),
                        "≤ " + reward.get(),
                        Optional.of(main.get().minus(reward.get()).toString()),
                        Sources.MAIN_CONTRIBUTORS);
            }
        }
        floors.forEach(floor -> floor.hold(conditions));
        return conditions
                .verdict()
                .orElseGet(() -> new Passed(steps(floors, reward.orElseThrow(), parameters), List.of()));
    }

    private static void cashForThePrincipal(
            Evidence evidence, Conditions conditions, RewardShareParameters parameters) {
        if (!parameters.principalCashOnly()) {
            return;
        }
        evidence.yes("principalGetsEquity", Sources.PLAN_CASH_ONLY)
                .filter(equity -> equity)
                .ifPresent(equity -> conditions.refuse(
                        "PRINCIPAL_CASH_ONLY",
                        new Text(
                                "法定代表人或者主要负责人（正职）只可获得现金奖励，其他领导才可获得股份或者出资比例。",
                                "A legal representative or principal leader may be rewarded in cash only; shares are for other leaders."),
                        "YES",
                        "NO",
                        Optional.empty(),
                        Sources.PLAN_CASH_ONLY));
    }

    private static List<CalculationStep> steps(List<Floor> floors, Money reward, RewardShareParameters parameters) {
        List<CalculationStep> steps = new ArrayList<>();
        floors.forEach(floor -> steps.add(floor.step()));
        if (parameters.principalCashOnly()) {
            steps.add(Figures.held(
                    "CASH_ONLY",
                    new Text("正职领导没有获得股份或出资比例", "No principal leader gets shares"),
                    Map.of(),
                    "—",
                    Sources.PLAN_CASH_ONLY));
        }
        steps.add(Figures.held(
                "OUTSIDE_PERFORMANCE_PAY",
                new Text("依法取得的奖励收入不纳入绩效工资", "The reward does not count as performance pay"),
                Map.of(new Text("奖励总额", "reward in all"), reward.toString()),
                reward.grouped() + " → 0.00",
                Sources.PLAN_OUTSIDE_PAY));
        return steps;
    }

    /** Something that must be at least a share of something else. */
    private record Floor(String code, Text name, Money actual, Money base, BigDecimal rate, LegalBasis basis) {

        /** Up: half a fen below the share would be below it. */
        Money least() {
            return base.times(rate, RoundingMode.CEILING);
        }

        void hold(Conditions conditions) {
            if (actual.isAtLeast(least())) {
                return;
            }
            Money missing = least().minus(actual);
            conditions.refuse(
                    code + "_BELOW_FLOOR",
                    new Text(
                            "%s %s 元，低于 %s 元的 %s，即 %s 元（含本数），还差 %s 元。"
                                    .formatted(
                                            name.zh(),
                                            actual.grouped(),
                                            base.grouped(),
                                            Figures.percent(rate),
                                            least().grouped(),
                                            missing.grouped()),
                            "%s is CNY %s, below %s of CNY %s, which is CNY %s (inclusive), by CNY %s."
                                    .formatted(
                                            name.en(),
                                            actual.grouped(),
                                            Figures.percent(rate),
                                            base.grouped(),
                                            least().grouped(),
                                            missing.grouped())),
                    actual.toString(),
                    "≥ " + least(),
                    Optional.of(missing.toString()),
                    basis);
        }

        CalculationStep step() {
            Map<Text, String> inputs = new LinkedHashMap<>();
            inputs.put(new Text("基数", "base"), base.toString());
            inputs.put(new Text("下限比例", "least share"), rate.toPlainString());
            inputs.put(name, actual.toString());
            return Figures.held(
                    code,
                    new Text(
                            name.zh() + "不低于 " + Figures.percent(rate),
                            name.en() + " is at least " + Figures.percent(rate)),
                    inputs,
                    base.grouped() + " × " + Figures.percent(rate) + " = " + least().grouped() + " ≤ "
                            + actual.grouped(),
                    basis);
        }
    }
}
