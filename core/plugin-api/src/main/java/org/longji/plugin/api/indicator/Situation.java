package org.longji.plugin.api.indicator;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.register.Rows;

/**
 * One tenant on one day, and all that an indicator may look at. The host makes it for one call; keep nothing of it.
 *
 * <p>What lies below the tenant is not in it: those tenants are asked by themselves. New things to look at arrive as further methods;
 * only the host and the kit implement this.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Situation {

    /** {@return division code of the tenant} */
    int tenant();

    /** {@return the day, in China's time; not later than today, and often earlier} */
    LocalDate day();

    /** {@return the calendar year of the day} */
    default int year() {
        return day().getYear();
    }

    /**
     * {@return the rows of the plugin's registers} Questions are about the tenant's own rows, so that none counts twice when values are
     * put together; a reference may lead to one that the tenant inherits. Rows stand as they do now: place them in time by their fields.
     */
    Rows rows();

    /**
     * {@return the tenant's own contracts that were registered in a calendar year, up to the day, and are valid, by type; types without
     * a contract are left out}
     *
     * @throws IllegalStateException if the indicator does not {@linkplain Indicator#needs need} them
     */
    List<ContractSum> contracts(int year);

    /**
     * {@return what the tenant chose about the plugin, as of the day}
     *
     * @throws IllegalArgumentException if the plugin has no settings, or not of this record
     */
    <S extends Record> S settings(Class<S> type);

    /**
     * Registered contracts of one type, added up.
     *
     * @param type the type
     * @param contracts how many
     * @param contractAmount 合同成交额
     * @param technologyAmount 技术交易额 as it was assessed
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record ContractSum(ContractType type, long contracts, Money contractAmount, Money technologyAmount) {
        /** Refuses absent values. */
        public ContractSum {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(contractAmount, "contractAmount");
            Objects.requireNonNull(technologyAmount, "technologyAmount");
        }
    }
}
