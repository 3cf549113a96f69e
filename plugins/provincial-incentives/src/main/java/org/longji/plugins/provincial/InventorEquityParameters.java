package org.longji.plugins.provincial;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.longji.plugin.api.Parameter;
import org.longji.plugin.api.PartyKind;

/**
 * What the check of the inventors' equity leaves to dated values.
 *
 * @param inForceFrom first day of the version
 * @param inForceUntil last day of the version
 * @param provinceCode division the unit must be registered in
 * @param unitKinds kinds of unit whose job results are divided
 * @param floor least share of the inventor or the team in the equity, inclusive
 * @param lessByConsent whether the inventors may agree to less; the plan says "may enjoy" (ambiguity g)
 */
public record InventorEquityParameters(
        @Parameter(zh = "施行日期", en = "In force from", unit = "date")
        LocalDate inForceFrom,

        @Parameter(zh = "失效日期", en = "In force until", unit = "date")
        Optional<LocalDate> inForceUntil,

        @Parameter(zh = "适用行政区划", en = "Division of the unit", unit = "division")
        int provinceCode,

        @Parameter(zh = "适用单位性质", en = "Kinds of unit covered", unit = "enum")
        Set<PartyKind> unitKinds,

        @Parameter(zh = "发明人股权下限", en = "Least share of the inventors", unit = "1")
        BigDecimal floor,

        @Parameter(zh = "经发明人同意可低于下限", en = "Less with the inventors' consent", unit = "boolean")
        boolean lessByConsent) {

    /** Takes a copy of the set. */
    public InventorEquityParameters {
        unitKinds = Set.copyOf(unitKinds);
    }
}
