package org.longji.entitlement;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.Text;

/** One input of a case that could be otherwise, known by its name in the form. */
sealed interface Lever {

    /** Name of the field in the form, such as {@code contract.technologyAmount}. */
    String field();

    Text label();

    /** What is counted in whole steps: fen, pieces, days, ten-thousandths. */
    record Quantity(
            String field,
            Text label,
            InputKind kind,
            long least,
            long most,
            ToLongFunction<Facts> reading,
            Writing writing)
            implements Lever {

        long read(Facts facts) {
            return reading.applyAsLong(facts);
        }

        Facts with(Facts facts, long value) {
            return writing.with(facts, value);
        }
    }

    /** The facts with another quantity. */
    @FunctionalInterface
    interface Writing {
        Facts with(Facts facts, long value);
    }

    /** What is one of some words; the values are those that may be tried. */
    record Choice(
            String field,
            Text label,
            InputKind kind,
            List<String> values,
            Function<Facts, String> reading,
            BiFunction<Facts, String, Facts> writing)
            implements Lever {

        String read(Facts facts) {
            return reading.apply(facts);
        }

        Facts with(Facts facts, String value) {
            return writing.apply(facts, value);
        }
    }
}
