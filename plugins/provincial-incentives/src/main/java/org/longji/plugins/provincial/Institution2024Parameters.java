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
 * What the institution award of 2024 leaves to dated values.
 *
 * @param inForceFrom first day of the version
 * @param inForceUntil last day of the version
 * @param threshold least receipts on the single contract, inclusive
 * @param rate share of what arrived
 * @param cap most that is granted per item
 * @param provinceCode division of the provider
 * @param providerKinds kinds of provider that are awarded
 * @param contractTypes types of contract covered
 * @param landingRequired whether the result must land in the province
 * @param paidBy last day on which a receipt counts; absent means the end of the year assessed
 */
public record Institution2024Parameters(
        @Parameter(zh = "施行日期", en = "In force from", unit = "date")
        LocalDate inForceFrom,

        @Parameter(zh = "失效日期", en = "In force until", unit = "date")
        Optional<LocalDate> inForceUntil,

        @Parameter(zh = "到账起点", en = "Threshold of receipts", unit = "CNY")
        Money threshold,

        @Parameter(zh = "奖励比例", en = "Award rate", unit = "1")
        BigDecimal rate,

        @Parameter(zh = "单项封顶", en = "Cap per item", unit = "CNY")
        Money cap,

        @Parameter(zh = "适用行政区划", en = "Division of the provider", unit = "division")
        int provinceCode,

        @Parameter(zh = "适用卖方性质", en = "Kinds of provider covered", unit = "enum")
        Set<PartyKind> providerKinds,

        @Parameter(zh = "适用合同类别", en = "Contract types covered", unit = "enum")
        Set<ContractType> contractTypes,

        @Parameter(zh = "是否须省内落地", en = "Landing in the province required", unit = "boolean")
        boolean landingRequired,

        @Parameter(zh = "到账截止日", en = "Received by", unit = "date")
        Optional<LocalDate> paidBy) {

    /** Takes copies of the sets. */
    public Institution2024Parameters {
        providerKinds = Set.copyOf(providerKinds);
        contractTypes = Set.copyOf(contractTypes);
    }
}
