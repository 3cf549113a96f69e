package org.longji.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * A version that is law, and how it became it. Its text and hash never change again; an end set later only shortens it.
 *
 * @param version the version with its effective last day
 * @param hash of the text as it was enacted
 * @param endedOn last day, where one was set after enactment
 * @param cases worked cases of the draft it was; no part of the law, but a successor begins with them
 * @param backtest the back-test it was enacted on; none for one of the configuration
 */
record EnactedVersion(
        PolicyVersion version,
        Origin origin,
        String hash,
        Optional<LocalDate> endedOn,
        Optional<String> draftedBy,
        Optional<String> enactedBy,
        Optional<Instant> enactedAt,
        Optional<UUID> backtest,
        Optional<String> cases,
        int revision) {}
