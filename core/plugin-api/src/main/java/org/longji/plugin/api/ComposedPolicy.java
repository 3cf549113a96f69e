package org.longji.plugin.api;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A policy made out of a definition. Its figures are named parameters with dated values, like those of every other policy;
 * its inputs are what a claim must bring beyond what the host knows.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface ComposedPolicy {

    /**
     * {@return who this policy is; its side is the party of the contract it supports, or PROVIDER where the beneficiary is no
     * party of a contract: {@link #beneficiary()} is the full answer}
     */
    PolicyDescriptor descriptor();

    /** {@return what one decision is about} */
    Subject subject();

    /** {@return who gets the money} */
    Role beneficiary();

    /** {@return the figures that the tenant's dated values must give} */
    List<ParameterDescription> parameters();

    /** {@return what a claim brings beyond the contract} */
    List<InputDescription> inputs();

    /** {@return how many calendar years of the beneficiary's figures it reads, the year assessed included; 0 for none} */
    int yearsOfFigures();

    /** {@return whether it reads the beneficiary's single contracts of the year} */
    boolean readsYearContracts();

    /**
     * Looks for values that contradict the definition, such as brackets that do not ascend or a cap below the least award.
     *
     * @param values value by parameter name
     * @return what is wrong, with pointers into the definition
     */
    List<Finding> checkValues(Map<String, String> values);

    /**
     * Binds the values that hold on one day, once for many cases.
     *
     * @param values value by parameter name
     * @param from first day of the policy version
     * @param until last day of the policy version, absent while it goes on
     * @return the policy with its figures
     * @throws ParameterException if a value is missing, left over or does not fit
     */
    Bound bind(Map<String, String> values, LocalDate from, Optional<LocalDate> until);

    /** A policy with its figures: pure and thread-safe. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    interface Bound {
        /**
         * Decides one case.
         *
         * @param facts everything there is to know
         * @return the answer
         */
        Assessment assess(Facts facts);
    }
}
