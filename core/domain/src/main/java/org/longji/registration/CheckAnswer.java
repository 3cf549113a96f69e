package org.longji.registration;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Text;

/**
 * One question of an examination with what was answered.
 *
 * @param hits the contracts it is about, where it is asked because of others
 * @param answer null while it is open; an answer that was not about every one of the hits leaves its evidence behind
 * @param evidence what the answer rests on, in the registrar's words
 * @param answeredBy display name of who answered; null while nobody did
 */
public record CheckAnswer(
        String question,
        String gate,
        Text text,
        @Nullable Text guidance,
        Regime.Consequence consequence,
        String basis,
        List<PatentHit> hits,
        @Nullable Value answer,
        @Nullable String evidence,
        @Nullable String answeredBy,
        @Nullable Instant answeredAt) {

    /** What can be answered. */
    public enum Value {
        YES,
        NO,
        NOT_APPLICABLE
    }

    boolean no() {
        return answer == Value.NO;
    }

    /** Whether the answer keeps the contract from being registered. */
    boolean forbids() {
        return no() && consequence != Regime.Consequence.NON_TECHNICAL;
    }
}
