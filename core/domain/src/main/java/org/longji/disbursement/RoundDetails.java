package org.longji.disbursement;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;

/**
 * A round and how its items stand.
 *
 * @param frozenAt when what is due had been taken down; null before
 * @param publishedAt when the list was published; null before
 * @param left what the budget still has for it, as long as nothing was shared out
 * @param standing how many items are in each state, held ones apart, and their amounts
 * @param differing items whose decision says something else today than when it was frozen
 */
public record RoundDetails(
        RoundSummary round,
        @Nullable Instant frozenAt,
        @Nullable Instant publishedAt,
        Money left,
        List<Standing> standing,
        int differing) {

    /** Items in one state. */
    public record Standing(ItemStatus status, boolean held, int items, Money due, Money allocated) {}
}
