package org.longji.plugin.api.indicator;

import java.math.BigDecimal;
import java.util.Objects;
import org.apiguardian.api.API;
import org.longji.plugin.api.LegalBasis;

/**
 * What a plan wants a figure to reach by the end of a year.
 *
 * @param tenant division code of the tenant whose target it is, with all that lies below it
 * @param year the calendar year
 * @param value in the indicator's unit
 * @param basis the sentence of the plan
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Target(int tenant, int year, BigDecimal value, LegalBasis basis) {

    /** Refuses absent values, and what is no division or year. */
    public Target {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(basis, "basis");
        if (tenant < 100_000 || tenant > 999_999 || year < 1949 || year > 2100) {
            throw new IllegalArgumentException(
                    "a target is of a division and a year, not of " + tenant + " in " + year);
        }
    }
}
