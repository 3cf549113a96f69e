package org.longji.registration;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Money;

/**
 * One thing that happened to a registration, as a machine reads it.
 *
 * @param number grows with every event of the province; events of others leave gaps
 * @param contractAmount 合同成交额 in yuan
 * @param technologyAmount 技术交易额 as assessed
 */
public record RegistrationEvent(
        long number, int tenant, UUID contractId, Kind kind, LocalDate happenedOn, Content content) {

    /** What happened. */
    public enum Kind {
        REGISTERED,
        AMENDED,
        PERFORMED,
        TERMINATED,
        CANCELLED,
        REVOKED
    }

    /** The registration as it stood after the event. */
    public record Content(
            String registrationNumber,
            int registrationVersion,
            String status,
            String performance,
            ContractType type,
            String subtype,
            String providerCode,
            String providerName,
            String recipientCode,
            String recipientName,
            Money contractAmount,
            @Nullable Money technologyAmount,
            @Nullable Money technologyIncome,
            String currency,
            LocalDate signedOn,
            @Nullable LocalDate registeredOn,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validUntil) {}
}
