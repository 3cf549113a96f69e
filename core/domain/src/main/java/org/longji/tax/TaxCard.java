package org.longji.tax;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Text;

/**
 * A tax rule in words: what is asked, what must hold, what is computed, and the dated figures of the law. The arithmetic is
 * the {@link TaxRule} of the same name.
 *
 * @param taxpayer whose tax it is
 * @param evidence what the taxpayer keeps or hands in
 * @param figures labels of the computed amounts, in the order they are shown
 */
public record TaxCard(
        Tax card,
        Text title,
        Text taxpayer,
        Map<String, Input> inputs,
        Map<String, Condition> conditions,
        List<Text> evidence,
        Map<String, Text> figures,
        List<Version> versions) {

    /** What kind of answer an input takes. */
    public enum Kind {
        /** Yuan with two decimals at most, not negative. */
        MONEY,
        DATE,
        /** One of the choices. */
        CHOICE
    }

    /** Something the contract does not tell, or tells only as a proposal. */
    public record Input(Kind kind, Text label, @Nullable Map<String, Text> choices) {}

    /**
     * Something that must hold for the relief.
     *
     * @param asked true where only the taxpayer knows; otherwise it follows from the contract and the dates
     */
    public record Condition(boolean asked, Text text, String basis) {}

    /**
     * The figures of the law over a span of days.
     *
     * @param from first day, inclusive
     * @param until last day, inclusive; null while it goes on
     * @param confirmedUntil last day for which the sources confirm it; null when they leave nothing open
     * @param note what must be known about it; where {@code confirmedUntil} is given, only after that day
     * @param source where the figures are from
     */
    public record Version(
            String version,
            LocalDate from,
            @Nullable LocalDate until,
            @Nullable LocalDate confirmedUntil,
            String basis,
            String source,
            @Nullable Text note,
            JsonNode values) {

        boolean covers(LocalDate day) {
            return !day.isBefore(from) && (until == null || !day.isAfter(until));
        }

        /** What must be known about this version on a day: always, or once the sources no longer confirm it. */
        @Nullable
        Text noteOn(LocalDate day) {
            return confirmedUntil == null || day.isAfter(confirmedUntil) ? note : null;
        }
    }

    /** The version in force on a day. */
    Optional<Version> on(LocalDate day) {
        return versions.stream().filter(version -> version.covers(day)).findFirst();
    }
}
