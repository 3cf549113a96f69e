package org.longji.plugins.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Definition;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Text;

/** One line of a calculation while it is read: what every line may carry is read already, the rest is up to its kind. */
final class Line {

    private static final Set<String> COMMON = Set.of("label", "when", "code", "basis");

    final Reading reading;
    final Lines lines;
    final Definition.Fields given;
    final String pointer;
    final String kind;
    private final @Nullable Expr when;
    private final @Nullable Text label;
    private final @Nullable String code;
    private final LegalBasis basis;

    Line(Reading reading, Lines lines, Definition.Fields given, String pointer, String kind) {
        this.reading = reading;
        this.lines = lines;
        this.given = given;
        this.pointer = pointer;
        this.kind = kind;
        this.when = reading.optional(given, "when", pointer, Type.TRUTH);
        if (when instanceof Expr.Literal literal) {
            fault(
                    "/when",
                    "条件恒为" + literal.value() + "，这一步" + (Boolean.TRUE.equals(literal.value()) ? "不需要条件。" : "永远不会执行。"),
                    "the condition is always " + literal.value());
        }
        this.label = reading.optionalLabel(given, "label", pointer, "step");
        this.code = reading.code(given, pointer);
        this.basis = reading.basisOf(given, pointer);
    }

    /** What every line carries; {@code otherwise} is the code of one that has none of its own. */
    Step.Common common(String otherwise) {
        return new Step.Common(code == null ? otherwise : code, label, when, basis);
    }

    /** What a limit beside the line carries: its own code, the line's clause. */
    Step.Common limit(String itsCode) {
        return new Step.Common(itsCode, null, null, basis);
    }

    /** The names this kind of line has beside those that every line may carry. */
    void keys(String... allowed) {
        Set<String> all = new TreeSet<>(COMMON);
        all.addAll(Arrays.asList(allowed));
        reading.unknownKeys(given, pointer, all);
    }

    @Nullable
    Expr needed(String name, Type... types) {
        return reading.needed(given, name, pointer, types);
    }

    @Nullable
    Expr optional(String name, Type... types) {
        return reading.optional(given, name, pointer, types);
    }

    Reading.Items items(String name) {
        return reading.items(given.fields().get(name), pointer + "/" + name);
    }

    /** The lines inside this one. */
    List<Step> steps(String name) {
        return lines.steps(given.fields().get(name), pointer + "/" + name);
    }

    void ascending(Expr low, Expr high, String at, String zh, String en, boolean orEqual) {
        reading.ascending(low, high, pointer + at, zh, en, orEqual);
    }

    void fault(String at, String zh, String en) {
        reading.fault(pointer + at, zh, en);
    }
}
