package org.longji.rest.entitlement;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.longji.entitlement.Calculation;
import org.longji.entitlement.EntitlementStatus;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Side;
import org.longji.plugin.api.Text;

/**
 * The answer to an imagined case, in the words of a decision.
 *
 * @param tenant the tenant whose version answered
 * @param assumptions what was taken for granted because only a real case shows it
 */
public record CalculatedCase(
        String policyId,
        Text policyTitle,
        int tenant,
        String policyVersion,
        LocalDate from,
        @Nullable LocalDate until,
        int year,
        Side side,
        EntitlementStatus status,
        Money assessedAmount,
        Money entitledAmount,
        Explanation explanation,
        List<Text> assumptions) {

    static CalculatedCase of(Calculation calculation) {
        var record = calculation.record();
        var policy = record.policy();
        var outcome = record.outcome();
        return new CalculatedCase(
                policy.id(),
                policy.title(),
                policy.tenant(),
                policy.version(),
                policy.from(),
                policy.until().orElse(null),
                record.year(),
                record.side(),
                outcome.status(),
                outcome.assessedAmount(),
                outcome.entitledAmount(),
                Explanation.ofImagined(record, calculation.smallestChange()),
                calculation.assumptions());
    }
}
