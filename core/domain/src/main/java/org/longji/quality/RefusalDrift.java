package org.longji.quality;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * How the reasons of refusals moved from one period to the next of the same length.
 *
 * @param before the earlier period
 * @param now the later period
 * @param reasons every reason of either period, the most frequent now first
 * @param probability chance of a difference at least this large if nothing had changed (chi-square test of homogeneity),
 *     between 0 and 1; empty when the counts are too small for the test (an expected count below 5)
 */
public record RefusalDrift(Span before, Span now, List<Count> reasons, Optional<Double> probability) {

    /** A period, both days inclusive, and how many decisions and refusals it had. */
    public record Span(LocalDate from, LocalDate until, int decided, int refused) {}

    /** How often one reason was given. */
    public record Count(String code, int before, int now) {}
}
