package org.longji.plugin.api;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * Everything a policy may know about one contract in one year; there is nothing else to ask.
 *
 * @param contract the registered contract
 * @param provider who gives the technology (卖方)
 * @param recipient who takes it (买方)
 * @param receipts all receipts (到账) of the contract known to the host, of any year, sorted by date, then sequence
 * @param year the calendar year assessed
 * @param governingDate the date that chose the policy version and its parameters
 * @param priorSupport what was granted on the same project before, by any policy
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Facts(
        ContractFacts contract,
        PartyFacts provider,
        PartyFacts recipient,
        List<ReceiptFacts> receipts,
        int year,
        LocalDate governingDate,
        List<PriorSupport> priorSupport) {

    /** Takes copies: facts never change under a policy. */
    public Facts {
        Objects.requireNonNull(contract, "contract");
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(recipient, "recipient");
        Objects.requireNonNull(governingDate, "governingDate");
        receipts = List.copyOf(receipts);
        priorSupport = List.copyOf(priorSupport);
    }

    /** {@return the party on that side} */
    public PartyFacts party(Side side) {
        return switch (side) {
            case PROVIDER -> provider;
            case RECIPIENT -> recipient;
        };
    }

    /** {@return what arrived within the calendar year, refunds taken off} */
    public Money receivedWithin(int calendarYear) {
        return Money.sum(receipts.stream()
                .filter(receipt -> receipt.receivedOn().getYear() == calendarYear)
                .map(ReceiptFacts::received)
                .toList());
    }

    /** {@return what had arrived by the end of that day, refunds taken off} */
    public Money receivedUntil(LocalDate lastDay) {
        return Money.sum(receipts.stream()
                .filter(receipt -> !receipt.receivedOn().isAfter(lastDay))
                .map(ReceiptFacts::received)
                .toList());
    }
}
