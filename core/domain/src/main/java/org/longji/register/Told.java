package org.longji.register;

import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.register.PublicCheck;
import org.longji.pluginhost.RegisterHandle;
import org.longji.shared.Json;
import org.longji.shared.Sql;

/**
 * What anybody is told of a row, as the host wrote it beside the row.
 *
 * @param values shown values by field, as words
 * @param until last day it holds; null while there is no such day
 */
record Told(
        int tenant,
        String office,
        String officeEn,
        String state,
        boolean holds,
        Map<String, String> values,
        @Nullable LocalDate until) {

    boolean holdsOn(LocalDate today) {
        return holds && (until == null || !today.isAfter(until));
    }

    /** Asks across the walls; of two rows with one key in two tenants nothing is told, because it is not clear which is meant. */
    static Optional<Told> ask(EntityManager em, RegisterHandle handle, String key) {
        var check = handle.definition().publicCheck();
        if (check.isEmpty() || key.isBlank() || key.length() > 200) {
            return Optional.empty();
        }
        var found = Sql.query(
                em,
                "select * from register_told(?, ?, ?)",
                row -> {
                    var told = Json.readMap(row.text("told"));
                    var values = new LinkedHashMap<String, String>();
                    if (told.get("values") instanceof Map<?, ?> shown) {
                        shown.forEach((name, value) -> values.put(String.valueOf(name), String.valueOf(value)));
                    }
                    return new Told(
                            row.integer("tenant"),
                            row.text("name_zh"),
                            row.text("name_en"),
                            row.text("state"),
                            Boolean.TRUE.equals(told.get("holds")),
                            values,
                            told.get("until") instanceof String day ? LocalDate.parse(day) : null);
                },
                handle.pluginId(),
                handle.id(),
                key);
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** What may be told of a row in this state, as JSON; empty when nothing may. */
    static Optional<String> written(
            RegisterHandle handle, String state, Map<String, Object> tree, Map<String, String> labels) {
        var check = handle.definition().publicCheck();
        if (check.isEmpty()
                || !tellsOf(check.get(), state)
                || tree.get(check.get().key()) == null) {
            return Optional.empty();
        }
        var fields = handle.definition().shape().fields();
        var shown = Shown.of(fields, tree, state, true);
        var values = new LinkedHashMap<String, String>();
        for (var name : check.get().shows()) {
            var field = handle.definition().shape().field(name).orElseThrow();
            var value = shown.get(name);
            if (value != null) {
                values.put(name, Shown.words(field, value, labels));
            }
        }
        var told = new LinkedHashMap<String, Object>();
        told.put("holds", check.get().holdsIn().contains(state));
        told.put("values", values);
        check.get().until().map(tree::get).ifPresent(day -> told.put("until", day));
        return Optional.of(Json.write(told));
    }

    private static boolean tellsOf(PublicCheck check, String state) {
        return check.holdsIn().contains(state) || check.toldIn().contains(state);
    }
}
