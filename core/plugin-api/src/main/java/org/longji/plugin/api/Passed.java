package org.longji.plugin.api;

import java.util.List;
import org.apiguardian.api.API;

/**
 * A check found nothing wrong. A check ({@link Kind#CHECK}) pays nothing; what it finds wrong it answers with {@link
 * NotEntitled}, and what it cannot know with {@link NeedsJudgement}.
 *
 * @param steps what was held against which clause, with the figures in their arithmetic; they contribute nothing
 * @param notes remarks for the reader, for example on an ambiguity of the text
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Passed(List<CalculationStep> steps, List<Text> notes) implements Assessment {

    /** Takes copies and refuses a check that looked at nothing, or that would pay. */
    public Passed {
        steps = List.copyOf(steps);
        notes = List.copyOf(notes);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a check that passed needs at least one step that says what was held");
        }
        if (steps.stream().anyMatch(step -> !step.contribution().isZero())) {
            throw new IllegalArgumentException("a check pays nothing, so its steps contribute nothing");
        }
    }
}
