package org.longji.plugins.provincial;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Parameter;
import org.longji.plugin.api.PartyKind;

/**
 * What the seller award of the plan leaves to dated values.
 *
 * @param inForceFrom first day of the version
 * @param inForceUntil last day of the version
 * @param threshold least receipts, inclusive
 * @param rate share of the year's receipts
 * @param cap most that is granted
 * @param provinceCode division both parties must be registered in
 * @param providerKinds kinds of provider that are awarded
 * @param contractTypes types that count as trading a result; the plan names none (ambiguity c)
 * @param thresholdBase receipts that must reach the threshold (ambiguity b)
 * @param affiliatedPartiesExcluded whether affiliated parties are refused; the plan is silent (ambiguity d)
 */
public record PlanSellerParameters(
        @Parameter(zh = "施行日期", en = "In force from", unit = "date")
        LocalDate inForceFrom,

        @Parameter(zh = "失效日期", en = "In force until", unit = "date")
        Optional<LocalDate> inForceUntil,

        @Parameter(zh = "到账起点", en = "Threshold of receipts", unit = "CNY")
        Money threshold,

        @Parameter(zh = "奖励比例", en = "Award rate", unit = "1")
        BigDecimal rate,

        @Parameter(zh = "奖励封顶", en = "Cap", unit = "CNY") Money cap,

        @Parameter(zh = "适用行政区划", en = "Division of both parties", unit = "division")
        int provinceCode,

        @Parameter(zh = "适用卖方性质", en = "Kinds of provider covered", unit = "enum")
        Set<PartyKind> providerKinds,

        @Parameter(zh = "适用合同类别", en = "Contract types covered", unit = "enum")
        Set<ContractType> contractTypes,

        @Parameter(zh = "起点计算口径", en = "Receipts measured against the threshold", unit = "enum")
        ThresholdBase thresholdBase,

        @Parameter(zh = "是否排除关联交易", en = "Affiliated parties excluded", unit = "boolean")
        boolean affiliatedPartiesExcluded) {

    /** Takes copies of the sets. */
    public PlanSellerParameters {
        providerKinds = Set.copyOf(providerKinds);
        contractTypes = Set.copyOf(contractTypes);
    }
}
