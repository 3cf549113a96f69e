package org.longji.registration;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;

/**
 * What a certificate states. Its text is hashed, so its components keep their order.
 *
 * @param contractAmount 合同成交额
 * @param technologyAmount 技术交易额 as assessed
 * @param technologyIncome 核定技术性收入
 * @param states which of the amounts the rules let it state
 * @param office the tenant whose registration point registered it
 */
record CertificateContent(
        String registrationNumber,
        int registrationVersion,
        String title,
        String type,
        String subtype,
        String providerName,
        String recipientName,
        LocalDate signedOn,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validUntil,
        Money contractAmount,
        @Nullable Money technologyAmount,
        @Nullable Money technologyIncome,
        Regime.CertificateAmounts states,
        LocalDate registeredOn,
        String office) {}
