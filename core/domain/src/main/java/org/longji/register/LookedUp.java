package org.longji.register;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Rows found by a reference or a number in a field of theirs. The database keeps, with every row, by what it may be looked for; what is
 * no such value is looked for among all rows of the tenant.
 */
final class LookedUp {

    /** The same as {@code register_looked_up} in the database: what is not kept there must not be looked for there. */
    private static final Pattern KEPT = Pattern.compile("(?=.*[0-9])(?![0-9]{4}-[0-9]{2}-[0-9]{2}$)[0-9A-Za-z-]{6,64}");

    private LookedUp() {}

    static boolean isKept(String value) {
        return KEPT.matcher(value).matches();
    }

    /** The condition that a field of the row {@code r} has this value. */
    static String condition(String value) {
        // Hashes may meet; the value itself decides.
        return (isKept(value) ? " and r.id = any (array(select register_rows_with(?, ?, ?, ?)))" : "")
                + " and r.data ->> ? = ?";
    }

    /** What the condition asks for. */
    static List<Object> parameters(String plugin, String register, String field, String value) {
        return isKept(value) ? List.of(plugin, register, field, value, field, value) : List.of(field, value);
    }
}
