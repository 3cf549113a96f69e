package org.longji.approval;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;

/**
 * What is brought to approval, by a capability in its own transaction.
 *
 * @param tenant division code of the tenant whose chain holds and whose officers sign
 * @param subject what it is about; one subject has at most one open case of a kind
 * @param title one line for lists, the inbox and messages; it holds nothing personal
 * @param link path in the console below the tenant's address, without a leading slash, where the subject is looked at
 * @param amount what is at stake in yuan; a step that holds from an amount is left out below it, and holds where no amount is given
 * @param excludedAccounts who made it and may not sign; whoever begins the case is always one of them
 * @param excludedParties 统一社会信用代码 of whom it benefits: nobody who belongs to one signs, and these see how the case stands
 */
public record ApprovalRequest(
        int tenant,
        ApprovalKind kind,
        UUID subject,
        Text title,
        String link,
        Optional<Money> amount,
        Set<UUID> excludedAccounts,
        Set<String> excludedParties) {

    public ApprovalRequest {
        excludedAccounts = Set.copyOf(excludedAccounts);
        excludedParties = Set.copyOf(excludedParties);
    }
}
