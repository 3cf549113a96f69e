package org.longji.plugins.provincial;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Parameter;

/**
 * What the award to technology-transfer institutions leaves to dated values.
 *
 * @param inForceFrom first day of the version
 * @param inForceUntil last day of the version
 * @param rule document the version rests on
 * @param provinceCode division the institution must be registered in
 * @param levels levels of recognition that are awarded
 * @param grades grades of the yearly assessment that are awarded
 * @param marketTypeOnly whether only independent legal persons whose main business is trade service are awarded
 * @param least least amount that may be decided; absent where the document names none
 * @param most most that may be decided
 */
public record DemonstrationParameters(
        @Parameter(zh = "施行日期", en = "In force from", unit = "date")
        LocalDate inForceFrom,

        @Parameter(zh = "失效日期", en = "In force until", unit = "date")
        Optional<LocalDate> inForceUntil,

        @Parameter(zh = "适用规则", en = "Rule", unit = "enum") DemonstrationRule rule,

        @Parameter(zh = "适用行政区划", en = "Division of the institution", unit = "division")
        int provinceCode,

        @Parameter(zh = "适用机构级别", en = "Levels covered", unit = "enum")
        Set<InstitutionLevel> levels,

        @Parameter(zh = "适用考评等次", en = "Grades covered", unit = "enum")
        Set<Grade> grades,

        @Parameter(zh = "仅限市场化机构", en = "Market-type institutions only", unit = "boolean")
        boolean marketTypeOnly,

        @Parameter(zh = "金额下限", en = "Least amount", unit = "CNY")
        Optional<Money> least,

        @Parameter(zh = "金额上限", en = "Most", unit = "CNY") Money most) {

    /** Takes copies of the sets. */
    public DemonstrationParameters {
        levels = Set.copyOf(levels);
        grades = Set.copyOf(grades);
    }
}
