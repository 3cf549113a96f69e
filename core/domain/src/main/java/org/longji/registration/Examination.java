package org.longji.registration;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;
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
 * @param proposal the registrar's decision to register, while it waits for its approval
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
        @Nullable Proposal proposal,
        @Nullable Outcome outcome,
        int version) {

    /**
     * What those who approve sign.
     *
     * @param technologyAmount assessed 技术交易额
     * @param technologyIncome 核定技术性收入
     * @param deviation why the experts' majority is not followed
     */
    public record Proposal(
            Money technologyAmount,
            Money technologyIncome,
            @Nullable String deviation,
            String decidedBy) {}

    /** How an examination ended. */
    public enum Outcome {
        REGISTERED,
        RETURNED,
        REFUSED
    }
}
