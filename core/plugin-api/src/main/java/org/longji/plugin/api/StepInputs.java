package org.longji.plugin.api;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The two or three inputs of a step, in reading order: an unmodifiable map in a single array. Explanations are written for
 * millions of cases, and linked hash tables cost more than the arithmetic they explain.
 */
final class StepInputs extends AbstractMap<String, String> {

    /** Names and values in turns. */
    private final String[] pairs;

    private StepInputs(String[] pairs) {
        this.pairs = pairs;
    }

    /** Takes the array over: whoever calls has just made it. Of two values with the same name the last one holds. */
    static Map<String, String> of(String... pairs) {
        for (int i = 2; i < pairs.length; i += 2) {
            for (int j = 0; j < i; j += 2) {
                if (pairs[i].equals(pairs[j])) {
                    return merged(pairs);
                }
            }
        }
        return new StepInputs(pairs);
    }

    private static Map<String, String> merged(String[] pairs) {
        Map<String, String> merged = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            merged.put(pairs[i], pairs[i + 1]);
        }
        return copyOf(merged);
    }

    static Map<String, String> copyOf(Map<String, String> inputs) {
        if (inputs instanceof StepInputs) {
            return inputs;
        }
        String[] pairs = new String[2 * inputs.size()];
        int at = 0;
        for (Entry<String, String> input : inputs.entrySet()) {
            pairs[at++] = input.getKey();
            pairs[at++] = input.getValue();
        }
        return new StepInputs(pairs);
    }

    @Override
    public int size() {
        return pairs.length / 2;
    }

    @Override
    public @Nullable String get(@Nullable Object name) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equals(name)) {
                return pairs[i + 1];
            }
        }
        return null;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return get(name) != null;
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return StepInputs.this.size();
            }

            @Override
            public Iterator<Entry<String, String>> iterator() {
                return entries();
            }
        };
    }

    private Iterator<Entry<String, String>> entries() {
        return new Iterator<>() {
            private int at;

            @Override
            public boolean hasNext() {
                return at < pairs.length;
            }

            @Override
            public Entry<String, String> next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                at += 2;
                return Map.entry(pairs[at - 2], pairs[at - 1]);
            }
        };
    }
}
