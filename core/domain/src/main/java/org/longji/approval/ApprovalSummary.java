package org.longji.approval;

import java.time.LocalDate;
import java.util.Optional;
import org.longji.plugin.api.Text;

/**
 * A case in a list.
 *
 * @param step the open step; empty when the case has ended
 * @param daysLeft working days until the step's limit, negative when it has passed
 */
public record ApprovalSummary(
        ApprovalCase one, Optional<Text> step, Optional<LocalDate> dueOn, Optional<Integer> daysLeft) {}
