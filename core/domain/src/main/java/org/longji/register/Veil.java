package org.longji.register;

import java.util.ArrayList;
import java.util.List;
import org.longji.shared.Caller;
import org.longji.shared.TenantScope;

/**
 * Which rows a caller sees with personal values masked: from above, where they are merely inherited, and, for an applicant,
 * those of others. Said once in Java and once in SQL, because a search must not find by what it may not show.
 *
 * @param sql a condition on {@code r} that holds for veiled rows
 * @param parameters what stands in it
 */
record Veil(String sql, List<Object> parameters) {

    static Veil of(Caller caller, TenantScope scope) {
        return caller.party()
                .map(party -> new Veil("r.party is distinct from ?", List.of(party)))
                .orElseGet(() -> new Veil(
                        "(r.tenant < ? or r.tenant <> ? and r.tenant between ? and ?)",
                        List.of(
                                scope.low(),
                                caller.tenant(),
                                caller.tenant(),
                                TenantScope.upperCode(caller.tenant()))));
    }

    /** Whether this row is veiled. */
    static boolean over(Caller caller, TenantScope scope, StoredRow row) {
        return caller.standsAbove(row.tenant())
                || !scope.contains(row.tenant())
                || caller.party().isPresent() && !row.party().equals(caller.party());
    }

    /** Adds a condition that speaks of the veil where it says {@code VEIL}, and whose own parameters come before it. */
    void narrow(StringBuilder to, List<Object> values, String condition, Object... before) {
        to.append(condition.replace("VEIL", sql));
        values.addAll(new ArrayList<>(List.of(before)));
        values.addAll(parameters);
    }
}
