package org.longji.plugin.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.longji.plugin.api.Assessment;
import org.longji.plugin.api.CalculationStep;
import org.longji.plugin.api.Entitled;
import org.longji.plugin.api.InnerShare;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.NeedsJudgement;
import org.longji.plugin.api.NotEntitled;
import org.longji.plugin.api.Question;
import org.longji.plugin.api.Reason;

/** Holds an answer against what a scenario expects. */
final class Answers {

    private Answers() {}

    static void check(Scenario scenario, Assessment answer) {
        Scenario.Expected expect = scenario.expect();
        if (expect.amount() != null) {
            check(expect, assertInstanceOf(Entitled.class, answer, scenario.title()), Money.of(expect.amount()));
        }
        if (expect.refused() != null) {
            NotEntitled refusal = assertInstanceOf(NotEntitled.class, answer, scenario.title());
            assertEquals(
                    expect.refused(),
                    refusal.reasons().stream().map(Reason::code).toList(),
                    "reasons");
            if (expect.missing() != null) {
                Map<String, String> missing = new LinkedHashMap<>();
                refusal.reasons()
                        .forEach(
                                reason -> reason.missing().ifPresent(distance -> missing.put(reason.code(), distance)));
                assertEquals(expect.missing(), missing, "missing");
            }
        }
        if (expect.asks() != null) {
            NeedsJudgement open = assertInstanceOf(NeedsJudgement.class, answer, scenario.title());
            assertEquals(
                    expect.asks(), open.questions().stream().map(Question::code).toList(), "questions");
        }
    }

    private static void check(Scenario.Expected expect, Entitled entitled, Money amount) {
        assertEquals(amount, entitled.amount(), "amount");
        if (expect.steps() != null) {
            assertEquals(
                    expect.steps(),
                    entitled.steps().stream().map(CalculationStep::code).toList(),
                    "steps");
        }
        if (expect.shares() != null) {
            Map<String, String> shares = new LinkedHashMap<>();
            for (InnerShare share : entitled.shares()) {
                shares.put(
                        share.code(),
                        amount.times(share.upToRate(), RoundingMode.DOWN).toString());
            }
            assertEquals(expect.shares(), shares, "shares");
        }
    }
}
