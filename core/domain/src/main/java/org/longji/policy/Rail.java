package org.longji.policy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.LegalBasis;

/**
 * What a tenant allows those below it to write for one parameter in their versions of the same policy (护栏).
 *
 * @param locked only the tenant's own value, whatever the range says
 * @param lowest least value allowed, itself included
 * @param highest greatest value allowed, itself included
 * @param from first day of a value's time on which the rail holds
 * @param basis the clause that sets it
 */
public record Rail(
        UUID id,
        int tenant,
        String policyId,
        String parameter,
        boolean locked,
        Direction direction,
        @Nullable BigDecimal lowest,
        @Nullable BigDecimal highest,
        LocalDate from,
        @Nullable LocalDate until,
        LegalBasis basis,
        @Nullable String note,
        Origin origin,
        @Nullable String madeBy,
        int revision) {

    /** Which way a child may go from the value of the tenant that set the rail. */
    public enum Direction {
        ANY,
        /** Its own value or more. */
        NOT_LOWER,
        /** Its own value or less. */
        NOT_HIGHER
    }

    boolean holdsOn(LocalDate day) {
        return !day.isBefore(from) && (until == null || !day.isAfter(until));
    }
}
