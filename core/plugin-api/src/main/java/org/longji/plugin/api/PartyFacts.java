package org.longji.plugin.api;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * A party of a contract.
 *
 * @param creditCode unified social credit code (统一社会信用代码), empty for a party that has none
 * @param kind what the party is
 * @param division six-digit code of the division it is registered in; 0 outside China or unknown
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record PartyFacts(String creditCode, PartyKind kind, int division) {

    /** Refuses absent values. */
    public PartyFacts {
        Objects.requireNonNull(creditCode, "creditCode");
        Objects.requireNonNull(kind, "kind");
    }
}
