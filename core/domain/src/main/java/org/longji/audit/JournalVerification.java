package org.longji.audit;

import java.util.Optional;

/**
 * What a walk along a tenant's whole chain found.
 *
 * @param entries how many entries were read up to the end or the first fault
 * @param brokenAt place of the first entry that does not follow from the one before
 * @param fault ALTERED (its hash is not that of its content), REORDERED_OR_REMOVED (it does not follow its
 *     predecessor) TRUNCATED (the chain ends before its recorded head) or ROOT_DIFFERS (it is
 *     another chain than the one whose end was sealed on some day)
 * @param roots how many sealed ends of days lie on an intact chain
 */
public record JournalVerification(
        int tenant, long entries, boolean intact, Optional<Long> brokenAt, Optional<Fault> fault, int roots) {

    /** How a chain can be broken. */
    public enum Fault {
        ALTERED,
        REORDERED_OR_REMOVED,
        TRUNCATED,
        ROOT_DIFFERS
    }

    static JournalVerification intact(int tenant, long entries, int roots) {
        return new JournalVerification(tenant, entries, true, Optional.empty(), Optional.empty(), roots);
    }

    static JournalVerification broken(int tenant, long entries, long at, Fault fault) {
        return new JournalVerification(tenant, entries, false, Optional.of(at), Optional.of(fault), 0);
    }
}
