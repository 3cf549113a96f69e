package org.longji.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.longji.shared.RoleGrant;

/**
 * An account as administrators see it; the password's hash never leaves the database.
 *
 * @param lockedUntil end of a lock-out that is running
 */
public record AccountDetails(
        UUID id,
        int tenant,
        String username,
        String displayName,
        String displayNameEn,
        Optional<String> party,
        List<RoleGrant> roles,
        Optional<Instant> lockedUntil,
        Instant createdAt,
        int version) {}
