package org.longji.plugin.api;

import java.util.Map;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * A party of a contract.
 *
 * @param creditCode unified social credit code (统一社会信用代码), empty for a party that has none
 * @param kind what the party is
 * @param division six-digit code of the division it is registered in; 0 outside China or unknown
 * @param attributes what else is known of it, by name: {@code size} (MICRO, SMALL, MEDIUM, LARGE), {@code highTech} (YES,
 *     NO), {@code keyFields} (separated by commas); what nobody has stated is not there
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record PartyFacts(String creditCode, PartyKind kind, int division, Map<String, String> attributes) {

    /** Refuses absent values; the attributes may be absent, as they are in what was stored before there were any. */
    public PartyFacts {
        Objects.requireNonNull(creditCode, "creditCode");
        Objects.requireNonNull(kind, "kind");
        attributes = Facts.ordered(attributes);
    }

    /** A party of which nothing else is known. */
    public PartyFacts(String creditCode, PartyKind kind, int division) {
        this(creditCode, kind, division, Map.of());
    }

    /** {@return the same party as something else} */
    public PartyFacts as(PartyKind otherKind) {
        return new PartyFacts(creditCode, otherKind, division, attributes);
    }

    /** {@return the same party in another division} */
    public PartyFacts in(int otherDivision) {
        return new PartyFacts(creditCode, kind, otherDivision, attributes);
    }
}
