package org.longji.indicator;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Text;
import org.longji.plugin.api.indicator.Direction;
import org.longji.plugin.api.indicator.Period;
import org.longji.plugin.api.indicator.RollUp;
import org.longji.pluginhost.Clause;
import org.longji.pluginhost.Label;

/**
 * An indicator as a tenant has it, with what was kept of it.
 *
 * @param plugin who computes it
 * @param version the plugin's version that answers the tenant now
 * @param latest what was kept last; null before the first time
 * @param target what the tenant is held to; null for nothing
 * @param trend the values kept, the oldest first; days without a figure are left out
 */
public record IndicatorEntry(
        String plugin,
        String version,
        String indicator,
        Label label,
        Label unit,
        Direction direction,
        Period period,
        RollUp rollUp,
        int decimals,
        @Nullable Kept latest,
        @Nullable Held target,
        List<Point> trend) {

    /**
     * What was kept of one day.
     *
     * @param value of the tenant and all below it; null where there is no figure
     * @param ownValue of the tenant alone; null where there is none
     * @param parts what the value is made of
     * @param reason why there is no figure of the tenant's own; null where there is one
     * @param counted how many tenants it is put together from
     * @param missing how many tenants could not be counted: their plugin failed, or is of a version that does not go with this
     * @param failed whether the plugin failed on the tenant itself
     * @param version of the plugin that computed it
     */
    public record Kept(
            LocalDate day,
            @Nullable BigDecimal value,
            @Nullable BigDecimal ownValue,
            List<PartView> parts,
            @Nullable Label reason,
            int counted,
            int missing,
            boolean failed,
            String version,
            Instant computedAt) {}

    /** A part of a value. */
    public record PartView(String code, Label label, BigDecimal value) {}

    /**
     * A target.
     *
     * @param reached whether the latest value is what is wanted; null without one
     */
    public record Held(
            int year,
            BigDecimal value,
            Clause basis,
            @Nullable Boolean reached) {}

    /** A value of a day. */
    public record Point(LocalDate day, BigDecimal value) {}

    /**
     * What lies directly below.
     *
     * @param latest null before the first time
     */
    public record Below(int tenant, Text name, @Nullable Kept latest) {}

    /** An indicator with what lies below: where its value comes from. */
    public record Story(IndicatorEntry entry, List<Below> below) {}
}
