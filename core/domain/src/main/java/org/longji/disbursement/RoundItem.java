package org.longji.disbursement;

import java.time.Instant;
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
        java.time.LocalDate answerUntil,
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
        @Nullable Instant reviewedAt) {

    /** Where money goes. */
    public record Payee(String name, String bank, String account) {}
}
