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
 * What the buyer subsidy of 2024 leaves to dated values.
 *
 * @param inForceFrom first day of the version
 * @param inForceUntil last day of the version
 * @param threshold least payment on the single contract, inclusive
 * @param rate share of what was paid
 * @param cap most that is granted per contract
 * @param provinceCode division of the recipient
 * @param providerKinds kinds of provider to buy from
 * @param contractTypes types of contract covered
 * @param titleTransferTypes types for which title must have been transferred; absent if none
 * @param affiliatedPartiesExcluded whether affiliated parties are refused
 * @param landingRequired whether the result must land in the province
 * @param earlierSupportExcludes whether support granted for an earlier year shuts the contract out
 * @param paidBy last day on which a payment counts; absent means the end of the year assessed
 */
public record Buyer2024Parameters(
        @Parameter(zh = "施行日期", en = "In force from", unit = "date")
        LocalDate inForceFrom,

        @Parameter(zh = "失效日期", en = "In force until", unit = "date")
        Optional<LocalDate> inForceUntil,

        @Parameter(zh = "实际支付起点", en = "Threshold of payment", unit = "CNY")
        Money threshold,

        @Parameter(zh = "补助比例", en = "Subsidy rate", unit = "1")
        BigDecimal rate,

        @Parameter(zh = "单项合同封顶", en = "Cap per contract", unit = "CNY")
        Money cap,

        @Parameter(zh = "适用行政区划", en = "Division of the recipient", unit = "division")
        int provinceCode,

        @Parameter(zh = "适用卖方性质", en = "Kinds of provider covered", unit = "enum")
        Set<PartyKind> providerKinds,

        @Parameter(zh = "适用合同类别", en = "Contract types covered", unit = "enum")
        Set<ContractType> contractTypes,

        @Parameter(zh = "须办理权属变更的合同类别", en = "Types that need title transferred", unit = "enum")
        Optional<Set<ContractType>> titleTransferTypes,

        @Parameter(zh = "是否排除关联交易", en = "Affiliated parties excluded", unit = "boolean")
        boolean affiliatedPartiesExcluded,

        @Parameter(zh = "是否须省内落地", en = "Landing in the province required", unit = "boolean")
        boolean landingRequired,

        @Parameter(zh = "以前年度享受过省级补助的是否排除", en = "Earlier support excludes", unit = "boolean")
        boolean earlierSupportExcludes,

        @Parameter(zh = "支付截止日", en = "Paid by", unit = "date")
        Optional<LocalDate> paidBy) {

    /** Takes copies of the sets. */
    public Buyer2024Parameters {
        providerKinds = Set.copyOf(providerKinds);
        contractTypes = Set.copyOf(contractTypes);
        titleTransferTypes = titleTransferTypes.map(Set::copyOf);
    }
}
