package org.longji.exchange;

import java.util.Set;

/** What became of something in a package. */
public enum ItemState {
    /** Sent, and not answered yet. */
    SENT,
    /** Sent, and the partner has it. */
    ACCEPTED,
    /** Read, and not taken yet. */
    PENDING,
    /** Taken as a new row. */
    TAKEN,
    /** Taken into a row that came before. */
    UPDATED,
    /** It says what is known already. */
    UNCHANGED,
    /** A later message about the same listing was taken before. */
    OLDER,
    /** The listing was withdrawn. */
    WITHDRAWN,
    /** Refused, by them of what we sent or by us of what arrived. */
    REFUSED,
    /** What stands there is no message of this channel. */
    FAULTY,
    /** The channel's plugin failed over it; it can be tried again. */
    FAILED,
    /** Both sides changed it; an officer decides. */
    CONFLICT,
    /** An officer kept our side. */
    KEPT;

    /** Those of a listing that arrived, of which the partner is told. */
    static final Set<ItemState> ANSWERED = Set.of(TAKEN, UPDATED, UNCHANGED, WITHDRAWN, REFUSED, KEPT);

    /** Those of a listing that arrived that can be tried again. */
    static final Set<ItemState> REPEATABLE = Set.of(REFUSED, FAILED, FAULTY);

    boolean isAcceptance() {
        return this != REFUSED && this != KEPT;
    }
}
