package org.longji.contract;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;

/**
 * Money that arrived, as it is recorded.
 *
 * @param sequence number of the instalment; the next free one when absent
 * @param received 实际到账金额, more than nothing
 */
public record ReceiptForm(
        @Nullable Integer sequence,
        LocalDate receivedOn,
        Money received,
        @Nullable String payer,
        @Nullable String evidence) {}
