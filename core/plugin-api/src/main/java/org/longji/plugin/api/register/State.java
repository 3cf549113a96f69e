package org.longji.plugin.api.register;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * One state of a register's rows.
 *
 * @param id stable identifier in capitals, for example {@code ISSUED}
 * @param words what it is called
 * @param isFinal whether a row may stay in it for ever; from any other state a step leads on
 * @param revisedBy who may revise the row's fields while it is in this state
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record State(String id, Words words, boolean isFinal, Set<UserRole> revisedBy) {

    /** Takes a copy and refuses an id that could not stand in a path. */
    public State {
        Objects.requireNonNull(words, "words");
        revisedBy = Set.copyOf(revisedBy);
        if (!id.matches("[A-Z][A-Z0-9_]{0,39}")) {
            throw new IllegalArgumentException("state '" + id + "' must be written in capitals, such as IN_REVIEW");
        }
    }

    /** {@return a state that a step leads out of} */
    public static State of(String id, Words words) {
        return new State(id, words, false, Set.of());
    }

    /** {@return a state in which a row may stay} */
    public static State ending(String id, Words words) {
        return new State(id, words, true, Set.of());
    }

    /** {@return the same, in which these may revise the fields} */
    public State revisedBy(UserRole first, UserRole... rest) {
        return new State(id, words, isFinal, EnumSet.of(first, rest));
    }
}
