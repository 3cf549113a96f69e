package org.longji.entitlement;

import java.time.LocalDate;
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
 * @param remedy what lifts a refusal of the host's, or that nothing does; null where the host refused nothing
 */
public record SmallestChange(
        List<Change> alone, List<Change> together, @Nullable Remedy remedy) {

    static final SmallestChange NONE = new SmallestChange(List.of(), List.of(), null);

    /** Whether a change of the case was found. */
    public boolean found() {
        return !alone.isEmpty() || !together.isEmpty();
    }

    SmallestChange with(@Nullable Remedy another) {
        return new SmallestChange(alone, together, another);
    }

    /** What it takes where no fact of the case is in the way. */
    public enum Help {
        /** A choice of the parties is enough. */
        CHOICE,
        /** The next year counts anew. */
        NEXT_YEAR,
        /** This award would have to come to more, or rank higher. */
        MORE,
        /** Another decision would have to be another. */
        OTHER_DECISION,
        /** Nothing helps. */
        NONE
    }

    /**
     * What lifts a refusal of the host's.
     *
     * @param reason code of the reason or question it is about
     * @param from first day on which it helps; null where that is no matter of time
     * @param amount what the host would let through then; null where that is not known before
     * @param sentence all of it for the reader
     */
    public record Remedy(
            String reason,
            Help help,
            @Nullable LocalDate from,
            @Nullable Money amount,
            Text sentence) {}

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
