package @package@;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Parameter;

/**
 * What the subsidy leaves to dated values.
 *
 * @param inForceFrom first day of the version
 * @param inForceUntil last day of the version
 * @param threshold least receipts of the year, inclusive
 * @param rate share of the year's receipts
 * @param cap most that is granted
 */
public record Figures(
        @Parameter(zh = "施行日期", en = "In force from", unit = "date")
        LocalDate inForceFrom,

        @Parameter(zh = "失效日期", en = "In force until", unit = "date")
        Optional<LocalDate> inForceUntil,

        @Parameter(zh = "到账起点", en = "Threshold of receipts", unit = "CNY")
        Money threshold,

        @Parameter(zh = "补助比例", en = "Subsidy rate", unit = "1")
        BigDecimal rate,

        @Parameter(zh = "补助封顶", en = "Cap", unit = "CNY") Money cap) {}
