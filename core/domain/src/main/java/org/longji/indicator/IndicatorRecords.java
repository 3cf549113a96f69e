package org.longji.indicator;

import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.longji.indicator.IndicatorEntry.Kept;
import org.longji.indicator.IndicatorEntry.PartView;
import org.longji.indicator.IndicatorEntry.Point;
import org.longji.plugin.api.Text;
import org.longji.pluginhost.IndicatorHandle;
import org.longji.pluginhost.Label;
import org.longji.shared.Json;
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;

/** The rows of kept values. */
final class IndicatorRecords {

    private IndicatorRecords() {}

    /** What is about to be kept of one tenant and day. */
    record Computed(
            Optional<BigDecimal> value,
            Optional<BigDecimal> ownValue,
            List<PartView> parts,
            Optional<Label> reason,
            int counted,
            int missing,
            boolean failed) {}

    /** Keeps a value; one of the same day is replaced, so that computing again changes nothing but the time. */
    static void keep(EntityManager em, int tenant, IndicatorHandle by, LocalDate day, Computed computed, Instant now) {
        Sql.update(
                em,
                """
                insert into indicator_value as v (tenant, plugin, indicator, day, value, own_value, parts, reason, counted, missing,
                    failed, plugin_version, plugin_hash, computed_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (tenant, plugin, indicator, day) do update set value = excluded.value, own_value = excluded.own_value,
                    parts = excluded.parts, reason = excluded.reason, counted = excluded.counted, missing = excluded.missing,
                    failed = excluded.failed, plugin_version = excluded.plugin_version, plugin_hash = excluded.plugin_hash,
                    computed_at = excluded.computed_at
                """,
                tenant,
                by.pluginId(),
                by.id(),
                day,
                computed.value(),
                computed.ownValue(),
                Json.write(computed.parts()),
                computed.reason().map(Json::write),
                computed.counted(),
                computed.missing(),
                computed.failed(),
                by.pluginVersion(),
                by.pluginHash(),
                now);
    }

    /** The latest that was kept of a tenant. */
    static Optional<Kept> latest(EntityManager em, int tenant, IndicatorHandle of) {
        return Sql.first(
                em,
                "select * from indicator_value where tenant = ? and plugin = ? and indicator = ? order by day desc limit 1",
                row -> kept(row, of.decimals()),
                tenant,
                of.pluginId(),
                of.id());
    }

    /** The last values there were, the oldest first. */
    static List<Point> trend(EntityManager em, int tenant, IndicatorHandle of, int most) {
        return Sql.query(
                em,
                """
                select * from (
                    select day, value from indicator_value
                    where tenant = ? and plugin = ? and indicator = ? and value is not null order by day desc limit ?) last
                order by day
                """,
                row -> new Point(row.date("day"), exactly(row.decimal("value"), of.decimals())),
                tenant,
                of.pluginId(),
                of.id(),
                most);
    }

    private static Kept kept(Row row, int decimals) {
        return new Kept(
                row.date("day"),
                row.optionalDecimal("value")
                        .map(value -> exactly(value, decimals))
                        .orElse(null),
                row.optionalDecimal("own_value")
                        .map(value -> exactly(value, decimals))
                        .orElse(null),
                List.of(Json.read(row.text("parts"), PartView[].class)),
                row.optionalText("reason")
                        .map(text -> Json.read(text, Label.class))
                        .orElse(null),
                row.integer("counted"),
                row.integer("missing"),
                row.bool("failed"),
                row.text("plugin_version"),
                row.instant("computed_at"));
    }

    /** A value of an earlier version may have more decimals than are declared now: it is shown as it was computed. */
    private static BigDecimal exactly(BigDecimal value, int decimals) {
        var plain = value.stripTrailingZeros();
        return plain.scale() > decimals ? plain : plain.setScale(decimals);
    }

    /** Codes of the tenants of a range that are there on a day, those below before what is above them. */
    static List<Integer> tenants(EntityManager em, TenantScope scope, LocalDate day) {
        return Sql.query(em, """
                select code from tenant where code between ? and ?
                    and (valid_from is null or valid_from <= ?) and (valid_until is null or valid_until >= ?)
                order by upper_code - code, code
                """, row -> row.integer("code"), scope.low(), scope.high(), day, day);
    }

    /** A tenant by its names. */
    record Named(int tenant, Text name) {}

    /** What lies directly below a tenant. */
    static List<Named> below(EntityManager em, int tenant) {
        return Sql.query(
                em,
                "select code, name_zh, name_en from tenant where parent = ? order by code",
                row -> new Named(row.integer("code"), new Text(row.text("name_zh"), row.text("name_en"))),
                tenant);
    }

    /** Takes the turn of a tenant on a day; false where another node took it. */
    static boolean takeTurn(EntityManager em, int tenant, LocalDate day) {
        return Sql.update(
                        em,
                        "insert into indicator_turn (tenant, day) values (?, ?) on conflict do nothing",
                        tenant,
                        day)
                > 0;
    }
}
