package org.longji.plugins.provincial;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.longji.plugin.api.Parameter;
import org.longji.plugin.api.PartyKind;

/**
 * What the check of reward shares leaves to dated values.
 *
 * @param inForceFrom first day of the version
 * @param inForceUntil last day of the version
 * @param provinceCode division the unit must be registered in
 * @param unitKinds kinds of unit bound by the floors
 * @param transferFloor least share of the net income of a transfer or licence
 * @param investmentFloor least share of the shares of an investment
 * @param ownUseFloor least share of a year's operating profit when a result is put to own use
 * @param provincialFloor least share by the province's own regulation, where it is known
 * @param mainContributorsFloor least part of the reward for the main contributors
 * @param principalCashOnly whether a principal leader may be rewarded in cash only
 */
public record RewardShareParameters(
        @Parameter(zh = "施行日期", en = "In force from", unit = "date")
        LocalDate inForceFrom,

        @Parameter(zh = "失效日期", en = "In force until", unit = "date")
        Optional<LocalDate> inForceUntil,

        @Parameter(zh = "适用行政区划", en = "Division of the unit", unit = "division")
        int provinceCode,

        @Parameter(zh = "适用单位性质", en = "Kinds of unit covered", unit = "enum")
        Set<PartyKind> unitKinds,

        @Parameter(zh = "转让、许可奖励下限", en = "Floor of a transfer or licence", unit = "1")
        BigDecimal transferFloor,

        @Parameter(zh = "作价投资奖励下限", en = "Floor of an investment", unit = "1")
        BigDecimal investmentFloor,

        @Parameter(zh = "自行实施奖励下限", en = "Floor of own use", unit = "1")
        BigDecimal ownUseFloor,

        @Parameter(zh = "省条例规定的奖励下限", en = "Floor by the province's regulation", unit = "1")
        Optional<BigDecimal> provincialFloor,

        @Parameter(zh = "主要贡献人员份额下限", en = "Floor for the main contributors", unit = "1")
        BigDecimal mainContributorsFloor,

        @Parameter(zh = "正职领导只能获得现金奖励", en = "Principal leaders in cash only", unit = "boolean")
        boolean principalCashOnly) {

    /** Takes a copy of the set. */
    public RewardShareParameters {
        unitKinds = Set.copyOf(unitKinds);
    }

    BigDecimal floorOf(ConversionWay way) {
        BigDecimal national = switch (way) {
            case TRANSFER, LICENSING -> transferFloor;
            case INVESTMENT -> investmentFloor;
            case OWN_USE -> ownUseFloor;
        };
        // What the regulation says of own use is not known, and a share of profit is no share of income.
        return way == ConversionWay.OWN_USE ? national : national.max(provincialFloor.orElse(national));
    }
}
