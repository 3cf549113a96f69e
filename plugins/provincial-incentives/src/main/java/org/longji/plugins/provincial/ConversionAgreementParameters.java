package org.longji.plugins.provincial;

import java.time.LocalDate;
import java.util.Optional;
import org.longji.plugin.api.Parameter;

/**
 * What the check of projects funded beforehand leaves to dated values.
 *
 * @param inForceFrom first day of the version
 * @param inForceUntil last day of the version
 * @param provinceCode division the applicant must be registered in
 * @param leastIndicators least number of indicators tied to the conversion
 */
public record ConversionAgreementParameters(
        @Parameter(zh = "施行日期", en = "In force from", unit = "date")
        LocalDate inForceFrom,

        @Parameter(zh = "失效日期", en = "In force until", unit = "date")
        Optional<LocalDate> inForceUntil,

        @Parameter(zh = "适用行政区划", en = "Division of the applicant", unit = "division")
        int provinceCode,

        @Parameter(zh = "转化考核指标最少个数", en = "Least number of conversion indicators", unit = "count")
        int leastIndicators) {}
