package org.longji.plugins.measure;

import java.util.List;

/** {@code {group}}: lines with a sum of their own; what changes the sum there changes theirs alone. */
final class Group extends Step {
    private final List<Step> steps;

    private Group(Common common, List<Step> steps) {
        super(common);
        this.steps = List.copyOf(steps);
    }

    static Step read(Line line) {
        line.keys("group");
        return new Group(line.common("GROUP"), line.steps("group"));
    }

    @Override
    void apply(Tally tally) {
        Tally own = tally.inner();
        runAll(steps, own);
        tally.take(own);
    }
}
