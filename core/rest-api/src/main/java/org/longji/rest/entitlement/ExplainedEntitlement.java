package org.longji.rest.entitlement;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.entitlement.Determination;
import org.longji.entitlement.EntitlementDetails;
import org.longji.entitlement.EntitlementStatus;
import org.longji.entitlement.EntitlementSummary;
import org.longji.entitlement.Recovery;
import org.longji.plugin.api.Discretion;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Side;
import org.longji.plugin.api.Text;

/** An entitlement as lists show it, and its explanation. */
public record ExplainedEntitlement(
        UUID id,
        int tenant,
        @Nullable UUID contractId,
        @Nullable String registrationNumber,
        @Nullable String contractTitle,
        int year,
        String policyId,
        Text policyTitle,
        String policyVersion,
        Side side,
        EntitlementSummary.Beneficiary beneficiary,
        EntitlementStatus status,
        Money assessedAmount,
        Money entitledAmount,
        String recordHash,
        Instant decidedAt,
        Explanation explanation,
        @Nullable Discretion interval,
        List<Determination> determinations,
        @Nullable Recovery recovery) {

    static ExplainedEntitlement of(EntitlementDetails details) {
        var summary = details.summary();
        return new ExplainedEntitlement(
                summary.id(),
                summary.tenant(),
                summary.contractId(),
                summary.registrationNumber(),
                summary.contractTitle(),
                summary.year(),
                summary.policyId(),
                summary.policyTitle(),
                summary.policyVersion(),
                summary.side(),
                summary.beneficiary(),
                summary.status(),
                summary.assessedAmount(),
                summary.entitledAmount(),
                summary.recordHash(),
                summary.decidedAt(),
                Explanation.of(details.record(), details.smallestChange()),
                details.interval(),
                details.determinations(),
                details.recovery());
    }
}
