package org.longji.plugins.provincial;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.longji.plugin.api.Assessment;
import org.longji.plugin.api.Discretion;
import org.longji.plugin.api.Entitled;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.IncentivePolicy;
import org.longji.plugin.api.InputDescription;
import org.longji.plugin.api.Kind;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.NeedsJudgement;
import org.longji.plugin.api.NotEntitled;
import org.longji.plugin.api.PolicyDescriptor;
import org.longji.plugin.api.Question;
import org.longji.plugin.api.Reason;
import org.longji.plugin.api.Role;
import org.longji.plugin.api.Side;
import org.longji.plugin.api.Subject;
import org.longji.plugin.api.Text;
import org.pf4j.Extension;

/**
 * Money for technology-transfer institutions that did well in the yearly assessment.
 *
 * <p>The documents name an interval or a limit and no formula: once the conditions hold, the answer is a question for an
 * amount inside it. The amount decided comes back as evidence; one outside the interval is refused, whoever decided it.
 */
@Extension
public final class DemonstrationAward implements IncentivePolicy<DemonstrationParameters> {

    private static final PolicyDescriptor DESCRIPTOR = new PolicyDescriptor(
            "demonstration-institution-award",
            new Text("技术转移示范机构绩效补助", "Award for technology-transfer institutions by assessment"),
            Side.PROVIDER,
            Kind.SUBSIDY,
            230000,
            List.of(Sources.PLAN_DEMONSTRATION, Sources.RULE_2024_DEMONSTRATION));

    private static final String DECIDED = "decided";

    private static final List<InputDescription> INPUTS = List.of(
            Evidence.input("level", InstitutionLevel.class, "机构级别", "Level of the institution"),
            Evidence.input("grade", Grade.class, "年度绩效考评等次", "Grade of the yearly assessment"),
            Evidence.input(
                    "marketType",
                    InputDescription.Type.YES_NO,
                    "独立法人，且以技术交易服务为主营业务",
                    "An independent legal person whose main business is technology trade service"),
            Evidence.input(DECIDED, InputDescription.Type.MONEY, "核定金额（元）", "Amount decided, in yuan"));

    private static final Text BY = new Text("有权批准的部门", "the department entitled to approve");

    @Override
    public PolicyDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Class<DemonstrationParameters> parametersType() {
        return DemonstrationParameters.class;
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
    public Assessment assess(Facts facts, DemonstrationParameters parameters) {
        LegalBasis basis = parameters.rule().basis();
        var conditions = new Conditions(facts);
        var evidence = new Evidence(facts, INPUTS, conditions);
        conditions.inForce(parameters.inForceFrom(), parameters.inForceUntil(), basis);
        conditions.applicantInside(parameters.provinceCode(), basis);
        recognised(evidence, conditions, parameters);
        Optional<Assessment> open = conditions.verdict();
        if (open.isPresent()) {
            return open.get();
        }
        // Where no least amount is named, anything above zero may be decided.
        var interval = new Discretion(DECIDED, parameters.least().orElse(Money.ofFen(1)), parameters.most(), BY);
        if (!evidence.states(DECIDED)) {
            return new NeedsJudgement(List.of(Question.amountToBeDecided(interval, basis)));
        }
        Optional<Money> decided = evidence.money(DECIDED, basis);
        return decided.map(amount ->
                        interval.allows(amount) ? granted(amount, interval, basis) : outside(amount, interval, basis))
                .or(conditions::verdict)
                .orElseThrow();
    }

    private static void recognised(Evidence evidence, Conditions conditions, DemonstrationParameters parameters) {
        LegalBasis basis = parameters.rule().basis();
        evidence.choice("level", InstitutionLevel.class, basis)
                .filter(level -> !parameters.levels().contains(level))
                .ifPresent(level -> conditions.refuse(
                        "LEVEL_NOT_COVERED",
                        new Text(
                                "机构级别不在支持范围（国家级、省级）内。",
                                "The institution is recognised at a level that is not covered."),
                        level.name(),
                        new java.util.TreeSet<>(parameters.levels()).toString(),
                        Optional.empty(),
                        basis));
        evidence.choice("grade", Grade.class, basis)
                .filter(grade -> !parameters.grades().contains(grade))
                .ifPresent(grade -> conditions.refuse(
                        "GRADE_TOO_LOW",
                        new Text("年度绩效考评等次未达到要求。", "The grade of the yearly assessment is too low."),
                        grade.name(),
                        new java.util.TreeSet<>(parameters.grades()).toString(),
                        Optional.empty(),
                        basis));
        if (parameters.marketTypeOnly()) {
            evidence.yes("marketType", basis)
                    .filter(marketType -> !marketType)
                    .ifPresent(no -> conditions.refuse(
                            "NOT_MARKET_TYPE",
                            new Text(
                                    "机构不是以技术交易服务为主营业务的独立法人。",
                                    "The institution is no independent legal person with trade service as its main business."),
                            "NO",
                            "YES",
                            Optional.empty(),
                            basis));
        }
    }

    private static Assessment granted(Money amount, Discretion interval, LegalBasis basis) {
        Map<Text, String> inputs = new LinkedHashMap<>();
        inputs.put(new Text("核定金额", "amount set"), amount.toString());
        inputs.put(new Text("下限", "least"), interval.least().toString());
        inputs.put(new Text("上限", "most"), interval.most().toString());
        String least = interval.least().grouped();
        String most = interval.most().grouped();
        return Entitled.of(List.of(Figures.step(
                "DISCRETION",
                new Text(
                        "由" + BY.zh() + "在 " + least + " 元至 " + most + " 元之内核定",
                        "Set by " + BY.en() + " inside CNY " + least + " to " + most),
                inputs,
                least + " ≤ " + amount.grouped() + " ≤ " + most,
                amount,
                basis)));
    }

    private static Assessment outside(Money amount, Discretion interval, LegalBasis basis) {
        boolean below = !amount.isAtLeast(interval.least());
        Money missing = below ? interval.least().minus(amount) : amount.minus(interval.most());
        String range = interval.least() + ".." + interval.most();
        return new NotEntitled(List.of(new Reason(
                "DECIDED_AMOUNT_OUTSIDE",
                new Text(
                        "核定金额 %s 元不在 %s 元至 %s 元之内，%s %s 元。"
                                .formatted(
                                        amount.grouped(),
                                        interval.least().grouped(),
                                        interval.most().grouped(),
                                        below ? "低于下限" : "超过上限",
                                        missing.grouped()),
                        "The amount decided, CNY %s, is outside CNY %s to %s by CNY %s."
                                .formatted(
                                        amount.grouped(),
                                        interval.least().grouped(),
                                        interval.most().grouped(),
                                        missing.grouped())),
                amount.toString(),
                range,
                Optional.of(missing.toString()),
                basis)));
    }
}
