package org.longji.plugin.api;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * Something wrong with a definition.
 *
 * @param pointer JSON pointer to the value inside the definition, for example {@code /amount/0/rate/of}
 * @param message what is wrong and how to set it right
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Finding(String pointer, Text message) {

    /** Refuses absent values. */
    public Finding {
        Objects.requireNonNull(pointer, "pointer");
        Objects.requireNonNull(message, "message");
    }
}
