package org.longji.entitlement;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;

/**
 * What to try on the registered contracts.
 *
 * @param years calendar years, each decided as its assessment would
 * @param budgets what there is to spend in a year, where that is known
 * @param scenarios drafts and variations of drafts, side by side
 */
public record BacktestForm(
        @Nullable List<Integer> years,
        @Nullable Map<Integer, Money> budgets,
        @Nullable List<Scenario> scenarios) {

    /**
     * One draft, as it stands or with some parameters changed.
     *
     * @param values value by parameter, instead of all the draft's dated ones
     */
    public record Scenario(
            @Nullable String name,
            @Nullable UUID draft,
            @Nullable Map<String, String> values) {}
}
