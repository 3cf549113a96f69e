package org.longji.disbursement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;

/**
 * One movement of money in double entry: {@code amount} is debited to one account of the budget and credited to another.
 *
 * @param seq position in the budget's book, from one
 * @param reference what moved it; the same reference moves money of one kind once
 * @param document document an appropriation rests on
 */
public record BudgetEntry(
        long seq,
        Kind kind,
        Account debit,
        Account credit,
        Money amount,
        String reference,
        @Nullable String document,
        @Nullable String note,
        String actor,
        Instant at) {

    /** Where money comes from ({@link #APPROPRIATED}) and where it stands. */
    public enum Account {
        APPROPRIATED,
        AVAILABLE,
        COMMITTED,
        PAID
    }

    /** What happened to it. */
    public enum Kind {
        /** 下达: put into the budget. */
        APPROPRIATION,
        /** 收回: taken out of it again. */
        REDUCTION,
        /** 占用: promised to an item. */
        COMMITMENT,
        /** 释放: the promise fell away. */
        RELEASE,
        /** 拨付: the bank paid it. */
        PAYMENT,
        /** 退汇: the bank gave it back; it is still owed. */
        BOUNCE,
        /** 追回: the beneficiary gave it back. */
        RECOVERY
    }
}
