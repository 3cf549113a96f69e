package org.longji.tenant;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A division as it stands in the tree, current or former.
 *
 * @param validUntil last day of the code; empty while it is in force
 * @param successors codes of the divisions a former one went into
 */
public record Tenant(
        int code,
        DivisionLevel level,
        Optional<Integer> parent,
        String nameZh,
        String nameEn,
        String kind,
        boolean standard,
        Optional<LocalDate> validFrom,
        Optional<LocalDate> validUntil,
        List<Integer> successors) {}
