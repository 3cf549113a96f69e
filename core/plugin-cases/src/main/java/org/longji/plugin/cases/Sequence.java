package org.longji.plugin.cases;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Assessment;
import org.longji.plugin.api.CalculationStep;
import org.longji.plugin.api.Entitled;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.NotEntitled;
import org.longji.plugin.api.PriorSupport;
import org.longji.plugin.api.Reason;
import org.longji.plugin.api.Side;
import org.longji.plugin.api.Text;

/**
 * A case and those that follow it, with what the host keeps over several cases: earlier support, one side per project and
 * year, caps over a project or an applicant, and a budget that is shared out. The host's own rules are tried on a database in
 * the domain; this says the same for an author without one.
 */
final class Sequence {

    /** One case with what it was answered in the end. */
    static final class Step {
        final Scenario scenario;
        final LineUnderTest line;
        final Facts facts;
        Assessment answer;

        Step(Scenario scenario, LineUnderTest line) {
            this.scenario = scenario;
            this.line = line;
            this.facts = scenario.facts(line.policyFor(scenario).beneficiary());
            this.answer = line.assess(scenario);
        }

        Money amount() {
            return answer instanceof Entitled entitled ? entitled.amount() : Money.ZERO;
        }

        Side side() {
            return line.policyFor(scenario).descriptor().side();
        }

        String beneficiary() {
            boolean claim = facts.contract().registrationNumber().isEmpty();
            return claim ? facts.provider().creditCode() : facts.party(side()).creditCode();
        }

        String project() {
            String project = scenario.given().project();
            return project == null ? "" : project;
        }

        void reduceTo(Money granted, String code, Text what, LegalBasis basis) {
            if (!(answer instanceof Entitled entitled) || !entitled.amount().isMoreThan(granted)) {
                return;
            }
            if (granted.isZero()) {
                refuse(code, what, basis);
                return;
            }
            List<CalculationStep> steps = new ArrayList<>(entitled.steps());
            steps.add(new CalculationStep(
                    code,
                    what,
                    Map.of(),
                    "min(" + entitled.amount() + ", " + granted + ") = " + granted,
                    granted.minus(entitled.amount()),
                    basis));
            answer = new Entitled(granted, steps, entitled.shares(), entitled.notes());
        }

        void refuse(String code, Text message, LegalBasis basis) {
            answer = new NotEntitled(List.of(new Reason(code, message, "-", "-", Optional.empty(), basis)));
        }
    }

    private Sequence() {}

    /** {@return the case and everything after it, in order} */
    static List<Scenario> flat(Scenario first) {
        List<Scenario> all = new ArrayList<>(List.of(first));
        if (first.then() != null) {
            first.then().forEach(next -> all.addAll(flat(next)));
        }
        return all;
    }

    /**
     * Asks for every case of the sequence and applies what spans them.
     *
     * @param lines finds the line of a file that a case names; the main line where it names none
     */
    static List<Step> run(Scenario first, Function<@Nullable String, LineUnderTest> lines) {
        List<Step> steps = new ArrayList<>();
        Map<String, Money> taken = new HashMap<>();
        for (Scenario scenario : flat(first)) {
            LineUnderTest line = lines.apply(scenario.line());
            Step step = new Step(scenario.after(before(steps, scenario, line)), line);
            keepSides(step);
            keepCaps(step, taken, steps.size());
            steps.add(step);
        }
        Scenario.Pool pool = first.pool();
        if (pool != null) {
            share(steps, Money.of(pool.budget()), pool.by());
        }
        return steps;
    }

    private static List<PriorSupport> before(List<Step> steps, Scenario scenario, LineUnderTest line) {
        Step probe = new Step(scenario, line);
        List<PriorSupport> granted = new ArrayList<>();
        for (Step step : steps) {
            boolean related = !probe.project().isEmpty() && probe.project().equals(step.project())
                    || probe.beneficiary().equals(step.beneficiary());
            if (related && step.amount().isPositive()) {
                granted.add(new PriorSupport(step.line.line().policy(), step.facts.year(), step.side(), step.amount()));
            }
        }
        return granted;
    }

