package org.longji.register;

import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.longji.plugin.api.register.FieldKind;
import org.longji.plugin.api.register.FieldShape;
import org.longji.shared.Sql;

/** What references are called. */
final class Labels {

    private Labels() {}

    /**
     * The names of everything these trees refer to, by the values that refer to it, as far as the transaction sees it.
     *
     * @param masked whether titles of rows come with personal values masked
     */
    static Map<String, String> of(
            EntityManager em, List<FieldShape> fields, Iterable<? extends Map<String, ?>> trees, boolean masked) {
        var rows = new TreeSet<String>();
        var contracts = new TreeSet<String>();
        var parties = new TreeSet<String>();
        for (var tree : trees) {
            rows.addAll(Shown.references(fields, tree, FieldKind.ROW));
            contracts.addAll(Shown.references(fields, tree, FieldKind.CONTRACT));
            parties.addAll(Shown.references(fields, tree, FieldKind.PARTY));
        }
        var labels = new HashMap<String, String>();
        if (!rows.isEmpty()) {
            Sql.stream(
                    em,
                    "select r.id, r." + (masked ? "title_masked" : "title")
                            + " as name from register_row r where r.id = any (?)",
                    0,
                    row -> labels.put(row.uuid("id").toString(), row.text("name")),
                    (Object) ids(rows));
        }
        if (!contracts.isEmpty()) {
            Sql.stream(
                    em,
                    "select c.id, coalesce(c.registration_number || ' ', '') || c.title as name from contract c"
                            + " where c.id = any (?)",
                    0,
                    row -> labels.put(row.uuid("id").toString(), row.text("name")),
                    (Object) ids(contracts));
        }
        if (!parties.isEmpty()) {
            Sql.stream(
                    em,
                    "select distinct on (o.credit_code) o.credit_code, o.name from organization o"
                            + " where o.credit_code = any (?) and o.kind <> 'INDIVIDUAL' order by o.credit_code, o.tenant",
                    0,
                    row -> labels.put(row.text("credit_code"), row.text("name")),
                    (Object) parties.toArray(String[]::new));
        }
        return labels;
    }

    static UUID[] ids(Set<String> texts) {
        return texts.stream().map(UUID::fromString).toArray(UUID[]::new);
    }
}
