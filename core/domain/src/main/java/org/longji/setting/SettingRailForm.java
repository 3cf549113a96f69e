package org.longji.setting;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant lays down for those below it.
 *
 * @param locked whether what holds in the tenant holds below it; else a range, ends included, of which one end may be missing
 * @param from first day; today unless said otherwise
 * @param document number of the document that lays it down, with its article
 */
public record SettingRailForm(
        @Nullable String field,
        boolean locked,
        @Nullable BigDecimal lowest,
        @Nullable BigDecimal highest,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        @Nullable String document,
        @Nullable String article,
        @Nullable String note) {}
