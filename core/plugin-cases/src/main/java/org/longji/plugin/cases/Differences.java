package org.longji.plugin.cases;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Assessment;
import org.longji.plugin.api.CalculationStep;
import org.longji.plugin.api.Entitled;
import org.longji.plugin.api.InnerShare;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.NeedsJudgement;
import org.longji.plugin.api.NotEntitled;
import org.longji.plugin.api.Passed;
import org.longji.plugin.api.Question;
import org.longji.plugin.api.Reason;

/** Holds an answer against what a scenario expects, and says every difference. */
final class Differences {

    private Differences() {}

    static List<Difference> of(Scenario.Expected expect, Assessment answer) {
        List<Difference> differences = new ArrayList<>();
        if (expect.amount() != null) {
            amount(expect, Money.of(expect.amount()), answer, differences);
        } else if (expect.refused() != null) {
            if (answer instanceof NotEntitled refusal) {
                List<String> codes =
                        refusal.reasons().stream().map(Reason::code).toList();
                differ("refused", expect.refused(), codes, differences);
                missing(expect, refusal, differences);
            } else {
                differ("refused", expect.refused(), shortly(answer), differences);
            }
        } else if (expect.asks() != null) {
            if (answer instanceof NeedsJudgement open) {
                differ(
                        "asks",
                        expect.asks(),
                        open.questions().stream().map(Question::code).toList(),
                        differences);
                if (expect.between() != null) {
                    differ("between", expect.between(), interval(open), differences);
                }
            } else {
                differ("asks", expect.asks(), shortly(answer), differences);
            }
        } else if (answer instanceof Passed passed) {
            steps(expect, passed.steps(), differences);
        } else {
            differ("passes", "passes", shortly(answer), differences);
        }
        return differences;
    }

    private static void amount(
            Scenario.Expected expect, Money amount, Assessment answer, List<Difference> differences) {
        if (amount.isZero() && answer instanceof NotEntitled refusal) {
            missing(expect, refusal, differences);
            return;
        }
        if (!(answer instanceof Entitled entitled)) {
            differ("amount", amount, shortly(answer), differences);
            return;
        }
        differ("amount", amount, entitled.amount(), differences);
        steps(expect, entitled.steps(), differences);
        if (expect.shares() != null) {
            Map<String, String> shares = new LinkedHashMap<>();
            for (InnerShare share : entitled.shares()) {
                shares.put(
                        share.code(),
                        amount.times(share.upToRate(), RoundingMode.DOWN).toString());
            }
            differ("shares", expect.shares(), shares, differences);
        }
    }

    private static void steps(Scenario.Expected expect, List<CalculationStep> steps, List<Difference> differences) {
        if (expect.steps() != null) {
            differ(
                    "steps",
                    expect.steps(),
                    steps.stream().map(CalculationStep::code).toList(),
                    differences);
        }
        if (expect.arithmetic() != null) {
            expect.arithmetic()
                    .forEach((code, written) -> differ(
                            "arithmetic",
                            code,
                            List.of(written),
                            steps.stream()
                                    .filter(step -> step.code().equals(code))
                                    .map(CalculationStep::arithmetic)
                                    .toList(),
                            differences));
        }
    }

    private static List<String> interval(NeedsJudgement open) {
        return open.questions().stream()
                .flatMap(question -> question.discretion().stream())
                .flatMap(interval -> Stream.of(interval.least(), interval.most()))
                .map(Money::toString)
                .toList();
    }

    private static void missing(Scenario.Expected expect, NotEntitled refusal, List<Difference> differences) {
        if (expect.missing() != null) {
            Map<String, String> missing = new LinkedHashMap<>();
            refusal.reasons()
                    .forEach(reason -> reason.missing().ifPresent(distance -> missing.put(reason.code(), distance)));
            differ("missing", expect.missing(), missing, differences);
        }
    }

    private static void differ(String what, Object expected, Object actual, List<Difference> differences) {
        differ(what, null, expected, actual, differences);
    }

    private static void differ(
            String what, @Nullable String step, Object expected, Object actual, List<Difference> differences) {
        if (!expected.equals(actual)) {
            differences.add(new Difference(what, step, expected.toString(), actual.toString()));
        }
    }

    static String shortly(Assessment answer) {
        if (answer instanceof Entitled entitled) {
            return "amount " + entitled.amount();
        } else if (answer instanceof NotEntitled refusal) {
            return "refused " + refusal.reasons().stream().map(Reason::code).toList();
        }
        if (answer instanceof Passed) {
            return "passes";
        }
        return "asks "
                + ((NeedsJudgement) answer)
                        .questions().stream().map(Question::code).toList();
    }
}
