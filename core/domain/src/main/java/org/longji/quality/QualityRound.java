package org.longji.quality;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * One sample and how far its second judgements have come.
 *
 * @param seed what the sample was drawn by
 * @param population decisions of the period it was drawn from
 * @param cases contracts in the sample
 * @param judged of them judged a second time
 * @param withoutSecond of them without a second registrar free of ties
 */
public record QualityRound(
        UUID id,
        int tenant,
        LocalDate from,
        LocalDate until,
        int casesPerRegistrar,
        long seed,
        int population,
        String orderedBy,
        Instant createdAt,
        int cases,
        int judged,
        int withoutSecond) {}
