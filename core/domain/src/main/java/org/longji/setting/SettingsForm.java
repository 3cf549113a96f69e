package org.longji.setting;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant chooses about a plugin. Fields that are not named stay as they are.
 *
 * @param from first day on which it holds; today unless said otherwise
 * @param values by field, as in the schema
 * @param inherit fields that are inherited again
 * @param note why
 */
public record SettingsForm(
        @Nullable LocalDate from,
        @Nullable Map<String, Object> values,
        @Nullable List<String> inherit,
        @Nullable String note) {}
