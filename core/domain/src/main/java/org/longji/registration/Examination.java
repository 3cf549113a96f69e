package org.longji.registration;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Text;

/**
 * One examination of a contract: the questions that apply, what was answered, when it is due.
 *
 * @param round 1 for the first; a correction or an upheld objection begins another
 * @param uncertain whether the period's figure is a draft's, a house assumption or not verified
 * @param provisional whether the holidays of the year the period ends in are not announced yet
 * @param dispute why the contract was marked as disputed
 * @param expertsNeeded how many opinions must be given before the decision; 0 when none
 * @param open questions without an answer
 * @param version of this examination, for If-Match
 */
public record Examination(
        UUID contractId,
        int tenant,
        int round,
        String regime,
        Text regimeTitle,
        String document,
        LocalDate openedOn,
        LocalDate dueOn,
        boolean uncertain,
        String periodSource,
        boolean provisional,
        @Nullable String dispute,
        int expertsNeeded,
        List<CheckAnswer> answers,
        int open,
        List<ExpertOpinion> opinions,
        @Nullable Outcome outcome,
        int version) {

    /** How an examination ended. */
    public enum Outcome {
        REGISTERED,
        RETURNED,
        REFUSED
    }
}
