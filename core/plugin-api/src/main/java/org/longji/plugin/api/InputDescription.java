package org.longji.plugin.api;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * One thing a claim must bring beyond what the host knows, for forms and explanations.
 *
 * @param name key in {@link Facts#evidence()}
 * @param label label in both languages
 * @param type what its text must be
 * @param choices the allowed values of a {@code CHOICE}, else empty
 * @param otherwise the value that holds where the claim says nothing; without one, the policy asks
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.2")
public record InputDescription(String name, Text label, Type type, List<String> choices, Optional<String> otherwise) {

    /** Takes a copy. */
    public InputDescription {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(otherwise, "otherwise");
        choices = List.copyOf(choices);
    }

    /** How the text of a value is read. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.2")
    public enum Type {
        /** Yuan, such as {@code 420000.00}. */
        MONEY,
        /** A whole number. */
        COUNT,
        /** A plain decimal without a unit; {@code 0.035} is 3.5 %. */
        RATIO,
        /** An ISO date. */
        DATE,
        /** {@code YES}, {@code NO} or {@code UNKNOWN}. */
        YES_NO,
        /** One of the choices. */
        CHOICE
    }
}
