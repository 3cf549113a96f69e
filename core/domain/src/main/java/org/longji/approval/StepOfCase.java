package org.longji.approval;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.longji.plugin.api.Text;
import org.longji.shared.Role;

/**
 * One step on the way of one case.
 *
 * @param number its name within the case, which it keeps when others are added before it
 * @param position its place in the order
 * @param chainStep which step of the pinned chain it carries out; empty for one that was added on the way
 * @param round how often the case came to it anew; signatures of an earlier round do not count
 * @param needed signatures by role it takes at the least
 * @param pool how many could sign when it was opened
 * @param escalatedTo the tenant whose {@code escalatedRole} may decide since the limit passed
 */
record StepOfCase(
        int number,
        int position,
        Optional<Integer> chainStep,
        Text name,
        Set<Role> roles,
        State state,
        int round,
        int needed,
        int pool,
        Optional<Instant> openedAt,
        Optional<LocalDate> dueOn,
        Optional<Instant> overdueAt,
        Optional<Integer> escalatedTo,
        Optional<Role> escalatedRole) {

    /** Where the case is about it. */
    enum State {
        WAITING,
        OPEN,
        PASSED
    }
}
