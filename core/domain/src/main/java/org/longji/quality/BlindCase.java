package org.longji.quality;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.PartyKind;

/**
 * A case as its second registrar sees it: the filing, without the parties' names and without anything that was decided.
 *
 * @param declaredType the type the provider filed it as
 * @param contractAmount 合同成交额
 * @param declaredTechnologyAmount 技术交易额 as the provider declared it
 */
public record BlindCase(
        UUID id,
        int tenant,
        String title,
        String declaredType,
        String subtype,
        LocalDate signedOn,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validUntil,
        PartyKind providerKind,
        PartyKind recipientKind,
        Money contractAmount,
        Money declaredTechnologyAmount,
        @Nullable String ipClass,
        @Nullable String technologyField,
        @Nullable String planSource,
        @Nullable String paymentMode,
        boolean judged) {}
