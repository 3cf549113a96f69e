package org.longji.plugin.testkit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Answer;
import org.longji.plugin.api.ContractFacts;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.PartyFacts;
import org.longji.plugin.api.PartyKind;
import org.longji.plugin.api.PriorSupport;
import org.longji.plugin.api.ReceiptFacts;
import org.longji.plugin.api.Side;

/**
 * A case that reads as a sentence with a date.
 *
 * @param sentence the case in words
 * @param example number of the published worked example, if it is one
 * @param on governing date
 * @param given the facts
 * @param expect the answer
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Scenario(String sentence, @Nullable String example, LocalDate on, Given given, Expected expect) {

    /** {@return the facts as the host would hand them over} */
    public Facts facts() {
        List<ReceiptFacts> receipts = new ArrayList<>();
        for (Receipt receipt : given.receipts()) {
            receipts.add(new ReceiptFacts(receipts.size() + 1, receipt.on(), Money.of(receipt.received())));
        }
        receipts.sort(Comparator.comparing(ReceiptFacts::receivedOn).thenComparing(ReceiptFacts::sequence));
        Contract contract = given.contract();
        var contractFacts = new ContractFacts(
                "2018230100000001",
                "P1",
                contract.type(),
                contract.subtype() == null ? "" : contract.subtype(),
                contract.signedOn(),
                contract.registeredOn(),
                Money.of(contract.contractAmount()),
                Money.of(contract.technologyAmount()),
                contract.affiliatedParties(),
                contract.landedInProvince(),
                contract.titleTransferred());
        List<PriorSupport> prior = given.priorSupport() == null
                ? List.of()
                : given.priorSupport().stream()
                        .map(earlier -> new PriorSupport(
                                earlier.policy(), earlier.year(), earlier.side(), Money.of(earlier.granted())))
                        .toList();
        return new Facts(
                contractFacts, given.provider().facts(), given.recipient().facts(), receipts, given.year(), on, prior);
    }

    /** {@return the case's number, if any, and its sentence} */
    public String title() {
        return example == null ? sentence : example + " " + sentence;
    }

    record Given(
            int year,
            Contract contract,
            Party provider,
            Party recipient,
            List<Receipt> receipts,
            @Nullable List<Earlier> priorSupport) {}

    record Contract(
            ContractType type,
            @Nullable String subtype,
            LocalDate signedOn,
            LocalDate registeredOn,
            String contractAmount,
            String technologyAmount,
            Answer affiliatedParties,
            Answer landedInProvince,
            Answer titleTransferred) {}

    record Party(PartyKind kind, int division) {
        PartyFacts facts() {
            return new PartyFacts("", kind, division);
        }
    }

    record Receipt(LocalDate on, String received) {}

    record Earlier(String policy, int year, Side side, String granted) {}

    /**
     * What the policy must answer: exactly one of amount, refused and asks.
     *
     * @param amount yuan of an entitlement
     * @param steps codes of its steps, in order
     * @param shares largest share in yuan by code, as the host rounds it
     * @param refused codes of all reasons, in order
     * @param missing distance by reason code
     * @param asks codes of all questions, in order
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Expected(
            @Nullable String amount,
            @Nullable List<String> steps,
            @Nullable Map<String, String> shares,
            @Nullable List<String> refused,
            @Nullable Map<String, String> missing,
            @Nullable List<String> asks) {

        /** Refuses a case that expects nothing or two things at once. */
        public Expected {
            int answers = (amount == null ? 0 : 1) + (refused == null ? 0 : 1) + (asks == null ? 0 : 1);
            if (answers != 1) {
                throw new IllegalArgumentException("expect exactly one of amount, refused and asks");
            }
        }
    }
}
