package org.longji.contract;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Money;

/** A contract as lists show it: no person in it. */
public record ContractSummary(
        UUID id,
        int tenant,
        @Nullable String registrationNumber,
        ContractStatus status,
        String title,
        ContractType type,
        String subtype,
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
