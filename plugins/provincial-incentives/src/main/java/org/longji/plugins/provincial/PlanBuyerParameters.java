package org.longji.plugins.provincial;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Parameter;

/**
 * What the buyer subsidy of the plan leaves to dated values.
 *
 * @param inForceFrom first day of the version
 * @param inForceUntil last day of the version
 * @param threshold least receipts, inclusive
 * @param rate share of the year's receipts
 * @param cap most that is granted
 * @param provinceCode division whose enterprises are supported
 * @param contractTypes types that count as buying a result; the plan names none (ambiguity c)
 * @param thresholdBase receipts that must reach the threshold (ambiguity b)
 * @param affiliatedPartiesExcluded whether affiliated parties are refused; the plan is silent (ambiguity d)
 * @param commissionerRate largest share for the enterprise's commissioner
 */
public record PlanBuyerParameters(
        @Parameter(zh = "施行日期", en = "In force from", unit = "date")
        LocalDate inForceFrom,

        @Parameter(zh = "失效日期", en = "In force until", unit = "date")
        Optional<LocalDate> inForceUntil,

        @Parameter(zh = "到账起点", en = "Threshold of receipts", unit = "CNY")
        Money threshold,

        @Parameter(zh = "补助比例", en = "Subsidy rate", unit = "1")
        BigDecimal rate,

        @Parameter(zh = "补助封顶", en = "Cap", unit = "CNY") Money cap,

        @Parameter(zh = "适用行政区划", en = "Division of the recipient", unit = "division")
        int provinceCode,

        @Parameter(zh = "适用合同类别", en = "Contract types covered", unit = "enum")
        Set<ContractType> contractTypes,

        @Parameter(zh = "起点计算口径", en = "Receipts measured against the threshold", unit = "enum")
        ThresholdBase thresholdBase,

        @Parameter(zh = "是否排除关联交易", en = "Affiliated parties excluded", unit = "boolean")
        boolean affiliatedPartiesExcluded,

        @Parameter(zh = "成果转移转化专员奖励上限比例", en = "Largest share for the commissioner", unit = "1")
        BigDecimal commissionerRate) {

    /** Takes a copy of the set. */
    public PlanBuyerParameters {
        contractTypes = Set.copyOf(contractTypes);
    }
}
