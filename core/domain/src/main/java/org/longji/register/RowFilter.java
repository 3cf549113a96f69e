package org.longji.register;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.register.FieldKind;
import org.longji.plugin.api.register.FieldShape;
import org.longji.plugin.api.register.Personal;
import org.longji.pluginhost.RegisterHandle;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.ProblemException.FieldError;

/**
 * What a list of rows is narrowed to.
 *
 * @param states any of these; all when empty
 * @param search part of what is searchable; null for anything
 * @param fields each {@code field:value}; a date or number is narrowed by {@code field:least..most}, either end open
 */
public record RowFilter(List<String> states, @Nullable String search, List<String> fields) {

    private static final int LONGEST = 100;

    /** Copies, leaving out what narrows nothing. */
    public RowFilter {
        states = states.stream().filter(state -> !state.isBlank()).toList();
        fields = fields.stream().filter(field -> !field.isBlank()).toList();
    }

    /** Whatever there is. */
    public static RowFilter none() {
        return new RowFilter(List.of(), null, List.of());
    }

    /** Adds what the database is asked to. */
    void ask(RegisterHandle handle, Veil veil, StringBuilder sql, List<Object> parameters) {
        if (!states.isEmpty()) {
            sql.append(" and r.state = any (?)");
            parameters.add(states.toArray(String[]::new));
        }
        if (search != null && !search.isBlank()) {
            if (search.length() > LONGEST) {
                throw wrong("q", "搜索内容不得超过 100 个字。", "Search for at most 100 characters.");
            }
            veil.narrow(
                    sql,
                    parameters,
                    " and position(? in case when VEIL then r.search_masked else r.search end) > 0",
                    search.strip().toLowerCase(java.util.Locale.ROOT));
        }
        for (var one : fields) {
            int colon = one.indexOf(':');
            var name = colon < 0 ? one : one.substring(0, colon);
            var value = colon < 0 ? "" : one.substring(colon + 1);
            var field = handle.definition()
                    .shape()
                    .field(name)
                    .filter(known -> handle.definition().filters().contains(name))
                    .orElseThrow(() -> wrong(
                            "filter",
                            "不能按“" + name + "”筛选。",
                            "This list is not narrowed by '" + name + "', but by "
                                    + handle.definition().filters()));
            if (field.personal() != Personal.NO) {
                // Nobody is found by what may not be shown.
                veil.narrow(sql, parameters, " and not (VEIL)");
            }
            if (!field.hiddenIn().isEmpty()) {
                sql.append(" and r.state <> all (?)");
                parameters.add(field.hiddenIn().toArray(String[]::new));
            }
            narrow(handle, field, value, sql, parameters);
        }
    }

    private static void narrow(
            RegisterHandle handle, FieldShape field, String value, StringBuilder sql, List<Object> parameters) {
        var ends = value.split("\\.\\.", -1);
        switch (field.kind()) {
            case DATE, MOMENT, TIME -> span(ends, "(r.data ->> ?) collate \"C\"", "?::text", field, sql, parameters);
            case WHOLE, DECIMAL, MONEY -> {
                for (var end : ends) {
                    if (!end.isBlank() && !end.strip().matches("-?\\d{1,15}(\\.\\d{1,15})?")) {
                        throw wrong("filter", "“" + end + "”不是数字。", "'" + end + "' is no number.");
                    }
                }
                span(ends, "(r.data ->> ?)::numeric", "?::text::numeric", field, sql, parameters);
            }
            case TEXT -> {
                sql.append(" and position(? in lower(r.data ->> ?)) > 0");
                parameters.add(value.strip().toLowerCase(java.util.Locale.ROOT));
                parameters.add(field.name());
            }
            case LIST -> {
                sql.append(" and jsonb_exists(r.data -> ?, ?)");
                parameters.add(field.name());
                parameters.add(value.strip());
            }
            default -> {
                sql.append(LookedUp.condition(value.strip()));
                parameters.addAll(LookedUp.parameters(handle.pluginId(), handle.id(), field.name(), value.strip()));
            }
        }
    }

    private static void span(
            String[] ends, String value, String bound, FieldShape field, StringBuilder sql, List<Object> parameters) {
        var least = ends[0].strip();
        var most = ends.length > 1 ? ends[1].strip() : least;
        if (!least.isEmpty()) {
            sql.append(" and ").append(value).append(" >= ").append(bound);
            parameters.add(field.name());
            parameters.add(least);
        }
        if (!most.isEmpty()) {
            sql.append(" and ").append(value).append(" <= ").append(bound);
            parameters.add(field.name());
            // A day given for a moment is the whole of it.
            parameters.add(field.kind() == FieldKind.MOMENT && most.length() == 10 ? most + "T99" : most);
        }
    }

    private static ProblemException wrong(String field, String zh, String en) {
        return new ProblemException(
                Problem.INVALID_FIELDS, Map.of("count", 1), new ArrayList<>(List.of(new FieldError(field, zh, en))));
    }
}
