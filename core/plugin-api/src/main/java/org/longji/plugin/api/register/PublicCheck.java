package org.longji.plugin.api.register;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * What anybody may learn of a row by its key, for example of a certificate by its number. Personal values are masked, and of
 * rows in states that are not named here nothing is told.
 *
 * @param key the field whose value is asked for; it must be unique
 * @param shows the fields that are shown
 * @param holdsIn states in which the row holds
 * @param toldIn further states of which it is told that the row holds no longer
 * @param until date field after which a row no longer holds; the day itself still counts
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record PublicCheck(
        String key, List<String> shows, Set<String> holdsIn, Set<String> toldIn, Optional<String> until) {

    /** Takes copies. */
    public PublicCheck {
        shows = List.copyOf(shows);
        holdsIn = Set.copyOf(holdsIn);
        toldIn = Set.copyOf(toldIn);
    }

    /** Begins a check by this field. */
    public static PublicCheck by(String key) {
        return new PublicCheck(key, List.of(), Set.of(), Set.of(), Optional.empty());
    }

    /** {@return the same, showing these fields} */
    public PublicCheck showing(String... fields) {
        return new PublicCheck(key, List.copyOf(new LinkedHashSet<>(List.of(fields))), holdsIn, toldIn, until);
    }

    /** {@return the same, for rows that hold in these states} */
    public PublicCheck holdingIn(String... states) {
        return new PublicCheck(key, shows, Set.of(states), toldIn, until);
    }

    /** {@return the same, also telling of rows in these states that they hold no longer} */
    public PublicCheck alsoTelling(String... states) {
        return new PublicCheck(key, shows, holdsIn, Set.of(states), until);
    }

    /** {@return the same, holding up to the day in this field} */
    public PublicCheck until(String field) {
        return new PublicCheck(key, shows, holdsIn, toldIn, Optional.of(field));
    }
}
