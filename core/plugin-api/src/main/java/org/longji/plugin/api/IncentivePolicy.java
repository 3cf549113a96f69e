package org.longji.plugin.api;

import java.util.List;
import org.apiguardian.api.API;
import org.pf4j.ExtensionPoint;

/**
 * A rule that turns facts about a technology contract into money, or into the reasons why not (激励政策).
 *
 * <p>A policy is a pure function. It has no clock, reads no file, opens no connection and keeps no state between calls; the
 * host may call it from any thread, in any order, and years later again with the stored facts and parameters, and must get
 * an equal answer. What spans several cases, such as one side per project and year or a budget, belongs to the host.
 *
 * <p>The life of a policy: the host finds it by its {@code @Extension} mark, reads {@link #descriptor()} and {@link
 * #parametersType()} once, chooses the version in force on the governing date from the tenant's dated values, binds them
 * with {@link ParameterBinder} and calls {@link #assess}.
 *
 * @param <P> record of the policy's parameters; each component carries {@link Parameter} and is a {@link Money}, {@code
 *     BigDecimal}, {@code int}, {@code boolean}, {@code LocalDate}, {@code String}, an enum, a {@code Set} of an enum, or
 *     an {@code Optional} of one of them
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface IncentivePolicy<P extends Record> extends ExtensionPoint {

    /** {@return who this policy is; equal on every call} */
    PolicyDescriptor descriptor();

    /** {@return the record that holds its parameters} */
    Class<P> parametersType();

    /** {@return what one decision is about; a contract in a year unless said otherwise} */
    default Subject subject() {
        return Subject.CONTRACT;
    }

    /** {@return who gets the money; the party on the descriptor's side unless said otherwise} */
    default Role beneficiary() {
        return descriptor().side() == Side.PROVIDER ? Role.PROVIDER : Role.RECIPIENT;
    }

    /** {@return what a claim brings beyond the contract, found in {@link Facts#evidence()}; nothing unless said otherwise} */
    default List<InputDescription> inputs() {
        return List.of();
    }

    /**
     * Decides one contract for one year, or one claim.
     *
     * @param facts everything there is to know; all five contract types and any party may occur
     * @param parameters the values in force on {@link Facts#governingDate()}
     * @return the answer, never {@code null}; "not eligible" is an answer, an exception is a bug of the policy
     */
    Assessment assess(Facts facts, P parameters);
}
