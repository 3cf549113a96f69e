package org.longji.plugin.api.register;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apiguardian.api.API;

/**
 * Who acts.
 *
 * @param account the account
 * @param name what it is called
 * @param roles what it is in the tenant
 * @param party whom an applicant acts for; empty for officers
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Actor(UUID account, String name, Set<UserRole> roles, Optional<PartyRef> party) {

    /** Takes a copy. */
    public Actor {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(party, "party");
        roles = Set.copyOf(roles);
    }
}
