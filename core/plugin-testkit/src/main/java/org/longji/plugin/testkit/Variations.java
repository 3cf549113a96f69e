package org.longji.plugin.testkit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.longji.plugin.api.Answer;
import org.longji.plugin.api.ApplicantFacts;
import org.longji.plugin.api.ContractFacts;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.PartyFacts;
import org.longji.plugin.api.PriorSupport;
import org.longji.plugin.api.ReceiptFacts;
import org.longji.plugin.api.Side;
import org.longji.plugin.cases.PolicyBehavior;

/** The same facts with one thing changed. */
final class Variations {

    /** No code of a division starts with 9, so no policy can have this place in its jurisdiction. */
    static final int ELSEWHERE = 990_000;

    private Variations() {}

    /** Facts that only a policy with that ability grants something for. */
    static Facts of(PolicyBehavior behavior, Facts facts) {
        return switch (behavior) {
            case PROVIDER_FROM_OUTSIDE -> at(facts, Side.PROVIDER, ELSEWHERE);
            case RECIPIENT_FROM_OUTSIDE -> at(facts, Side.RECIPIENT, ELSEWHERE);
            case DEVELOPMENT_CONTRACTS -> ofType(facts, ContractType.DEVELOPMENT);
            case CONSULTING_CONTRACTS -> ofType(facts, ContractType.CONSULTING);
            case SERVICE_CONTRACTS -> ofType(facts, ContractType.SERVICE);
            case AFFILIATED_PARTIES ->
                answering(
                        facts,
                        Answer.YES,
                        facts.contract().landedInProvince(),
                        facts.contract().titleTransferred());
            case RESULTS_LANDED_ELSEWHERE ->
                answering(
                        facts,
                        facts.contract().affiliatedParties(),
                        Answer.NO,
                        facts.contract().titleTransferred());
            case EARLIER_SUPPORT ->
                facts.withPriorSupport(List.of(
                        new PriorSupport("some-earlier-policy", facts.year() - 1, Side.RECIPIENT, Money.of("1.00"))));
            case GROWING_WITH_RECEIPTS -> facts;
        };
    }

    static Facts at(Facts facts, Side side, int division) {
        PartyFacts moved = facts.party(side).in(division);
        return facts.withParties(
                side == Side.PROVIDER ? moved : facts.provider(), side == Side.RECIPIENT ? moved : facts.recipient());
    }

    /** Everybody elsewhere: both parties, and whoever claims. */
    static Facts elsewhere(Facts facts) {
        Facts moved = at(at(facts, Side.PROVIDER, ELSEWHERE), Side.RECIPIENT, ELSEWHERE);
        return moved.applicant()
                .map(known -> moved.withApplicant(
                        new ApplicantFacts(known.party().in(ELSEWHERE), known.figures(), known.contracts())))
                .orElse(moved);
    }

    static Facts ofType(Facts facts, ContractType type) {
        ContractFacts old = facts.contract();
        return facts.withContract(old.withType(type, old.subtype()));
    }

    static Facts ofSubtype(Facts facts, String subtype) {
        ContractFacts old = facts.contract();
        return facts.withContract(old.withType(old.type(), subtype));
    }

    static Facts answering(Facts facts, Answer affiliated, Answer landed, Answer titleTransferred) {
        return facts.withContract(facts.contract().withAnswers(affiliated, landed, titleTransferred));
    }

    /** The whole amount on the day of the first receipt: the one day of which it is known that it counts. */
    static Facts receivingOnce(Facts facts, Money received) {
        LocalDate day = facts.receipts().get(0).receivedOn();
        return facts.withReceipts(List.of(new ReceiptFacts(1, day, received)));
    }

    static Facts alsoReceiving(Facts facts, LocalDate day, Money received) {
        List<ReceiptFacts> receipts = new ArrayList<>(facts.receipts());
        receipts.add(new ReceiptFacts(receipts.size() + 1, day, received));
        return facts.withReceipts(receipts);
    }
}
