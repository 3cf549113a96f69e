package org.longji.disbursement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;

/**
 * Payments of one round in one file.
 *
 * @param number from one, within the round
 * @param payments how many there are
 * @param csvHash SHA-256 of the file as CSV; absent while it is being written
 * @param xmlHash the same as pain.001
 * @param byStatus how many payments stand how
 */
public record PaymentBatch(
        UUID id,
        int tenant,
        UUID round,
        Text roundTitle,
        int number,
        PaymentBatchStatus status,
        int payments,
        Money total,
        String payer,
        String payerBank,
        String payerAccount,
        LocalDate executionDay,
        @Nullable String csvHash,
        @Nullable String xmlHash,
        String preparedBy,
        Instant preparedAt,
        @Nullable String sentBy,
        @Nullable Instant sentAt,
        @Nullable Instant settledAt,
        @Nullable Instant cancelledAt,
        @Nullable String reason,
        Map<PaymentStatus, Integer> byStatus) {}
