package org.longji.contract;

import java.time.LocalDate;
import org.longji.plugin.api.Money;
import org.longji.shared.Sha256;

/**
 * What makes two filings the same contract: provider, recipient, signing date and contract amount (一次登记). The database
 * holds its SHA-256 unique over the whole province, so no tenant can register what another already has.
 */
public final class ContractIdentity {

    private ContractIdentity() {}

    /** The text that is hashed; SQL builds the same one for whole ledgers. */
    public static String text(String providerCode, String recipientCode, LocalDate signedOn, Money contractAmount) {
        return providerCode + '|' + recipientCode + '|' + signedOn + '|' + contractAmount;
    }

    /** SHA-256 of {@link #text}, 32 bytes. */
    public static byte[] key(String providerCode, String recipientCode, LocalDate signedOn, Money contractAmount) {
        return Sha256.of(text(providerCode, recipientCode, signedOn, contractAmount));
    }
}
