package org.longji.disbursement;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;

/**
 * What opens a recovery.
 *
 * @param principal for fraud and error: how much is claimed back, at most what was paid; otherwise it is what was paid beyond what is owed
 * @param document the paper it rests on
 */
public record RecoveryForm(
        @Nullable UUID entitlement,
        @Nullable Ground ground,
        @Nullable Money principal,
        @Nullable String reason,
        @Nullable String document) {

    /** Why it is claimed back. */
    public enum Ground {
        /** The decision was made again and gives less. */
        REASSESSED,
        /** 撤销登记: the contract's registration was revoked or cancelled. */
        REVOKED,
        /** 骗取. */
        FRAUD,
        /** 错拨. */
        ERROR;

        /** Whether the amount is the officer's to state. */
        boolean stated() {
            return this == FRAUD || this == ERROR;
        }
    }

    /**
     * The demand.
     *
     * @param workingDays until it is to be paid, counted from the day after
     * @param basis the clause, as it stands in the letter
     * @param payTo account it is to be paid to, as it stands in the letter
     */
    public record Demand(
            @Nullable Integer workingDays,
            @Nullable String basis,
            @Nullable String payTo) {}

    /**
     * A plan: its parts, or how many equal ones, month by month.
     *
     * @param first day the first of equal parts is due
     */
    public record Plan(
            @Nullable List<Part> instalments,
            @Nullable Integer parts,
            @Nullable LocalDate first) {

        /** One part. */
        public record Part(
                @Nullable LocalDate dueOn, @Nullable Money amount) {}
    }

    /**
     * Money that arrived.
     *
     * @param reference the bank's number: the same money is booked once
     */
    public record Receipt(
            @Nullable String reference,
            @Nullable LocalDate receivedOn,
            @Nullable Money amount) {}

    /**
     * What is set off against a later award.
     *
     * @param amount as much as possible unless said otherwise
     */
    public record Offset(@Nullable UUID item, @Nullable Money amount) {}
}
