package org.longji.approval;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.approval.ChainStep.Rule;
import org.longji.plugin.api.Text;
import org.longji.shared.Role;

/**
 * Where a case stands, as the reader may see it. An applicant sees steps and days, no names, remarks or events.
 *
 * @param chain name of the chain it is pinned to
 * @param steps in their order
 * @param events what happened, the first first
 * @param actions what the reader may do now
 * @param actsFor in whose place the reader would sign, besides or instead of the own person
 */
public record ApprovalDetails(
        ApprovalCase one,
        Text chain,
        List<Step> steps,
        List<ApprovalEvent> events,
        Set<Action> actions,
        List<String> actsFor) {

    /** What somebody may do about a case. */
    public enum Action {
        SIGN,
        RETURN,
        DELEGATE,
        /** Hand the step on in another's place: the administrator's, where somebody has left. */
        REASSIGN,
        ADD_SIGNER,
        REMIND,
        WITHDRAW
    }

    /**
     * One step of it.
     *
     * @param number its name within the case
     * @param state WAITING, OPEN, PASSED, or ENDED where the case ended before or at it
     * @param rule how many sign; empty for a step that was added for one person
     * @param needed signatures by role it takes at the least, once it is open
     * @param round how often the case came to it
     * @param daysLeft working days until its limit, today not counted; negative when it has passed
     * @param escalatedRole who may decide since the limit passed, at {@code escalatedTo}
     * @param signatures what was said, also in earlier rounds
     * @param waitedFor who may sign now
     */
    public record Step(
            int number,
            Text name,
            String state,
            Optional<Rule> rule,
            Set<Role> roles,
            int needed,
            int round,
            Optional<Instant> openedAt,
            Optional<LocalDate> dueOn,
            Optional<Integer> daysLeft,
            Optional<Role> escalatedRole,
            Optional<Integer> escalatedTo,
            List<Signed> signatures,
            List<Person> waitedFor) {}

    /**
     * One signature.
     *
     * @param verdict APPROVE or REJECT
     * @param basis ROLE, ADDED or ESCALATED
     * @param actsFor in whose place
     * @param counts whether it counts: false for one of a round before the case was returned
     */
    public record Signed(
            String name,
            String verdict,
            String basis,
            List<String> actsFor,
            @Nullable String note,
            Instant at,
            boolean counts) {}

    /** Somebody by name. */
    public record Person(UUID account, String name) {}
}
