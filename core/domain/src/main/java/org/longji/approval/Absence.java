package org.longji.approval;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * Days on which somebody stands in for an officer: what waits for the one waits for the other too, and is signed in the one's name.
 *
 * @param endedAt when it was taken back
 * @param own whether it is the reader's
 */
public record Absence(
        UUID id,
        UUID account,
        String name,
        UUID deputy,
        String deputyName,
        LocalDate from,
        LocalDate until,
        Optional<Instant> endedAt,
        boolean own) {}
