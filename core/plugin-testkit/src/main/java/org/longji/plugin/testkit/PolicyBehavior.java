package org.longji.plugin.testkit;

import java.util.List;
import org.apiguardian.api.API;
import org.longji.plugin.api.Answer;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.PriorSupport;
import org.longji.plugin.api.Side;

/**
 * What a policy may or may not support. Everything is supported unless the author says otherwise, and both are proved: a
 * supported case must stay entitled, an unsupported one must be refused with the agreed code.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum PolicyBehavior {
    /** The provider is registered outside the jurisdiction. */
    PROVIDER_FROM_OUTSIDE("PROVIDER_OUTSIDE_JURISDICTION") {
        @Override
        Facts applyTo(Facts facts) {
            return Variations.at(facts, Side.PROVIDER, Variations.ELSEWHERE);
        }
    },
    /** The recipient is registered outside the jurisdiction. */
    RECIPIENT_FROM_OUTSIDE("RECIPIENT_OUTSIDE_JURISDICTION") {
        @Override
        Facts applyTo(Facts facts) {
            return Variations.at(facts, Side.RECIPIENT, Variations.ELSEWHERE);
        }
    },
    /** The contract is one of technology development. */
    DEVELOPMENT_CONTRACTS("CONTRACT_TYPE_NOT_COVERED") {
        @Override
        Facts applyTo(Facts facts) {
            return Variations.ofType(facts, ContractType.DEVELOPMENT);
        }
    },
    /** The contract is one of technology consulting. */
    CONSULTING_CONTRACTS("CONTRACT_TYPE_NOT_COVERED") {
        @Override
        Facts applyTo(Facts facts) {
            return Variations.ofType(facts, ContractType.CONSULTING);
        }
    },
    /** The contract is one of technology service. */
    SERVICE_CONTRACTS("CONTRACT_TYPE_NOT_COVERED") {
        @Override
        Facts applyTo(Facts facts) {
            return Variations.ofType(facts, ContractType.SERVICE);
        }
    },
    /** The parties are affiliated. */
    AFFILIATED_PARTIES("AFFILIATED_PARTIES") {
        @Override
        Facts applyTo(Facts facts) {
            return Variations.answering(
                    facts,
                    Answer.YES,
                    facts.contract().landedInProvince(),
                    facts.contract().titleTransferred());
        }
    },
    /** The result did not land in the province. */
    RESULTS_LANDED_ELSEWHERE("NOT_LANDED_IN_PROVINCE") {
        @Override
        Facts applyTo(Facts facts) {
            return Variations.answering(
                    facts,
                    facts.contract().affiliatedParties(),
                    Answer.NO,
                    facts.contract().titleTransferred());
        }
    },
    /** The project was supported in an earlier year. */
    EARLIER_SUPPORT("EARLIER_PROVINCIAL_SUPPORT") {
        @Override
        Facts applyTo(Facts facts) {
            var earlier = new PriorSupport("some-earlier-policy", facts.year() - 1, Side.RECIPIENT, Money.of("1.00"));
            return facts.withPriorSupport(List.of(earlier));
        }
    },
    /** More money received never pays less; a policy that falls somewhere says so, and is then shown to fall. */
    GROWING_WITH_RECEIPTS("") {
        @Override
        Facts applyTo(Facts facts) {
            return facts;
        }
    };

    private final String refusalCode;

    PolicyBehavior(String refusalCode) {
        this.refusalCode = refusalCode;
    }

    /** {@return whether a policy that lacks the ability refuses; one that may fall with more money does not} */
    boolean isRefused() {
        return this != GROWING_WITH_RECEIPTS;
    }

    /** {@return the reason code by which a policy that lacks the ability refuses} */
    public String refusalCode() {
        return refusalCode;
    }

    abstract Facts applyTo(Facts facts);
}
