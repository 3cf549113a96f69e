package org.longji.disbursement;

import java.util.Optional;
import java.util.UUID;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.PartyKind;

/**
 * An approved item that could be paid.
 *
 * @param amount what the bank has to pay: what was allocated, less what was set off
 * @param target where to; empty where nobody said so
 * @param attempts payments made of it before
 */
record PaymentCandidate(
        UUID item,
        String number,
        String beneficiaryCode,
        String beneficiaryName,
        PartyKind beneficiaryKind,
        Money amount,
        Optional<Target> target,
        int attempts) {

    /** Where money goes to, the account as its digits. */
    record Target(String payee, String bank, String account) {}
}
