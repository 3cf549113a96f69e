package org.longji.plugin.api.register;

import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;

/**
 * Makes what a row was under one version of the record what it must be under the next.
 *
 * @param from the version it starts from; it leads to {@code from + 1}
 * @param step pure function over the row as a JSON tree: maps, lists, text, whole numbers and booleans; money, decimals and
 *     dates are text. It may change the map it is given
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Migration(int from, UnaryOperator<Map<String, Object>> step) {

    /** Refuses versions that do not count. */
    public Migration {
        Objects.requireNonNull(step, "step");
        if (from < 1) {
            throw new IllegalArgumentException("versions are counted from 1, not from " + from);
        }
    }
}
