package org.longji.plugin.api.register;

import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apiguardian.api.API;

/**
 * A value that is computed whenever somebody looks, and stored nowhere.
 *
 * @param id name, as of a field
 * @param words what it is called
 * @param unit the unit shown behind it; none when empty
 * @param value the pure function; a text, {@code Money}, {@code BigDecimal}, {@code Integer}, {@code Long}, {@code Boolean},
 *     {@code LocalDate}, {@link Words} or nothing
 * @param <R> the register's record
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Derived<R extends Record>(
        String id, Words words, String unit, BiFunction<R, Context, Optional<?>> value) {

    /** Refuses absent values. */
    public Derived {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(words, "words");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(value, "value");
    }

    /** {@return a derived value without a unit} */
    public static <R extends Record> Derived<R> of(String id, Words words, BiFunction<R, Context, Optional<?>> value) {
        return new Derived<>(id, words, "", value);
    }
}
