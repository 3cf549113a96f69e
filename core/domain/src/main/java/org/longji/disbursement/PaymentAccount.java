package org.longji.disbursement;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Another account for an item than its claim says.
 *
 * @param document the paper it rests on
 * @param confirmed whether another officer confirmed it; absent while nobody looked
 */
public record PaymentAccount(
        UUID id,
        int tenant,
        UUID item,
        String number,
        String beneficiaryName,
        String payee,
        String bank,
        String account,
        String document,
        @Nullable Boolean confirmed,
        String enteredBy,
        Instant enteredAt,
        boolean own,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt) {

    /** What an officer enters. */
    public record Form(
            @Nullable UUID item,
            @Nullable String payee,
            @Nullable String bank,
            @Nullable String account,
            @Nullable String document) {}
}
