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
import org.longji.plugin.cases.LineUnderTest;
import org.longji.plugin.cases.Scenario;
import org.longji.plugin.cases.Scenarios;
import org.longji.plugin.cases.WorkedCases;

/** Runs the cases of a file against a measure: what {@code deploy/policy check} does, inside a test. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
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
        LineUnderTest line = LineCheck.read(measure, plugins);
        List<DynamicTest> tests = new ArrayList<>();
        List<Scenario> scenarios = Scenarios.read(cases, line.line().tenant()).scenarios();
        for (WorkedCases.Outcome one : WorkedCases.run(scenarios, LineCheck.lines(line, cases, plugins))) {
            tests.add(dynamicTest(
                    line.line().policy() + ": " + one.scenario().title(),
                    () -> assertEquals(
                            List.of(), one.differences(), () -> one.scenario().title() + ": " + one.answer())));
        }
        return tests.stream();
    }
}
