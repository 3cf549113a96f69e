package org.longji.contract;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;

/** One receipt (到账) of a contract. */
public record ReceiptDetails(
        UUID id,
        int tenant,
        UUID contractId,
        int sequence,
        LocalDate receivedOn,
        Money received,
        @Nullable String payer,
        @Nullable String evidence) {}
