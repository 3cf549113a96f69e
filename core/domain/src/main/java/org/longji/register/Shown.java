package org.longji.register;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.longji.plugin.api.register.FieldKind;
import org.longji.plugin.api.register.FieldShape;
import org.longji.plugin.api.register.Personal;

/** What of a row's tree a reader is shown. */
final class Shown {

    private Shown() {}

    /**
     * The tree without what is hidden in a state.
     *
     * @param masked whether personal values are masked as well
     */
    static Map<String, Object> of(List<FieldShape> fields, Map<String, ?> tree, String state, boolean masked) {
        var shown = new LinkedHashMap<String, Object>();
        for (var field : fields) {
            Object value = tree.get(field.name());
            if (value != null && !field.hiddenIn().contains(state)) {
                shown.put(field.name(), value(field, value, state, masked));
            }
        }
        return shown;
    }

    private static Object value(FieldShape field, Object value, String state, boolean masked) {
        if (value instanceof List<?> items && field.kind() == FieldKind.LIST) {
            var element = field.element().orElseThrow();
            return items.stream()
                    .map(item -> value(element, item, state, masked))
                    .toList();
        }
        if (value instanceof Map<?, ?> group && field.kind() == FieldKind.GROUP) {
            return of(field.group(), text(group), state, masked);
        }
        return masked && field.personal() != Personal.NO ? field.personal().masked(value.toString()) : value;
    }

    /** Values of one kind of reference in a tree, at any depth. */
    static Set<String> references(List<FieldShape> fields, Map<String, ?> tree, FieldKind kind) {
        var found = new TreeSet<String>();
        for (var field : fields) {
            Object value = tree.get(field.name());
            if (value != null) {
                collect(field, value, kind, found);
            }
        }
        return found;
    }

    private static void collect(FieldShape field, Object value, FieldKind kind, Set<String> found) {
        if (field.kind() == FieldKind.LIST && value instanceof List<?> items) {
            items.forEach(item -> collect(field.element().orElseThrow(), item, kind, found));
        } else if (field.kind() == FieldKind.GROUP && value instanceof Map<?, ?> group) {
            found.addAll(references(field.group(), text(group), kind));
        } else if (field.kind() == kind) {
            found.add(value.toString());
        }
    }

    /** The words of a value, for titles, searching, workbooks and the public. */
    static String words(FieldShape field, Object value, Map<String, String> labels) {
        if (field.kind() == FieldKind.LIST && value instanceof List<?> items) {
            return items.stream()
                    .map(item -> words(field.element().orElseThrow(), item, labels))
                    .collect(Collectors.joining("；"));
        }
        if (field.kind() == FieldKind.GROUP && value instanceof Map<?, ?> group) {
            return field.group().stream()
                    .filter(inner -> group.get(inner.name()) != null)
                    .map(inner -> words(inner, group.get(inner.name()), labels))
                    .collect(Collectors.joining(" "));
        }
        if (field.kind() == FieldKind.CHOICE) {
            return field.choices().stream()
                    .filter(option -> option.value().equals(value))
                    .map(option -> option.words().zh())
                    .findFirst()
                    .orElse(value.toString());
        }
        if (field.kind() == FieldKind.MOMENT) {
            return value.toString().replace('T', ' ');
        }
        if (field.kind() == FieldKind.YES_NO) {
            return Boolean.TRUE.equals(value) ? "是" : "否";
        }
        return labels.getOrDefault(value.toString(), value.toString());
    }

    private static Map<String, Object> text(Map<?, ?> group) {
        var fields = new LinkedHashMap<String, Object>();
        group.forEach((name, value) -> fields.put(String.valueOf(name), value));
        return fields;
    }
}
