package org.longji.plugins.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Definition;

/** One of several ways to calculate, where it applies. */
record Option(@Nullable Expr when, List<Step> steps) {

    Option {
        steps = List.copyOf(steps);
    }

    /** {@return whether it applies, {@code null} if that is not known} */
    @Nullable
    Boolean applies(Evaluation in) {
        return when == null ? Boolean.TRUE : when.truth(in);
    }

    /**
     * Reads the options of a line.
     *
     * @param first whether the first that applies is the one, so that what stands behind an unconditional one is never reached
     */
    static List<Option> read(Line line, boolean first) {
        List<Option> options = new ArrayList<>();
        Set<Definition> conditions = new LinkedHashSet<>();
        Reading reading = line.reading;
        line.items(line.kind).forEach((item, at) -> {
            if (!(item instanceof Definition.Fields option)) {
                reading.fault(at, "写明 steps。", "give its steps");
                return;
            }
            // An option of a single step may be that step itself.
            boolean bare = option.get("steps").isEmpty();
            if (!bare) {
                reading.unknownKeys(option, at, Set.of("label", "when", "steps"));
            }
            if (first && !options.isEmpty() && options.get(options.size() - 1).when() == null) {
                reading.fault(
                        at, "前一种情形没有条件，这一种永远用不到。", "the case before has no condition, so this one is never reached");
            }
            Optional<Definition> condition = option.get("when");
            if (first && condition.isPresent() && !conditions.add(condition.get())) {
                reading.fault(
                        at + "/when",
                        "与前面的情形条件相同，永远用不到。",
                        "the same condition stands before, so this is never reached");
            }
            Expr when = reading.optional(option, "when", at, Type.TRUTH);
            if (option.get("label").isPresent()) {
                reading.label(option, "label", at, "option");
            }
            options.add(new Option(
                    when,
                    bare
                            ? single(line.lines, option, at)
                            : line.lines.steps(option.fields().get("steps"), at + "/steps")));
        });
        return options;
    }

    private static List<Step> single(Lines lines, Definition.Fields option, String at) {
        Map<String, Definition> rest = new LinkedHashMap<>(option.fields());
        rest.remove("when");
        Step step = lines.step(new Definition.Fields(rest), at);
        return step == null ? List.of() : List.of(step);
    }
}
