package org.longji.disbursement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;

/**
 * A round as lists show it.
 *
 * @param number of the measure and year, from one
 * @param items how many cases it took down, and what was due for them together
 * @param allocated what the budget gave them; zero until it was shared out
 * @param paid what the bank reported as paid
 * @param noticeUntil last day of its public notice
 * @param approval its case of approval
 */
public record RoundSummary(
        UUID id,
        int tenant,
        int year,
        String policyId,
        int number,
        Text title,
        Track track,
        Allocation allocation,
        RoundStatus status,
        int firstYear,
        LocalDate cutOff,
        LocalDate answerUntil,
        int noticeDays,
        String noticeBasis,
        int items,
        Money due,
        Money allocated,
        Money paid,
        @Nullable UUID notice,
        @Nullable LocalDate noticeUntil,
        @Nullable Instant noticeEndedAt,
        @Nullable UUID approval,
        @Nullable String frozenHash,
        @Nullable String reason,
        String openedBy,
        Instant openedAt) {}
