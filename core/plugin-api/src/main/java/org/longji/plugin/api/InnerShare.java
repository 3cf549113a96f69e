package org.longji.plugin.api;

import java.math.BigDecimal;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * A part inside the amount that may be handed on, for example to the enterprise's commissioner (成果转移转化专员).
 *
 * <p>It is taken out of the amount, never added to it. The host computes it from what is finally granted, rounding down.
 *
 * @param code stable identifier, for example {@code COMMISSIONER}
 * @param name who or what it is for
 * @param upToRate largest share, 0 to 1; {@code 0.10} is 10 %
 * @param basis the clause that allows it
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record InnerShare(String code, Text name, BigDecimal upToRate, LegalBasis basis) {

    /** Refuses a rate that could hand on more than there is. */
    public InnerShare {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(basis, "basis");
        if (upToRate.signum() < 0 || upToRate.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("a share inside an amount lies between 0 and 1, not " + upToRate);
        }
    }
}
