package org.longji.register;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row as a list shows it.
 *
 * @param tenant who keeps it; above the asking tenant for what is inherited
 * @param dueOn last day for the next step that is awaited
 * @param values the register's columns that the row has
 */
public record RowSummary(
        UUID id,
        int tenant,
        String state,
        String title,
        int version,
        @Nullable LocalDate dueOn,
        Instant createdAt,
        Instant changedAt,
        Map<String, Object> values) {}
