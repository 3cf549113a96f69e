package org.longji.disbursement;

import java.util.List;
import org.longji.plugin.api.Money;

/**
 * What a batch would hold, or what preparing it came to.
 *
 * @param payable items that can be paid
 * @param total their sum
 * @param batches what was prepared; nothing while it is only looked at
 * @param findings what keeps items out
 */
public record PaymentPreparation(int payable, Money total, List<PaymentBatch> batches, List<PaymentFinding> findings) {

    public PaymentPreparation {
        batches = List.copyOf(batches);
        findings = List.copyOf(findings);
    }
}
