package org.longji.entitlement;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Side;
import org.longji.plugin.api.Text;

/**
 * A decision as lists show it.
 *
 * @param contractId null where the decision is about an applicant's year and not about a contract; so are its number and title
 * @param assessedAmount what the rule alone gives
 * @param entitledAmount what is due after the one-side rule and the caps
 * @param recordHash SHA-256 of the decision record, hex
 */
public record EntitlementSummary(
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
        Beneficiary beneficiary,
        EntitlementStatus status,
        Money assessedAmount,
        Money entitledAmount,
        String recordHash,
        Instant decidedAt) {

    /** Who gets it. */
    public record Beneficiary(String creditCode, String name) {}
}
