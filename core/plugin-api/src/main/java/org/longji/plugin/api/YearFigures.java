package org.longji.plugin.api;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * One calendar year of somebody in one role, over all contracts registered in that year.
 *
 * @param year calendar year
 * @param role the role counted
 * @param contracts how many contracts
 * @param contractAmount sum of their gross amounts (合同成交额), yuan
 * @param technologyAmount sum of their technology amounts (技术交易额), yuan
 * @param received what arrived in the year (到账), on contracts of any year, yuan
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record YearFigures(
        int year, Role role, int contracts, Money contractAmount, Money technologyAmount, Money received) {

    /** Refuses absent values. */
    public YearFigures {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(contractAmount, "contractAmount");
        Objects.requireNonNull(technologyAmount, "technologyAmount");
        Objects.requireNonNull(received, "received");
    }
}
