package org.longji.tenant;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A former division and what became of it. Contracts keep the code that was valid on their day; figures and maps follow
 * the successors.
 *
 * @param code the former code, never used again
 * @param nameZh its name in Chinese
 * @param nameEn its name in English
 * @param validUntil its last day; the last of the year where the source names only the year
 * @param successors the divisions it went into, at least one
 * @param source the act that changed it
 * @param note what is uncertain about the entry
 */
public record SuccessionDefinition(
        DivisionCode code,
        String nameZh,
        String nameEn,
        LocalDate validUntil,
        List<DivisionCode> successors,
        String source,
        Optional<String> note) {}
