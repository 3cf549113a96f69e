package org.longji.plugin.api.register;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * A kind of file that may hang on a row.
 *
 * @param id stable identifier in capitals
 * @param words what it is called
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Attached(String id, Words words) {

    /** Refuses an id that could not stand in a path. */
    public Attached {
        Objects.requireNonNull(words, "words");
        if (!id.matches("[A-Z][A-Z0-9_]{0,39}")) {
            throw new IllegalArgumentException("attachment kind '" + id + "' must be written in capitals");
        }
    }
}
