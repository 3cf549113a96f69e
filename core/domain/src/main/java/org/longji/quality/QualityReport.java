package org.longji.quality;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.longji.plugin.api.Text;

/**
 * What the second judgements of a round say.
 *
 * @param overall over all cases of the round
 * @param registrars per registrar who decided first
 * @param agencies per tenant, whose registration point decided first
 * @param confusion how often which first category met which second one
 * @param sameAmount share of the cases registered by both whose technology amounts are equal to the fen
 */
public record QualityReport(
        QualityRound round,
        Agreement overall,
        List<OfOne> registrars,
        List<OfOne> agencies,
        List<Meeting> confusion,
        Optional<BigDecimal> sameAmount) {

    /** The agreement of one registrar or agency with the second judgements. */
    public record OfOne(int tenant, String id, Text name, Agreement agreement) {}

    /** First and second category, and how many cases have them. */
    public record Meeting(String first, String second, int cases) {}
}
