package org.longji.shared;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list in a stable order.
 *
 * @param next where the following page begins; empty on the last page
 */
public record Page<T>(List<T> items, Optional<String> next) {

    public Page {
        items = List.copyOf(items);
    }

    /** Makes a page of at most {@code limit} out of rows fetched with one row more than that. */
    public static <T> Page<T> of(List<T> fetched, int limit, Function<T, String> position) {
        if (fetched.size() <= limit) {
            return new Page<>(fetched, Optional.empty());
        }
        var items = fetched.subList(0, limit);
        return new Page<>(items, Optional.of(position.apply(items.get(limit - 1))));
    }

    public <R> Page<R> map(Function<T, R> shape) {
        return new Page<>(items.stream().map(shape).toList(), next);
    }
}
