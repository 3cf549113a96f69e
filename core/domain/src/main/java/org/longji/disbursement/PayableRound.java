package org.longji.disbursement;

import java.util.UUID;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;

/**
 * A round that is being paid, or was.
 *
 * @param waiting approved items that no payment is on its way for, and that nothing holds
 * @param held approved items that wait for an officer
 * @param underway items whose payment is prepared or sent
 * @param refused of the waiting: those whose last payment failed or came back
 * @param remaining what is approved and not paid yet
 */
public record PayableRound(
        UUID id,
        int tenant,
        Text title,
        int year,
        int number,
        String status,
        int waiting,
        int held,
        int underway,
        int paid,
        int refused,
        Money remaining,
        Money paidAmount) {}
