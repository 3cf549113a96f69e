package org.longji.setting;

import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.longji.plugin.api.LegalBasis;
import org.longji.shared.Caller;
import org.longji.shared.Json;
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;

/** Keeps what was chosen and laid down. */
@Dependent
public class SettingRecords {

    /** Everything the running transaction can see: of its tenants, and of those above them. */
    SettingsBook book(EntityManager em) {
        return new SettingsBook(
                Sql.query(em, "select * from plugin_setting order by id", SettingRecords::choice),
                Sql.query(
                        em, "select * from plugin_setting_rail order by tenant, valid_from, id", SettingRecords::rail));
    }

    /** Waits for whoever else is choosing for the same plugin in the same tenant. */
    void lock(EntityManager em, int tenant, String plugin) {
        Sql.query(
                em,
                "select pg_advisory_xact_lock(hashtextextended('plugin_setting ' || ? || ' ' || ?, 0))::text as locked",
                row -> row.text("locked"),
                tenant,
                plugin);
    }

    void insert(EntityManager em, Caller caller, SettingChoice choice) {
        Sql.update(
                em,
                "insert into plugin_setting (tenant, upper_code, plugin, field, valid_from, value, note, set_by, set_by_name, set_at)"
                        + " values (?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?)",
                choice.tenant(),
                TenantScope.upperCode(choice.tenant()),
                choice.plugin(),
                choice.field(),
                choice.from(),
                choice.value().map(Json::write),
                choice.note(),
                caller.accountId(),
                choice.madeBy(),
                choice.madeAt());
    }

    void insert(EntityManager em, SettingRail rail, Instant at) {
        Sql.update(
                em,
                "insert into plugin_setting_rail (id, tenant, upper_code, plugin, field, locked, lowest, highest, valid_from,"
                        + " valid_until, document, article, note, made_by, made_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rail.id(),
                rail.tenant(),
                TenantScope.upperCode(rail.tenant()),
                rail.plugin(),
                rail.field(),
                rail.locked(),
                rail.lowest(),
                rail.highest(),
                rail.from(),
                rail.until(),
                rail.basis().document(),
                rail.basis().article(),
                rail.note(),
                rail.madeBy(),
                at);
    }

    Optional<SettingRail> rail(EntityManager em, int tenant, UUID id) {
        return Sql.first(
                em, "select * from plugin_setting_rail where id = ? and tenant = ?", SettingRecords::rail, id, tenant);
    }

    void remove(EntityManager em, int tenant, UUID id) {
        Sql.update(em, "delete from plugin_setting_rail where id = ? and tenant = ?", id, tenant);
    }

    private static SettingChoice choice(Row row) {
        return new SettingChoice(
                row.bigint("id"),
                row.integer("tenant"),
                row.text("plugin"),
                row.text("field"),
                row.date("valid_from"),
                row.optionalText("value").map(text -> Json.read(text, Object.class)),
                row.optionalText("note"),
                row.text("set_by_name"),
                row.instant("set_at"));
    }

    private static SettingRail rail(Row row) {
        return new SettingRail(
                row.uuid("id"),
                row.integer("tenant"),
                row.text("plugin"),
                row.text("field"),
                row.bool("locked"),
                row.optionalDecimal("lowest"),
                row.optionalDecimal("highest"),
                row.date("valid_from"),
                row.optionalDate("valid_until"),
                LegalBasis.of(row.text("document"), row.text("article")),
                row.optionalText("note"),
                row.text("made_by"));
    }
}
