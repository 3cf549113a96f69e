package org.longji.plugin.api.indicator;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apiguardian.api.API;
import org.longji.plugin.api.register.Words;

/** What an indicator answers for one tenant, in the form that its {@link RollUp} puts together. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Measured {

    /**
     * An amount, for {@link RollUp#SUM} and {@link RollUp#NONE}.
     *
     * @param value exact
     * @param parts what it is made of, adding up to it; none where there is nothing to explain
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Amount(BigDecimal value, List<Part> parts) implements Measured {
        /** Takes a copy and refuses parts that do not add up. */
        public Amount {
            parts = List.copyOf(parts);
            BigDecimal sum = parts.stream().map(Part::value).reduce(BigDecimal.ZERO, BigDecimal::add);
            if (!parts.isEmpty() && sum.compareTo(value) != 0) {
                throw new IllegalArgumentException("the parts add up to " + sum + ", the value is " + value);
            }
        }
    }

    /**
     * One amount above another, for {@link RollUp#RATIO} and {@link RollUp#PERCENT}. The host divides, after it added up.
     *
     * @param above the part that is meant
     * @param below the whole; where it is zero there is no value
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Ratio(Part above, Part below) implements Measured {
        /** Refuses absent values. */
        public Ratio {
            Objects.requireNonNull(above, "above");
            Objects.requireNonNull(below, "below");
        }
    }

    /**
     * Things of which equal ones count once wherever they are, for {@link RollUp#DISTINCT}. The host counts the keys, keeps none of
     * them, and shows nobody one: they may be numbers that tell who somebody is.
     *
     * @param keys what is counted
     * @param groups how they are grouped, together all of the keys; one key may be in several, none where there is nothing to explain
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Once(Set<String> keys, List<Group> groups) implements Measured {
        /** Takes copies and refuses groups that hold other keys. */
        public Once {
            keys = Set.copyOf(keys);
            groups = List.copyOf(groups);
            Set<String> grouped = new HashSet<>();
            groups.forEach(group -> grouped.addAll(group.keys()));
            if (!groups.isEmpty() && !grouped.equals(keys)) {
                throw new IllegalArgumentException(
                        "the groups hold " + grouped.size() + " keys, there are " + keys.size());
            }
        }
    }

    /**
     * There is no figure.
     *
     * @param why for the reader
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Unknown(Words why) implements Measured {
        /** Refuses an absent reason. */
        public Unknown {
            Objects.requireNonNull(why, "why");
        }
    }

    /**
     * A part of a value.
     *
     * @param code stable, lower-case words joined by hyphens; parts with the same code are put together over tenants
     * @param words what it is; nothing that tells who somebody is
     * @param value exact, in the indicator's unit except in a ratio
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Part(String code, Words words, BigDecimal value) {
        /** Refuses absent values. */
        public Part {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(words, "words");
            Objects.requireNonNull(value, "value");
        }

        /** {@return a part that is a whole number} */
        public static Part of(String code, Words words, long value) {
            return new Part(code, words, BigDecimal.valueOf(value));
        }
    }

    /**
     * A group of keys.
     *
     * @param code as of a {@link Part}
     * @param words as of a {@link Part}
     * @param keys those in it
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Group(String code, Words words, Set<String> keys) {
        /** Takes a copy. */
        public Group {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(words, "words");
            keys = Set.copyOf(keys);
        }
    }

    /** {@return an amount that is made of these parts} */
    static Measured sum(List<Part> parts) {
        return new Amount(parts.stream().map(Part::value).reduce(BigDecimal.ZERO, BigDecimal::add), parts);
    }

    /** {@return the keys of these groups, each once} */
    static Measured once(List<Group> groups) {
        Set<String> keys = new HashSet<>();
        groups.forEach(group -> keys.addAll(group.keys()));
        return new Once(keys, groups);
    }
}
