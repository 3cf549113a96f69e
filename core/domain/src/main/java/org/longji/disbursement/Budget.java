package org.longji.disbursement;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;

/**
 * What a tenant has to pay a measure from in a year. The three parts are the whole:
 * {@code appropriated = available + committed + paid}.
 *
 * @param appropriated what was put into it, less what was taken out again
 * @param available what no round has asked for yet
 * @param committed promised to items of rounds and not paid
 * @param paid what the bank reported as paid and nobody gave back
 * @param exhaustedOn day on which it runs out if the money goes on being promised as it was in the last twelve months; null where it does not
 *     within the year, or where nothing was promised yet
 */
public record Budget(
        String policyId,
        Text title,
        int year,
        Money appropriated,
        Money available,
        Money committed,
        Money paid,
        @Nullable LocalDate exhaustedOn) {}
