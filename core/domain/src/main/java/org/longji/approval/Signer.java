package org.longji.approval;

import java.util.UUID;

/**
 * Somebody a step waits for by name.
 *
 * @param round 0 for whoever was added
 * @param actsFor in whose place; {@code account} itself where it stands for nobody else
 */
record Signer(int step, int round, UUID account, String name, Kind kind, UUID actsFor) {

    /** Why it is waited for. */
    enum Kind {
        /** Everybody of the roles signs this step. */
        REQUIRED,
        /** 加签. */
        ADDED,
        /** 转办: one who could sign handed it on. */
        DELEGATED
    }
}
