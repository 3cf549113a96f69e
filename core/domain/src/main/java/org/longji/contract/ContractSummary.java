package org.longji.contract;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Money;

/**
 * A contract as lists show it: no person in it.
 *
 * @param nationalNumber number the national system gave, once it came back
 */
public record ContractSummary(
        UUID id,
        int tenant,
        @Nullable String registrationNumber,
        @Nullable String nationalNumber,
        ContractStatus status,
        String title,
        ContractType type,
        String subtype,
        @Nullable String ipClass,
        @Nullable String technologyField,
        @Nullable String projectKey,
        LocalDate signedOn,
        @Nullable LocalDate registeredOn,
        ContractParty provider,
        ContractParty recipient,
        Money contractAmount,
        Money declaredTechnologyAmount,
        @Nullable Money assessedTechnologyAmount,
        Money receivedTotal,
        int version) {}
