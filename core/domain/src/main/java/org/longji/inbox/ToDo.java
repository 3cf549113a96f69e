package org.longji.inbox;

import java.time.LocalDate;
import java.util.Optional;
import org.longji.plugin.api.Text;
import org.longji.shared.WorkingDays;

/**
 * Something that waits for the person asking.
 *
 * @param kind what is to be done, in capitals, for example CONTRACT_TO_ACCEPT
 * @param subjectType kind of record, which tells the console the page to open
 * @param due last day of the period, when one runs
 * @param urgency how near that day is
 */
public record ToDo(
        int tenant,
        String kind,
        String subjectType,
        String subjectId,
        Text title,
        Optional<LocalDate> due,
        Urgency urgency) {

    /** How near the end of the period is, the most urgent first. */
    public enum Urgency {
        /** 已超期: the last day has passed; those above see it too. */
        OVERDUE,
        /** 临近期限: the warning period has begun. */
        WARNING,
        /** 正常. */
        NORMAL;

        /** The last working days of a period count as its warning. */
        private static final int WARNING_DAYS = 2;

        /** How near {@code due} is on the day {@code today}; normal when no period runs. */
        public static Urgency on(LocalDate today, Optional<LocalDate> due, WorkingDays workingDays) {
            return due.map(last -> today.isAfter(last)
                            ? OVERDUE
                            : workingDays.between(today, last) <= WARNING_DAYS ? WARNING : NORMAL)
                    .orElse(NORMAL);
        }
    }
}
