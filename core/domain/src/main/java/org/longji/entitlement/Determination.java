package org.longji.entitlement;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;

/**
 * An amount that an officer set inside the interval a rule leaves open (裁量区间), and what another officer made of it.
 *
 * @param input the evidence it becomes
 * @param least the least that could be set, itself included
 * @param most the most that could be set, itself included
 * @param reason why this amount and no other
 * @param approved null while nobody has decided
 * @param note what whoever decided adds
 */
public record Determination(
        UUID id,
        String input,
        Money amount,
        Money least,
        Money most,
        String reason,
        String proposedBy,
        Instant proposedAt,
        @Nullable Boolean approved,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String note) {

    /** An amount proposed, and why. */
    public record Proposal(@Nullable Money amount, @Nullable String reason) {}

    /** What becomes of a proposal; turned down only with a note that says why. */
    public record Verdict(
            @Nullable Boolean approved, @Nullable String note) {}
}
