package org.longji.disbursement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;

/**
 * What was paid, is not owed, and is claimed back.
 *
 * @param number registration number of the contract, or credit code of an applicant's year
 * @param interestFrom first day that bears interest; absent where the terms charge none
 * @param writtenOff principal that does not come back
 * @param approval the case that asks for it to be written off, while it runs
 * @param account how it stands up to today
 * @param instalments the plan in force; nothing where there is none
 * @param receipts what came back, in the order it was booked
 */
public record RecoveryCase(
        UUID id,
        int tenant,
        UUID entitlement,
        String policy,
        String number,
        String subject,
        String beneficiaryCode,
        String beneficiaryName,
        RecoveryForm.Ground ground,
        String reason,
        @Nullable String document,
        Money principal,
        @Nullable LocalDate interestFrom,
        RecoveryStatus status,
        @Nullable LocalDate demandedOn,
        @Nullable LocalDate dueOn,
        @Nullable Integer workingDays,
        @Nullable String basis,
        @Nullable String payTo,
        @Nullable Money writtenOff,
        @Nullable UUID approval,
        String openedBy,
        Instant openedAt,
        @Nullable Instant closedAt,
        Account account,
        List<Instalment> instalments,
        List<Receipt> receipts) {

    /**
     * What is owed at a day.
     *
     * @param day up to which interest is computed, itself not counted
     * @param interest accrued and not paid yet
     * @param total principal and interest
     */
    public record Account(LocalDate day, Money principal, Money interest, Money total) {}

    /**
     * A part of the plan.
     *
     * @param paid of it, by what came after the plan was made
     */
    public record Instalment(int number, LocalDate dueOn, Money amount, Money paid, boolean overdue) {}

    /** How something came back. */
    public enum Kind {
        MONEY,
        /** Set off against an item. */
        OFFSET
    }

    /**
     * What came back.
     *
     * @param accrued interest since the receipt before
     */
    public record Receipt(
            UUID id,
            int sequence,
            Kind kind,
            String reference,
            LocalDate receivedOn,
            Money amount,
            Money accrued,
            Money interest,
            Money principal,
            @Nullable UUID item,
            String bookedBy,
            Instant bookedAt) {}
}
