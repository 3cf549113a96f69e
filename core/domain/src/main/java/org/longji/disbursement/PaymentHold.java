package org.longji.disbursement;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;

/**
 * Why an approved item waits.
 *
 * @param setBy who prepared the batch that found it, or said so; somebody else lifts it
 */
public record PaymentHold(
        UUID id,
        int tenant,
        UUID round,
        UUID item,
        String number,
        String beneficiaryCode,
        String beneficiaryName,
        Money amount,
        PaymentCheck check,
        Text detail,
        String setBy,
        Instant setAt,
        boolean own,
        @Nullable String liftedBy,
        @Nullable Instant liftedAt,
        @Nullable String liftReason) {}
