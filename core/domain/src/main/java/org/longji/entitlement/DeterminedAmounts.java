package org.longji.entitlement;

import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.longji.plugin.api.Facts;
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;

/** The amounts approved inside intervals that rules leave open: facts of the cases they are about. */
final class DeterminedAmounts {

    /** Of several approved for one case the last one holds. */
    private static final String APPROVED =
            "select distinct on (subject_id, policy_id, year, input) subject_id, policy_id, year, input, amount from determination"
                    + " where approved";

    private static final String LAST = " order by subject_id, policy_id, year, input, decided_at desc, id";

    private record Key(UUID subject, String policy, int year) {}

    private final Map<Key, Map<String, String>> amounts = new HashMap<>();

    private DeterminedAmounts() {}

    static DeterminedAmounts none() {
        return new DeterminedAmounts();
    }

    /** Those of these cases in one statement. */
    static DeterminedAmounts of(EntityManager em, List<Case.Wanted> wanted, int year) {
        var subjects = wanted.stream().map(one -> one.matter().id()).distinct().toList();
        var found = new DeterminedAmounts();
        if (!subjects.isEmpty()) {
            Sql.stream(em, APPROVED + " and subject_id = any (?) and year = ?" + LAST, 0, found::add, subjects, year);
        }
        return found;
    }

    /** Those of a whole range in some years. */
    static DeterminedAmounts of(EntityManager em, TenantScope scope, List<Integer> years) {
        var found = new DeterminedAmounts();
        Sql.stream(
                em,
                APPROVED + " and tenant between ? and ? and year = any (?)" + LAST,
                0,
                found::add,
                scope.low(),
                scope.high(),
                years);
        return found;
    }

    private void add(Row row) {
        amounts.computeIfAbsent(
                        new Key(row.uuid("subject_id"), row.text("policy_id"), row.integer("year")),
                        key -> new TreeMap<>())
                .put(row.text("input"), row.money("amount").toString());
    }

    /** The facts with what was set for this case. */
    Facts with(Facts facts, Case.Wanted one) {
        if (amounts.isEmpty()) {
            return facts;
        }
        var set = amounts.get(new Key(one.matter().id(), one.terms().version().policyId(), facts.year()));
        return set == null ? facts : facts.withEvidence(set);
    }
}
