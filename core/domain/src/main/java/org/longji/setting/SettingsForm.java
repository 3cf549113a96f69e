package org.longji.setting;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant chooses about a plugin.
 *
 * @param from first day on which it holds; today unless said otherwise
 * @param values by field, as in the schema; null where the field is inherited again. Fields that are not named stay as they are
 * @param note why
 */
public record SettingsForm(
        @Nullable LocalDate from,
        @Nullable Map<String, @Nullable Object> values,
        @Nullable String note) {}
