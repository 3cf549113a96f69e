package org.longji.disbursement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;

/**
 * One payment of an item.
 *
 * @param attempt from one; another is made only after the bank said no, or gave the money back
 * @param endToEndId by which the bank tells it from any other, at most 35 characters
 * @param number registration number of the contract, or credit code of an applicant's year
 * @param bankReason the bank's words
 * @param bankReference the bank's own number
 */
public record PaymentDetails(
        UUID id,
        int tenant,
        UUID round,
        UUID batch,
        int batchNumber,
        UUID item,
        String number,
        String beneficiaryCode,
        String beneficiaryName,
        int attempt,
        String endToEndId,
        int position,
        Money amount,
        String payee,
        String bank,
        String account,
        PaymentStatus status,
        @Nullable String bankReason,
        @Nullable String bankReference,
        @Nullable LocalDate bankDay,
        @Nullable Instant settledAt) {}
