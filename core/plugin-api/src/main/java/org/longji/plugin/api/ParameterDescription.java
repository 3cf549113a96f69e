package org.longji.plugin.api;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * What one component of a parameters record is, for forms, checks and explanations.
 *
 * @param name component name, the key in the tenant's dated values
 * @param label label in both languages
 * @param unit unit as given by {@link Parameter#unit()}
 * @param valueType the type of the value; inside a set or an optional, the type of its element
 * @param set whether several values are allowed, separated by commas
 * @param optional whether the value may be absent
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ParameterDescription(
        String name, Text label, String unit, Class<?> valueType, boolean set, boolean optional) {

    /** Refuses absent values. */
    public ParameterDescription {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(valueType, "valueType");
    }
}
