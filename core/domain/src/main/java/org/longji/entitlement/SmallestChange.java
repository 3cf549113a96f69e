package org.longji.entitlement;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;

/**
 * What would have had to be otherwise for something to be due: found by asking the policy again with changed facts, so each
 * was answered with money. A quantity is the least: with one fen, one piece or one day less of a change, nothing is due.
 *
 * @param alone changes of one input, the nearest first; each is enough by itself
 * @param together changes that are enough only together; empty where one is enough, or none were found
 */
public record SmallestChange(List<Change> alone, List<Change> together) {

    static final SmallestChange NONE = new SmallestChange(List.of(), List.of());

    /** Whether anything was found. */
    public boolean found() {
        return !alone.isEmpty() || !together.isEmpty();
    }

    /**
     * One input changed.
     *
     * @param field name of the input in the form
     * @param from what it is; empty where nothing is stated
     * @param to what it would have to be
     * @param difference how much more, with a minus how much less; null for words, days and answers
     * @param amount what is due then, together with the other changes where it is not enough alone
     * @param sentence all of it for the reader
     */
    public record Change(
            String field,
            Text label,
            InputKind kind,
            String from,
            String to,
            @Nullable String difference,
            Money amount,
            Text sentence) {}
}
