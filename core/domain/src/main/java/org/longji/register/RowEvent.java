package org.longji.register;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a row's timeline.
 *
 * @param step id of the step; {@code create}, {@code revise}, {@code import} or {@code migrate} for what the host did
 * @param state the state it led to
 * @param input what the step was given, as far as the reader may see it
 */
public record RowEvent(
        int sequence,
        String step,
        String state,
        @Nullable Map<String, Object> input,
        @Nullable String note,
        String accountName,
        Instant at) {}
