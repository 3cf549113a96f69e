package org.longji.plugin.api.register;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * A count or sum over the rows of one register, of a tenant and everything below it, in any period: declared, and asked when the
 * register is opened. What is held against a target and kept day by day is an {@link org.longji.plugin.api.indicator.Indicator}.
 *
 * @param id stable identifier in lower-case words joined by hyphens
 * @param words what it is called
 * @param unit the unit; none when empty
 * @param sum the field that is added up; rows are counted when empty
 * @param distinct the field of which equal values count once, over all tenants; with {@code sum} not allowed
 * @param states the states whose rows count; all when empty
 * @param date the date field that must lie in the period; when empty the day the row came into its state
 * @param group the field by whose values the figure is broken down, or {@link #STATE}
 * @param only what else the rows must have to count
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Figure(
        String id,
        Words words,
        String unit,
        Optional<String> sum,
        Optional<String> distinct,
        Set<String> states,
        Optional<String> date,
        Optional<String> group,
        Optional<Only> only) {

    /**
     * A value that rows must have to count.
     *
     * @param field a top-level field
     * @param value as it stands in the row's tree: the name of a constant, a text, a reference
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Only(String field, String value) {
        /** Refuses absent values. */
        public Only {
            Objects.requireNonNull(field, "field");
            Objects.requireNonNull(value, "value");
        }
    }

    /** Stands for the state where {@link #group} names what the figure is broken down by. */
    public static final String STATE = "@state";

    /** Takes a copy and refuses a sum of distinct values. */
    public Figure {
        Objects.requireNonNull(words, "words");
        Objects.requireNonNull(unit, "unit");
        states = Set.copyOf(states);
        Objects.requireNonNull(only, "only");
        if (sum.isPresent() && distinct.isPresent()) {
            throw new IllegalArgumentException("figure '" + id + "' either adds up or counts once");
        }
        if (!id.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException("figure '" + id + "' must be lower-case words joined by hyphens");
        }
    }

    /** {@return how many rows there are} */
    public static Figure count(String id, Words words) {
        return new Figure(
                id,
                words,
                "",
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** {@return how many different values a field has: a person who comes twice counts once} */
    public static Figure countOnce(String id, Words words, String field) {
        return new Figure(
                id,
                words,
                "",
                Optional.empty(),
                Optional.of(field),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** {@return the sum of a field} */
    public static Figure sum(String id, Words words, String field) {
        return new Figure(
                id,
                words,
                "",
                Optional.of(field),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** {@return the same with a unit} */
    public Figure unit(String other) {
        return new Figure(id, words, other, sum, distinct, states, date, group, only);
    }

    /** {@return the same over rows in these states} */
    public Figure in(String... those) {
        return new Figure(id, words, unit, sum, distinct, Set.of(those), date, group, only);
    }

    /** {@return the same, placed in time by a date field} */
    public Figure on(String dateField) {
        return new Figure(id, words, unit, sum, distinct, states, Optional.of(dateField), group, only);
    }

    /** {@return the same, broken down by a field} */
    public Figure by(String field) {
        return new Figure(id, words, unit, sum, distinct, states, date, Optional.of(field), only);
    }

    /** {@return the same, broken down by state} */
    public Figure byState() {
        return by(STATE);
    }

    /** {@return the same, over rows whose field has this value} */
    public Figure only(String field, Object value) {
        return new Figure(
                id,
                words,
                unit,
                sum,
                distinct,
                states,
                date,
                group,
                Optional.of(new Only(field, RecordShape.written(value).toString())));
    }
}
