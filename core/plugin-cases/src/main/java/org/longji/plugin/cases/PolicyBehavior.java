package org.longji.plugin.cases;

import org.apiguardian.api.API;

/**
 * What a policy may or may not support. Everything is supported unless the author says otherwise, and both are proved: a
 * supported case must stay entitled, an unsupported one must be refused with the agreed code.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum PolicyBehavior {
    /** The provider is registered outside the jurisdiction. */
    PROVIDER_FROM_OUTSIDE("PROVIDER_OUTSIDE_JURISDICTION"),
    /** The recipient is registered outside the jurisdiction. */
    RECIPIENT_FROM_OUTSIDE("RECIPIENT_OUTSIDE_JURISDICTION"),
    /** The contract is one of technology development. */
    DEVELOPMENT_CONTRACTS("CONTRACT_TYPE_NOT_COVERED"),
    /** The contract is one of technology consulting. */
    CONSULTING_CONTRACTS("CONTRACT_TYPE_NOT_COVERED"),
    /** The contract is one of technology service. */
    SERVICE_CONTRACTS("CONTRACT_TYPE_NOT_COVERED"),
    /** The parties are affiliated. */
    AFFILIATED_PARTIES("AFFILIATED_PARTIES"),
    /** The result did not land in the province. */
    RESULTS_LANDED_ELSEWHERE("NOT_LANDED_IN_PROVINCE"),
    /** The project was supported in an earlier year. */
    EARLIER_SUPPORT("EARLIER_PROVINCIAL_SUPPORT"),
    /** More money received never pays less; a policy that falls somewhere says so, and is then shown to fall. */
    GROWING_WITH_RECEIPTS("");

    private final String refusalCode;

    PolicyBehavior(String refusalCode) {
        this.refusalCode = refusalCode;
    }

    /** {@return whether a policy that lacks the ability refuses; one that may fall with more money does not} */
    public boolean isRefused() {
        return this != GROWING_WITH_RECEIPTS;
    }

    /** {@return the reason code by which a policy that lacks the ability refuses} */
    public String refusalCode() {
        return refusalCode;
    }
}
