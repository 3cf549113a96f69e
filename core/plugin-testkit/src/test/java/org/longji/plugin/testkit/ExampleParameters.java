package org.longji.plugin.testkit;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Parameter;

record ExampleParameters(
        @Parameter(zh = "施行日期", en = "In force from", unit = "date")
        LocalDate inForceFrom,

        @Parameter(zh = "失效日期", en = "In force until", unit = "date")
        Optional<LocalDate> inForceUntil,

        @Parameter(zh = "起点", en = "Threshold", unit = "CNY")
        Money threshold,

        @Parameter(zh = "比例", en = "Rate", unit = "1") BigDecimal rate,
        @Parameter(zh = "封顶", en = "Cap", unit = "CNY") Money cap) {}
