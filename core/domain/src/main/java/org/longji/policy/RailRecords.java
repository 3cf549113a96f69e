package org.longji.policy;

import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.longji.plugin.api.LegalBasis;
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;

/** Keeps the rails. */
@Dependent
class RailRecords {

    /** Every rail of a policy the running transaction can see: its own, those below and those above. */
    List<Rail> of(EntityManager em, String policyId) {
        return Sql.query(
                em,
                "select * from policy_rail where policy_id = ? order by tenant, parameter, valid_from, id",
                RailRecords::rail,
                policyId);
    }

    /** Every rail the running transaction can see. */
    List<Rail> all(EntityManager em) {
        return Sql.query(
                em,
                "select * from policy_rail order by policy_id, tenant, parameter, valid_from, id",
                RailRecords::rail);
    }

    Optional<Rail> find(EntityManager em, UUID id) {
        return Sql.first(em, "select * from policy_rail where id = ?", RailRecords::rail, id);
    }

    /** Inserts, or replaces the rail of the same id; true when anything changed. */
    boolean put(EntityManager em, Rail rail) {
        return Sql.update(
                        em,
                        """
                        insert into policy_rail (id, tenant, upper_code, policy_id, parameter, locked, direction, lowest, highest,
                            valid_from, valid_until, document, article, note, origin, made_by)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (id) do update set parameter = excluded.parameter, locked = excluded.locked,
                            direction = excluded.direction, lowest = excluded.lowest, highest = excluded.highest,
                            valid_from = excluded.valid_from, valid_until = excluded.valid_until, document = excluded.document,
                            article = excluded.article, note = excluded.note, made_by = excluded.made_by,
                            revision = policy_rail.revision + 1
                        where (policy_rail.parameter, policy_rail.locked, policy_rail.direction, policy_rail.lowest, policy_rail.highest,
                                policy_rail.valid_from, policy_rail.valid_until, policy_rail.document, policy_rail.article, policy_rail.note)
                            is distinct from (excluded.parameter, excluded.locked, excluded.direction, excluded.lowest,
                                excluded.highest, excluded.valid_from, excluded.valid_until, excluded.document, excluded.article,
                                excluded.note)
                        """,
                        rail.id(),
                        rail.tenant(),
                        TenantScope.upperCode(rail.tenant()),
                        rail.policyId(),
                        rail.parameter(),
                        rail.locked(),
                        rail.direction(),
                        rail.lowest(),
                        rail.highest(),
                        rail.from(),
                        rail.until(),
                        rail.basis().document(),
                        rail.basis().article(),
                        rail.note(),
                        rail.origin(),
                        rail.madeBy())
                > 0;
    }

    void remove(EntityManager em, UUID id) {
        Sql.update(em, "delete from policy_rail where id = ?", id);
    }

    private static Rail rail(Row row) {
        return new Rail(
                row.uuid("id"),
                row.integer("tenant"),
                row.text("policy_id"),
                row.text("parameter"),
                row.bool("locked"),
                row.constant("direction", Rail.Direction.class),
                row.optionalDecimal("lowest").orElse(null),
                row.optionalDecimal("highest").orElse(null),
                row.date("valid_from"),
                row.optionalDate("valid_until").orElse(null),
                LegalBasis.of(row.text("document"), row.text("article")),
                row.optionalText("note").orElse(null),
                row.constant("origin", Origin.class),
                row.optionalText("made_by").orElse(null),
                row.integer("revision"));
    }
}
