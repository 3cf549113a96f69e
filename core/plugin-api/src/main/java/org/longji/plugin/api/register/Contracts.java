package org.longji.plugin.api.register;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Money;

/**
 * Technology contracts of the tenant and what lies below it whose registration is valid now; of a cancelled or revoked one
 * nothing is told.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Contracts {

    /** Most contracts that {@link #with} hands over. */
    int MOST = 1000;

    /** {@return the contract, if it is registered} */
    Optional<Registered> find(ContractRef ref);

    /** {@return the registered contracts in which the party is provider or recipient, the earliest registered first} */
    List<Registered> with(PartyRef party);

    /**
     * A registered contract.
     *
     * @param ref the contract
     * @param number its registration number
     * @param title its title
     * @param type its type
     * @param registeredOn when it was registered
     * @param contractAmount 合同成交额
     * @param technologyAmount 技术交易额 as it was assessed
     * @param provider 卖方
     * @param recipient 买方
     * @param intermediary who brought them together, as it was filed
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Registered(
            ContractRef ref,
            String number,
            String title,
            ContractType type,
            LocalDate registeredOn,
            Money contractAmount,
            Money technologyAmount,
            PartyRef provider,
            PartyRef recipient,
            Optional<String> intermediary) {
        /** Refuses absent values. */
        public Registered {
            Objects.requireNonNull(ref, "ref");
            Objects.requireNonNull(number, "number");
            Objects.requireNonNull(registeredOn, "registeredOn");
            Objects.requireNonNull(technologyAmount, "technologyAmount");
            Objects.requireNonNull(intermediary, "intermediary");
        }
    }
}
