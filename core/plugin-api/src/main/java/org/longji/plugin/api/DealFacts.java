package org.longji.plugin.api;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * One contract among several of the same beneficiary.
 *
 * @param role the beneficiary's role in it
 * @param contract the contract
 * @param provider who gives the technology
 * @param recipient who takes it
 * @param receipts money that arrived on it
 * @param evidence what the claim says of this contract alone
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record DealFacts(
        Role role,
        ContractFacts contract,
        PartyFacts provider,
        PartyFacts recipient,
        List<ReceiptFacts> receipts,
        Map<String, String> evidence) {

    /** Takes copies. */
    public DealFacts {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(contract, "contract");
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(recipient, "recipient");
        receipts = List.copyOf(receipts);
        evidence = Facts.ordered(evidence);
    }

    /** {@return the same deal about another contract} */
    public DealFacts withContract(ContractFacts other) {
        return new DealFacts(role, other, provider, recipient, receipts, evidence);
    }
}
