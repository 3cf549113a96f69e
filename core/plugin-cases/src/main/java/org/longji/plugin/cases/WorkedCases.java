package org.longji.plugin.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Assessment;

/** Puts cases to a policy and says every difference. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class WorkedCases {

    private WorkedCases() {}

    /**
     * What became of one case.
     *
     * @param scenario the case
     * @param line the line it was put to
     * @param answer what the policy answers, after what spans the cases of a sequence
     * @param differences where that is another than expected; none if it comes out
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Outcome(Scenario scenario, LineUnderTest line, Assessment answer, List<Difference> differences) {}

    /**
     * Runs cases, each with those that follow it.
     *
     * @param scenarios the cases
     * @param lines finds the line of a file that a case names; the main line where it names none
     * @return one outcome for each case, those of sequences included
     */
    public static List<Outcome> run(List<Scenario> scenarios, Function<@Nullable String, LineUnderTest> lines) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            for (Sequence.Step step : Sequence.run(scenario, lines)) {
                List<Difference> differences = new ArrayList<>(step.line.strangeEvidence(step.scenario));
                differences.addAll(step.line.strangeSettings(step.scenario));
                differences.addAll(differences(step.scenario, step.answer));
                outcomes.add(new Outcome(step.scenario, step.line, step.answer, differences));
            }
        }
        return outcomes;
    }

    /** {@return where an answer is another than its case expects} */
    public static List<Difference> differences(Scenario scenario, Assessment answer) {
        return Differences.of(scenario.expect(), answer);
    }

    /** {@return an answer in a few words, as differences put it} */
    public static String shortly(Assessment answer) {
        return Differences.shortly(answer);
    }
}
