package org.longji.rollout;

import java.time.Instant;
import java.util.Optional;

/**
 * A key whose archives a province accepts.
 *
 * @param tenant the province
 * @param fingerprint first half of the SHA-256 of the public key, hex
 * @param name whose it is
 */
public record TrustedKey(
        int tenant,
        String fingerprint,
        String name,
        String acceptedBy,
        Instant acceptedAt,
        Optional<String> revokedBy,
        Optional<Instant> revokedAt,
        Optional<String> revokeReason) {}
