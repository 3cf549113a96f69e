package org.longji.plugin.api;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What a tenant wrote in a {@link PolicyLanguage}, as a neutral tree: the host has read the YAML or JSON, so that a language
 * needs no parser and cannot disagree with the host about quotes and dates. Scalars are text, whatever they looked like in
 * the file; an absent value is simply not there.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Definition {

    /** A scalar as text: {@code TRANSFER}, {@code true}, {@code 3} or a formula. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Scalar(String text) implements Definition {}

    /** A list. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Items(List<Definition> items) implements Definition {
        /** Takes a copy. */
        public Items {
            items = List.copyOf(items);
        }
    }

    /** Named values in the order they were written. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Fields(Map<String, Definition> fields) implements Definition {
        /** Takes a copy that keeps the order. */
        public Fields {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        /** {@return the value of that name, if it is there} */
        public Optional<Definition> get(String name) {
            return Optional.ofNullable(fields.get(name));
        }
    }

    /**
     * Takes over a tree of maps, lists and scalars as any YAML or JSON reader gives it.
     *
     * @param tree maps with text keys, lists, text, numbers and booleans; {@code null} inside a map is an absent value
     * @return the same as a definition
     * @throws IllegalArgumentException if something else is inside
     */
    static Definition of(Object tree) {
        if (tree instanceof Definition already) {
            return already;
        }
        if (tree instanceof Map<?, ?> map) {
            Map<String, Definition> fields = new LinkedHashMap<>();
            map.forEach((name, value) -> {
                if (value != null) {
                    fields.put(String.valueOf(name), of(value));
                }
            });
            return new Fields(fields);
        }
        if (tree instanceof List<?> list) {
            List<Definition> items = new ArrayList<>();
            list.forEach(item -> items.add(of(item)));
            return new Items(items);
        }
        if (tree instanceof BigDecimal number) {
            return new Scalar(number.toPlainString());
        }
        if (tree instanceof String || tree instanceof Number || tree instanceof Boolean) {
            return new Scalar(tree.toString());
        }
        throw new IllegalArgumentException("a definition cannot hold " + tree.getClass());
    }
}
