package org.longji.plugins.measure;

import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Definition;

/**
 * One row of {@code slices} or {@code tiers}: a limit, open where it is {@code null}, and either a rate or an amount.
 *
 * @param exclusive whether the limit itself is not reached by its own amount
 */
record Bracket(
        @Nullable Expr limit,
        boolean exclusive,
        @Nullable Expr rate,
        @Nullable Expr amount,
        Limits.@Nullable Cap cap) {

    /** What the row pays; {@code null} where it is not known. */
    @Nullable
    Exact figure(Evaluation in) {
        Expr given = rate != null ? rate : amount;
        return given == null ? null : given.number(in);
    }

    /** The two ways to pay in a row, of which it has one. */
    interface Pay {
        void take(@Nullable Expr rate, @Nullable Expr amount);
    }

    /** Reads what a row pays; a rate on a count is an amount for each. */
    static void pay(Line line, Definition.Fields row, String at, boolean counted, Pay pay) {
        if (row.get("rate").isPresent() == row.get("amount").isPresent()) {
            line.reading.fault(at, "每档写 rate 或 amount 之一。", "a bracket has either a rate or an amount");
            return;
        }
        Expr rate = line.reading.optional(row, "rate", at, counted ? Type.MONEY : Type.NUMBER);
        Expr amount = line.reading.optional(row, "amount", at, Type.MONEY);
        if (rate != null || amount != null) {
            pay.take(rate, amount);
        }
    }
}
