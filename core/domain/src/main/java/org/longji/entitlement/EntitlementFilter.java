package org.longji.entitlement;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a list of decisions is narrowed to; a null narrows nothing. */
public record EntitlementFilter(
        @Nullable Integer year,
        @Nullable EntitlementStatus status,
        @Nullable UUID contract,
        @Nullable String policy) {}
