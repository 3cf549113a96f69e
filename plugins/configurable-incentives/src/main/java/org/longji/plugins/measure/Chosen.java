package org.longji.plugins.measure;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The constants that a set of words names, looked up once: a set is the same object in all cases of a day. */
final class Chosen<E extends Enum<E>> {

    private record Known<E>(Set<?> words, Set<E> constants) {}

    private final Class<E> type;

    // Whoever races here finds the same.
    private @Nullable Known<E> known;

    Chosen(Class<E> type) {
        this.type = type;
    }

    @SuppressWarnings("ReferenceEquality")
    Set<E> of(Set<?> words) {
        Known<E> last = known;
        if (last == null || last.words() != words) {
            Set<E> constants = EnumSet.noneOf(type);
            words.forEach(word -> constants.add(Enum.valueOf(type, word.toString())));
            last = new Known<>(words, constants);
            known = last;
        }
        return last.constants();
    }
}
