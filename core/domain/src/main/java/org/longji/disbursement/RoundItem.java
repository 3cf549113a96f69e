package org.longji.disbursement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;

/**
 * One case of a round.
 *
 * @param number registration number of the contract, or the beneficiary's code for a year of its own
 * @param due what the tenant owed when the round was opened
 * @param allocated what the budget gave it; null until it was shared out
 * @param owedNow what the tenant owes by the decision as it stands today, where that decision changed; null where it did not
 * @param account where it goes; null until the beneficiary agreed
 */
public record RoundItem(
        UUID id,
        int tenant,
        UUID round,
        Text roundTitle,
        RoundStatus roundStatus,
        Track track,
        LocalDate answerUntil,
        int ordinal,
        UUID entitlement,
        String number,
        String subject,
        int aboutYear,
        String beneficiaryCode,
        String beneficiaryName,
        String recordHash,
        Money due,
        @Nullable Money allocated,
        ItemStatus status,
        @Nullable Hold hold,
        @Nullable String reason,
        @Nullable Money owedNow,
        @Nullable Payee account,
        @Nullable Boolean agreed,
        @Nullable String statement,
        @Nullable Instant claimedAt,
        int evidence,
        @Nullable String reviewedBy,
        @Nullable Instant reviewedAt,
        Way way) {

    /**
     * When it came past each station of its round; null for those it has not reached.
     *
     * @param noticeUntil last day of the notice, inclusive
     * @param paidOn the bank's day of a payment that arrived, or the one on which its word did where it named none
     */
    public record Way(
            @Nullable Instant frozenAt,
            @Nullable UUID notice,
            @Nullable LocalDate publishedOn,
            @Nullable LocalDate noticeUntil,
            @Nullable Instant approvedAt,
            @Nullable LocalDate paidOn) {}

    /** Where money goes. */
    public record Payee(String name, String bank, String account) {

        Payee masked() {
            return new Payee(name, bank, "*".repeat(account.length() - 4) + account.substring(account.length() - 4));
        }
    }

    /** The same with the account masked. */
    RoundItem masked() {
        return new RoundItem(
                id,
                tenant,
                round,
                roundTitle,
                roundStatus,
                track,
                answerUntil,
                ordinal,
                entitlement,
                number,
                subject,
                aboutYear,
                beneficiaryCode,
                beneficiaryName,
                recordHash,
                due,
                allocated,
                status,
                hold,
                reason,
                owedNow,
                account == null ? null : account.masked(),
                agreed,
                statement,
                claimedAt,
                evidence,
                reviewedBy,
                reviewedAt,
                way);
    }
}
