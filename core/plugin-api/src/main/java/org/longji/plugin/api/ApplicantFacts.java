package org.longji.plugin.api;

import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * What is known of the beneficiary beyond the single contract.
 *
 * @param party who it is
 * @param figures its years; a year that is missing had no contract in that role
 * @param contracts its contracts of the year assessed, where the policy reads them
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ApplicantFacts(PartyFacts party, List<YearFigures> figures, List<DealFacts> contracts) {

    /** Takes copies. */
    public ApplicantFacts {
        Objects.requireNonNull(party, "party");
        figures = List.copyOf(figures);
        contracts = List.copyOf(contracts);
    }
}
