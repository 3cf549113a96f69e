package org.longji.plugin.api;

import java.time.LocalDate;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * Money of the contract that really arrived (到账).
 *
 * @param sequence running number inside the contract
 * @param receivedOn day of arrival
 * @param received yuan; negative for a refund
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ReceiptFacts(int sequence, LocalDate receivedOn, Money received) {

    /** Refuses absent values. */
    public ReceiptFacts {
        Objects.requireNonNull(receivedOn, "receivedOn");
        Objects.requireNonNull(received, "received");
    }
}
