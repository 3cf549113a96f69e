package org.longji.approval;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a case's timeline, which only grows.
 *
 * @param step number of the step it is about; null for the case as a whole
 * @param name who did it; null for what nobody did, a limit that passed
 * @param other the other person of it: to whom it was handed, for whom it was done
 */
public record ApprovalEvent(
        Kind kind,
        @Nullable Integer step,
        @Nullable String name,
        @Nullable String other,
        @Nullable String note,
        Instant at) {

    /** What can happen to a case. */
    public enum Kind {
        BEGUN,
        OPENED,
        APPROVED,
        REJECTED,
        RETURNED,
        DELEGATED,
        ADDED,
        REMINDED,
        OVERDUE,
        ESCALATED,
        WITHDRAWN,
        ENDED
    }
}
