package org.longji.entitlement;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.contract.ContractStatus;
import org.longji.plugin.api.ContractFacts;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.PartyFacts;
import org.longji.plugin.api.PriorSupport;
import org.longji.plugin.api.ReceiptFacts;
import org.longji.plugin.api.Side;
import org.longji.policy.GoverningClock;

/**
 * A registered contract with everything policies may know of it.
 *
 * @param ended how the registration ended, if it did
 * @param declaredProject project the parties declared, shared by several contracts; null when the contract stands alone
 */
record ContractCase(
        UUID id,
        int tenant,
        @Nullable String declaredProject,
        Optional<ContractStatus> ended,
        ContractFacts contract,
        PartyFacts provider,
        PartyFacts recipient,
        List<ReceiptFacts> receipts,
        List<PriorSupport> priorSupport)
        implements Matter {

    @Override
    public int place() {
        return tenant;
    }

    @Override
    public String number() {
        return contract.registrationNumber();
    }

    @Override
    public Money technologyAmount(Side side) {
        return contract.technologyAmount();
    }

    @Override
    public Money received(int year, Side side) {
        return Money.sum(receipts.stream()
                .filter(receipt -> receipt.receivedOn().getYear() == year)
                .map(ReceiptFacts::received)
                .toList());
    }

    @Override
    public Facts facts(int year, LocalDate governingDate) {
        return new Facts(contract, provider, recipient, receipts, year, governingDate, priorSupport);
    }

    /** The same contract with other support of earlier years. */
    ContractCase with(List<PriorSupport> support) {
        return new ContractCase(
                id, tenant, declaredProject, ended, contract, provider, recipient, receipts, List.copyOf(support));
    }

    /** The project rules count by: the declared one, else the contract itself. */
    @Override
    public String project() {
        return declaredProject == null ? id.toString() : declaredProject;
    }

    /** The date that decides the version under this clock when {@code year} is assessed; empty when the year is not the contract's. */
    Optional<LocalDate> governingDate(GoverningClock clock, int year) {
        var endOfYear = LocalDate.of(year, 12, 31);
        return switch (clock) {
            case SIGNED -> Optional.of(contract.signedOn()).filter(day -> day.getYear() == year);
            case REGISTERED -> Optional.of(contract.registeredOn()).filter(day -> day.getYear() == year);
            case RECEIVED ->
                Optional.of(receipts.stream()
                        .map(ReceiptFacts::receivedOn)
                        .filter(day -> day.getYear() == year)
                        .max(LocalDate::compareTo)
                        .orElse(endOfYear));
            case DECIDED -> Optional.of(endOfYear);
        };
    }
}
