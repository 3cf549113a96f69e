package org.longji.plugin.api.register;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;
import org.longji.plugin.api.LegalBasis;

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
 * @param only what else the rows must have to count
 * @param target what the figure is held against
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
        Optional<String> group,
        Optional<Only> only,
        Optional<Target> target) {

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

    /**
     * What a plan wants the figure to reach.
     *
     * @param value in the figure's unit
     * @param words whose it is and until when
     * @param basis the sentence of the plan
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Target(BigDecimal value, Words words, LegalBasis basis) {
        /** Refuses absent values. */
        public Target {
            Objects.requireNonNull(value, "value");
            Objects.requireNonNull(words, "words");
            Objects.requireNonNull(basis, "basis");
        }
    }

    /** Stands for the state where {@link #group} names what the figure is broken down by. */
    public static final String STATE = "@state";

    /** Takes a copy and refuses a sum of distinct values. */
    public Indicator {
        Objects.requireNonNull(words, "words");
        Objects.requireNonNull(unit, "unit");
        states = Set.copyOf(states);
        Objects.requireNonNull(only, "only");
        Objects.requireNonNull(target, "target");
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
                id,
                words,
                "",
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** {@return how many different values a field has: a person who comes twice counts once} */
    public static Indicator countOnce(String id, Words words, String field) {
        return new Indicator(
                id,
                words,
                "",
                Optional.empty(),
                Optional.of(field),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** {@return the sum of a field} */
    public static Indicator sum(String id, Words words, String field) {
        return new Indicator(
                id,
                words,
                "",
                Optional.of(field),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** {@return the same with a unit} */
    public Indicator unit(String other) {
        return new Indicator(id, words, other, sum, distinct, states, date, group, only, target);
    }

    /** {@return the same over rows in these states} */
    public Indicator in(String... those) {
        return new Indicator(id, words, unit, sum, distinct, Set.of(those), date, group, only, target);
    }

    /** {@return the same, placed in time by a date field} */
    public Indicator on(String dateField) {
        return new Indicator(id, words, unit, sum, distinct, states, Optional.of(dateField), group, only, target);
    }

    /** {@return the same, broken down by a field} */
    public Indicator by(String field) {
        return new Indicator(id, words, unit, sum, distinct, states, date, Optional.of(field), only, target);
    }

    /** {@return the same, broken down by state} */
    public Indicator byState() {
        return by(STATE);
    }

    /** {@return the same, over rows whose field has this value} */
    public Indicator only(String field, Object value) {
        return new Indicator(
                id,
                words,
                unit,
                sum,
                distinct,
                states,
                date,
                group,
                Optional.of(new Only(field, RecordShape.written(value).toString())),
                target);
    }

    /** {@return the same, held against what a plan wants} */
    public Indicator target(BigDecimal value, Words whose, LegalBasis basis) {
        return new Indicator(
                id,
                words,
                unit,
                sum,
                distinct,
                states,
                date,
                group,
                only,
                Optional.of(new Target(value, whose, basis)));
    }
}
