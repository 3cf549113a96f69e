package org.longji.setting;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What holds for one field in a tenant on a day, and why.
 *
 * @param value as it stands in a tree; empty where an optional field is absent
 * @param tenant who chose it; empty where it is the plugin's default
 * @param from since when, where somebody chose it
 * @param own what the tenant itself chose last, whether it holds or not
 * @param heldBy the rail of a tenant above that keeps the own choice from holding
 * @param rails what tenants above lay down about it on that day
 * @param outdated whether the own choice fits the plugin's record no more
 */
public record EffectiveSetting(
        String field,
        Optional<Object> value,
        Optional<Integer> tenant,
        Optional<LocalDate> from,
        Optional<SettingChoice> own,
        Optional<SettingRail> heldBy,
        List<SettingRail> rails,
        boolean outdated) {}
