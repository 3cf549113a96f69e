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
        LocalDate signedOn,
        @Nullable LocalDate registeredOn,
        String providerName,
        String recipientName,
        Money contractAmount,
        Money technologyAmount,
        Money receivedTotal,
        int version) {}
