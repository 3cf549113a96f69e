package org.longji.plugins.measure;

import java.util.ArrayList;
import java.util.List;
import org.longji.plugin.api.Reason;

/** {@code {highestOf}} and {@code {lowestOf}}: the best or the least of several ways to calculate (就高, 孰低). */
final class Best extends Step {
    private final boolean highest;
    private final List<Option> options;

    private Best(Common common, boolean highest, List<Option> options) {
        super(common);
        this.highest = highest;
        this.options = List.copyOf(options);
    }

    static Step read(Line line) {
        line.keys(line.kind);
        List<Option> options = Option.read(line, false);
        if (options.size() < 2) {
            line.fault("/" + line.kind, "至少写两种算法。", "write at least two ways to calculate");
        }
        boolean highest = line.kind.equals("highestOf");
        return new Best(line.common(highest ? "HIGHEST" : "LOWEST"), highest, options);
    }

    @Override
    void apply(Tally tally) {
        Tally best = null;
        List<Reason> near = new ArrayList<>();
        for (Option option : options) {
            Boolean applies = option.applies(tally.in);
            if (applies == null) {
                tally.unknown();
                return;
            }
            if (!applies) {
                continue;
            }
            Tally one = tally.inner();
            runAll(option.steps(), one);
            if (one.open()) {
                tally.unknown();
                return;
            }
            near.addAll(one.near());
            if (best == null || (highest ? 1 : -1) * one.total().compareTo(best.total()) > 0) {
                best = one;
            }
        }
        if (best != null && best.total().signum() > 0) {
            tally.takeBest(best);
        } else {
            tally.near(near);
        }
    }
}
