package org.longji.entitlement;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;

/**
 * A back-test: what drafts would have cost beside the versions in force, and whom they give more or less.
 *
 * @param id the job that runs it
 * @param contracts how many registered contracts were looked at; null until it is done
 * @param inForce what the versions in force give; null until it is done, and where they cannot be tried
 */
public record Backtest(
        UUID id,
        int tenant,
        String policyId,
        List<Integer> years,
        Map<Integer, Money> budgets,
        @Nullable Long contracts,
        @Nullable Figures inForce,
        List<Scenario> scenarios,
        String orderedBy,
        Instant orderedAt,
        @Nullable Instant completedAt) {

    /**
     * One text that was tried.
     *
     * @param hash of the version tried; only a draft of this very text is enacted on it
     * @param untried why it cannot be tried on the register; null where it can
     * @param result null until it is done, and where it cannot be tried: nobody is told a cost that nobody knows
     */
    public record Scenario(
            int position,
            String name,
            String version,
            String hash,
            @Nullable Untried untried,
            @Nullable Outcome result) {}

    /** Why a text cannot be tried on what is registered. */
    public enum Untried {
        /** It is about a claim, or about somebody who is no party of a contract. */
        CLAIM,
        /** It is about applicants' years and depends on what a tenant above decides on them. */
        UPPER_LEVEL
    }

    /** What a scenario gives, set against the versions in force and the budgets. */
    public record Outcome(Figures figures, Comparison comparison, Budget budget) {}

    /** What one world of versions gives. */
    public record Figures(List<OfYear> years, List<OfMonth> months, List<OfPlace> places) {}

    /**
     * A year.
     *
     * @param cost what the policy gives
     * @param others what other policies give that share the rule of one side with it
     * @param cases contracts, or applicants, the policy was asked about
     * @param entitled cases that get something
     * @param atCap cases among them that get exactly the limit
     * @param judgement cases that wait for a person or for an election
     */
    public record OfYear(int year, Money cost, Money others, long cases, long entitled, long atCap, long judgement) {}

    /** A month of the governing date. */
    public record OfMonth(int year, int month, Money cost) {}

    /** A tenant that registers contracts, in a year. */
    public record OfPlace(int tenant, int year, Money cost, long entitled) {}

    /**
     * A scenario beside the versions in force, over all years; what counts is one contract or applicant, one policy, one year.
     *
     * @param reached cases that now reach the threshold
     * @param missed cases that no longer do
     * @param toPay what is due beyond what was decided, over the decisions that would change
     * @param toRecover what was decided beyond what is due
     * @param decisions decisions on record that would change
     */
    public record Comparison(
            long winners,
            Money gained,
            long losers,
            Money lost,
            long newlyEntitled,
            long noLongerEntitled,
            long reached,
            long missed,
            long decisions,
            Money toPay,
            Money toRecover) {}

    /**
     * Cost against budget. It counts years; it is no forecast.
     *
     * @param yearsOver years whose cost is above their budget
     * @param worstYear the one most above, or least below
     */
    public record Budget(
            List<OfBudget> years, int yearsOver, @Nullable Integer worstYear) {}

    /**
     * @param share cost divided by budget, four decimals; null for a budget of nothing
     * @param over what the budget lacks
     */
    public record OfBudget(
            int year, Money budget, Money cost, @Nullable BigDecimal share, Money over) {}

    /** Whom a scenario gives more, or less. */
    public enum Direction {
        WINNER,
        LOSER
    }

    /**
     * One contract, or one applicant's year, a scenario decides otherwise.
     *
     * @param contractId null for an applicant's year, as all of the contract is
     * @param tenant whose officers decide it
     * @param applicantName whose year it is; null for a contract
     * @param before what the version in force gives
     * @param after what the scenario gives
     * @param crossed whether the threshold makes the difference
     * @param decided what is on record for it; null where nothing was decided yet
     */
    public record Change(
            @Nullable UUID contractId,
            int tenant,
            @Nullable String registrationNumber,
            @Nullable String contractTitle,
            @Nullable String providerName,
            @Nullable String recipientName,
            @Nullable String applicantName,
            int year,
            String policyId,
            Money before,
            Money after,
            boolean crossed,
            @Nullable Money decided) {}
}
