package org.longji.disbursement;

import java.util.UUID;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;

/**
 * Something about an item that keeps it out of a batch.
 *
 * @param number registration number of the contract, or credit code of an applicant's year
 */
public record PaymentFinding(
        UUID item, String number, String beneficiaryName, Money amount, PaymentCheck check, Text detail) {}
