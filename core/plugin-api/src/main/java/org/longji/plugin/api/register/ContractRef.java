package org.longji.plugin.api.register;

import java.util.Objects;
import java.util.UUID;
import org.apiguardian.api.API;

/**
 * Points to a technology contract of the host. The host refuses one that the tenant cannot see; whether it must be registered
 * is the register's to say, with {@link Contracts}.
 *
 * @param id the contract
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ContractRef(UUID id) {

    /** Refuses an absent id. */
    public ContractRef {
        Objects.requireNonNull(id, "id");
    }
}
