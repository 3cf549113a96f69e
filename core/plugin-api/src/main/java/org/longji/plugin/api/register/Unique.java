package org.longji.plugin.api.register;

import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * No two rows of a tenant may agree in all of these fields. A row that lacks one of them collides with none.
 *
 * @param fields top-level fields
 * @param exceptIn states whose rows give their place free, for example what was withdrawn
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Unique(List<String> fields, Set<String> exceptIn) {

    /** Takes copies. */
    public Unique {
        fields = List.copyOf(fields);
        exceptIn = Set.copyOf(exceptIn);
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("what is unique has at least one field");
        }
    }

    /** {@return uniqueness of these fields together} */
    public static Unique of(String... fields) {
        return new Unique(List.of(fields), Set.of());
    }

    /** {@return the same, which rows in these states do not take part in} */
    public Unique exceptIn(String... states) {
        return new Unique(fields, Set.of(states));
    }
}
