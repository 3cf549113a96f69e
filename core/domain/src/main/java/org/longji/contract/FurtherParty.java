package org.longji.contract;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.longji.party.OrganizationForm;
import org.longji.plugin.api.PartyKind;

/**
 * A provider or recipient beside the leading one. The contract counts once, at the lead provider's region.
 *
 * @param division GB/T 2260 code of the seat, absent abroad
 * @param share percent of its side, four decimals at most
 */
public record FurtherParty(
        String creditCode,
        String name,
        PartyKind kind,
        @Nullable Integer division,
        @Nullable BigDecimal share) {

    /** Takes the code as it is kept, however it was typed. */
    public FurtherParty {
        creditCode = OrganizationForm.of(creditCode, name, kind, division).creditCode();
    }

    OrganizationForm organization() {
        return OrganizationForm.of(creditCode, name, kind, division);
    }
}
