package org.longji.plugin.api.register;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * A figure over the rows of a tenant and of everything below it, in a period.
 *
 * @param id stable identifier in lower-case words joined by hyphens
 * @param words what it is called
 * @param unit the unit; none when empty
 * @param sum the field that is added up; rows are counted when empty
 * @param distinct the field of which equal values count once, over all tenants; with {@code sum} not allowed
 * @param states the states whose rows count; all when empty
 * @param date the date field that must lie in the period; when empty the day the row came into its state
 * @param group the field by whose values the figure is broken down, or {@link #STATE}
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Indicator(
        String id,
        Words words,
        String unit,
        Optional<String> sum,
        Optional<String> distinct,
        Set<String> states,
        Optional<String> date,
        Optional<String> group) {

    /** Stands for the state where {@link #group} names what the figure is broken down by. */
    public static final String STATE = "@state";

    /** Takes a copy and refuses a sum of distinct values. */
    public Indicator {
        Objects.requireNonNull(words, "words");
        Objects.requireNonNull(unit, "unit");
        states = Set.copyOf(states);
        if (sum.isPresent() && distinct.isPresent()) {
            throw new IllegalArgumentException("indicator '" + id + "' either adds up or counts once");
        }
        if (!id.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException("indicator '" + id + "' must be lower-case words joined by hyphens");
        }
    }

    /** {@return how many rows there are} */
    public static Indicator count(String id, Words words) {
        return new Indicator(
                id, words, "", Optional.empty(), Optional.empty(), Set.of(), Optional.empty(), Optional.empty());
    }

    /** {@return how many different values a field has: a person who comes twice counts once} */
    public static Indicator countOnce(String id, Words words, String field) {
        return new Indicator(
                id, words, "", Optional.empty(), Optional.of(field), Set.of(), Optional.empty(), Optional.empty());
    }

    /** {@return the sum of a field} */
    public static Indicator sum(String id, Words words, String field) {
        return new Indicator(
                id, words, "", Optional.of(field), Optional.empty(), Set.of(), Optional.empty(), Optional.empty());
    }

    /** {@return the same with a unit} */
    public Indicator unit(String other) {
        return new Indicator(id, words, other, sum, distinct, states, date, group);
    }

    /** {@return the same over rows in these states} */
    public Indicator in(String... those) {
        return new Indicator(id, words, unit, sum, distinct, Set.of(those), date, group);
    }

    /** {@return the same, placed in time by a date field} */
    public Indicator on(String dateField) {
        return new Indicator(id, words, unit, sum, distinct, states, Optional.of(dateField), group);
    }

    /** {@return the same, broken down by a field} */
    public Indicator by(String field) {
        return new Indicator(id, words, unit, sum, distinct, states, date, Optional.of(field));
    }

    /** {@return the same, broken down by state} */
    public Indicator byState() {
        return by(STATE);
    }
}
