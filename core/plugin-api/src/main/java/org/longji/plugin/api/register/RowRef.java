package org.longji.plugin.api.register;

import java.util.Objects;
import java.util.UUID;
import org.apiguardian.api.API;

/**
 * Points to a row of a register of the same plugin; {@link Field#refersTo()} says which. The host refuses one that points
 * to nothing the tenant can see.
 *
 * @param id the row
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record RowRef(UUID id) {

    /** Refuses an absent id. */
    public RowRef {
        Objects.requireNonNull(id, "id");
    }
}
