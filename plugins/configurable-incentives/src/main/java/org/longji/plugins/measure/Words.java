package org.longji.plugins.measure;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Text;

/** A sentence about a figure, written once: a parameter is the same object in all cases of a day. */
final class Words {

    private record Known(Exact figure, Text text) {}

    // Whoever races here writes the same.
    private @Nullable Known known;

    @SuppressWarnings("ReferenceEquality")
    Text about(Exact figure, Function<Exact, Text> say) {
        Known last = known;
        if (last == null || last.figure() != figure) {
            last = new Known(figure, say.apply(figure));
            known = last;
        }
        return last.text();
    }
}
