package org.longji.registration;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.contract.ContractStatus;
import org.longji.tenant.DivisionLevel;

/**
 * Another contract of the province about the same patents between the same parties. Of one outside the reader's walls only
 * its mark and the level of its tenant are told.
 *
 * @param mark what an answer calls it by; it means nothing elsewhere
 * @param numbers the patents both name, as they are compared
 */
public record PatentHit(
        String mark,
        DivisionLevel level,
        @Nullable UUID contractId,
        @Nullable Integer tenant,
        @Nullable String title,
        @Nullable ContractStatus status,
        @Nullable String registrationNumber,
        @Nullable LocalDate signedOn,
        List<String> numbers) {}
