package org.longji.plugin.api.register;

import org.apiguardian.api.API;

/** What of the host's own data a register reads; what it did not ask for it is not given. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum HostData {
    /** Technology contracts with a valid registration, by {@link Contracts}. */
    REGISTERED_CONTRACTS
}
