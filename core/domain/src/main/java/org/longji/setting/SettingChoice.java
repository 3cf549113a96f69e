package org.longji.setting;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What a tenant chose for one field from one day on.
 *
 * @param number in the order in which they were made; the later of two for one day holds
 * @param value as it stands in a tree; empty where the field is inherited again
 */
public record SettingChoice(
        long number,
        int tenant,
        String plugin,
        String field,
        LocalDate from,
        Optional<Object> value,
        Optional<String> note,
        String madeBy,
        Instant madeAt) {}