    private static void keepSides(Step step) {
        PolicyLine.Version version = step.line.versionFor(step.scenario);
        LegalBasis basis = basis(version);
        for (PriorSupport support : step.facts.priorSupport()) {
            if (!support.granted().isPositive() || !(step.answer instanceof Entitled)) {
                continue;
            }
            if (version.exclusivity().equals("ONE_SIDE_PER_PROJECT_YEAR")
                    && support.year() == step.facts.year()
                    && support.side() != step.side()) {
                step.refuse(
                        "PROJECT_YEAR_OTHER_SIDE_PAID",
                        new Text("同一年度同一项目已支持另一方。", "The project's other side holds the year."),
                        basis);
            } else if (version.exclusivity().equals("NO_EARLIER_PROVINCIAL_SUPPORT")
                    && support.year() < step.facts.year()) {
                step.refuse(
                        "EARLIER_PROVINCIAL_SUPPORT",
                        new Text("以前年度已获支持。", "There was support for an earlier year."),
                        basis);
            }
        }
    }

    private static LegalBasis basis(PolicyLine.Version version) {
        return LegalBasis.of(version.document(), version.article() == null ? "-" : version.article());
    }

    private static void keepCaps(Step step, Map<String, Money> taken, int position) {
        PolicyLine.Version version = step.line.versionFor(step.scenario);
        List<String> keys = new ArrayList<>();
        for (PolicyLine.Cap cap : version.caps()) {
            String key = step.line.line().policy() + "|" + cap.scope() + "|" + over(cap.scope(), step, position);
            keys.add(key);
            step.line
                    .limit(cap, step.scenario)
                    .ifPresent(limit -> keep(step, limit, taken.getOrDefault(key, Money.ZERO), basis(version)));
        }
        keys.forEach(key -> taken.merge(key, step.amount(), Money::plus));
    }

    private static String over(String scope, Step step, int position) {
        String project = step.project().isEmpty() ? "case " + position : step.project();
        return switch (scope) {
            case "APPLICANT_YEAR" -> step.beneficiary() + "|" + step.facts.year();
            case "APPLICANT_LIFETIME" -> step.beneficiary();
            case "PROJECT_YEAR" -> project + "|" + step.facts.year();
            case "PROJECT_LIFETIME" -> project;
            case "CONTRACT_LIFETIME" -> step.facts.contract().registrationNumber();
            default -> "case " + position;
        };
    }

    private static void keep(Step step, Money limit, Money used, LegalBasis basis) {
        Money granted = step.amount().min(limit.minus(used).max(Money.ZERO));
        boolean usedUp = granted.isZero();
        step.reduceTo(
                granted,
                usedUp ? "SHARED_CAP_USED_UP" : "SHARED_CAP",
                usedUp
                        ? new Text("最高限额已用完。", "The cap is used up.")
                        : new Text(
                                "合计最高 " + limit + " 元，此前已使用 " + used + " 元",
                                "together at most " + limit + ", of which " + used + " is used"),
                basis);
    }

    private static void share(List<Step> steps, Money budget, Scenario.Pool.Sharing by) {
        Money total = Money.sum(steps.stream().map(Step::amount).toList());
        if (!total.isMoreThan(budget)) {
            return;
        }
        Text what = new Text("资金总额 " + budget + " 元不足，按规定分配", "The budget of " + budget + " is shared out");
        if (by == Scenario.Pool.Sharing.PRO_RATA) {
            for (Step step : steps) {
                BigDecimal part = step.amount()
                        .toBigDecimal()
                        .multiply(budget.toBigDecimal())
                        .divide(total.toBigDecimal(), 2, RoundingMode.DOWN);
                step.reduceTo(Money.of(part), "POOL_SHARE", what, basis(step.line.versionFor(step.scenario)));
            }
            return;
        }
        List<Step> order = new ArrayList<>(steps);
        if (by == Scenario.Pool.Sharing.RANKING) {
            order.sort(Comparator.comparing((Step step) -> {
                        String score = step.scenario.given().score();
                        return new BigDecimal(score == null ? "0" : score);
                    })
                    .reversed());
        }
        Money left = budget;
        for (Step step : order) {
            Money granted = step.amount().min(left);
            left = left.minus(granted);
            step.reduceTo(
                    granted,
                    granted.isZero() ? "POOL_USED_UP" : "POOL_SHARE",
                    what,
                    basis(step.line.versionFor(step.scenario)));
        }
    }
}
