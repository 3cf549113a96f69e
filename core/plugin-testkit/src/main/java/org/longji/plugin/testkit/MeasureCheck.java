package org.longji.plugin.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.junit.jupiter.api.DynamicTest;
import org.longji.plugin.api.PolicyLanguage;

/** Runs the cases of a file against a measure: what {@code deploy/policy check} does, inside a test. */
@API(status = API.Status.EXPERIMENTAL, since = "0.2")
public final class MeasureCheck {

    private MeasureCheck() {}

    /**
     * One test for each case, those of sequences included.
     *
     * @param measure the policy line with its definition
     * @param cases the cases
     * @param language the language of the definition
     * @return the tests
     */
    public static Stream<DynamicTest> tests(Path measure, Path cases, PolicyLanguage language) {
        Plugins plugins = Plugins.of(language);
        LineUnderTest line = LineUnderTest.read(measure, plugins);
        List<DynamicTest> tests = new ArrayList<>();
        for (Scenario scenario : Scenarios.read(cases, line.line().tenant()).scenarios()) {
            for (Sequence.Step step : Sequence.run(scenario, Sequence.lines(line, cases, plugins))) {
                List<String> differences = new ArrayList<>(step.line.strangeEvidence(step.scenario));
                differences.addAll(Differences.of(step.scenario.expect(), step.answer));
                tests.add(dynamicTest(
                        line.line().policy() + ": " + step.scenario.title(),
                        () -> assertEquals(List.of(), differences, () -> step.scenario.title() + ": " + step.answer)));
            }
        }
        return tests.stream();
    }
}
