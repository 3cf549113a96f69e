package org.longji.plugins.measure;

import java.util.List;
import java.util.Optional;
import org.longji.plugin.api.Reason;
import org.longji.plugin.api.Text;

/** {@code {branch}}: the first of several cases that applies. */
final class Branch extends Step {
    private final List<Option> options;

    private Branch(Common common, List<Option> options) {
        super(common);
        this.options = List.copyOf(options);
    }

    static Step read(Line line) {
        line.keys("branch");
        return new Branch(line.common("BRANCH"), Option.read(line, true));
    }

    @Override
    void apply(Tally tally) {
        for (Option option : options) {
            Boolean applies = option.applies(tally.in);
            if (applies == null) {
                tally.unknown();
                return;
            }
            if (applies) {
                runAll(option.steps(), tally);
                return;
            }
        }
        tally.near(new Reason(
                "NO_CASE_APPLIES",
                new Text("不属于任何一种支持情形。", "None of the cases applies."),
                "-",
                "-",
                Optional.empty(),
                common.basis()));
    }
}
