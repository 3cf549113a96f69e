package org.longji.plugin.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.longji.plugin.api.Assessment;

/** Holds an answer against what a scenario expects, inside a test. */
final class Answers {

    private Answers() {}

    static void check(Scenario scenario, Assessment answer) {
        assertEquals(List.of(), Differences.of(scenario.expect(), answer), () -> scenario.title() + ": " + answer);
    }
}
