package org.longji.register;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.longji.plugin.api.register.Actor;
import org.longji.plugin.api.register.PartyRef;
import org.longji.plugin.api.register.RegisterDefinition;
import org.longji.plugin.api.register.UserRole;
import org.longji.shared.Caller;
import org.longji.shared.RoleGrant;

/** What a caller is to a register. */
final class Standing {

    private Standing() {}

    /** What the caller acts as at a tenant: officers where they hold the role, experts and applicants where it reaches. */
    static Set<UserRole> actingAt(Caller caller, int tenant) {
        var roles = EnumSet.noneOf(UserRole.class);
        for (var grant : caller.roles()) {
            role(grant)
                    .filter(role -> role == UserRole.EXPERT || role == UserRole.APPLICANT
                            ? grant.reaches(tenant)
                            : grant.tenant() == tenant)
                    .ifPresent(roles::add);
        }
        return roles;
    }

    /** A role of the house as registers know it; one that they do not know is nothing to them. */
    private static Optional<UserRole> role(RoleGrant grant) {
        return Arrays.stream(UserRole.values())
                .filter(role -> role.name().equals(grant.role().name()))
                .findFirst();
    }

    /** Whether the caller may look into the register at a tenant. */
    static boolean reads(Caller caller, int tenant, RegisterDefinition<?> definition) {
        var readers = EnumSet.noneOf(UserRole.class);
        readers.addAll(definition.readBy());
        readers.addAll(definition.createdBy());
        definition.steps().forEach(step -> readers.addAll(step.by()));
        definition.states().forEach(state -> readers.addAll(state.revisedBy()));
        if (definition.ownedBy().isPresent() || !definition.openIn().isEmpty()) {
            readers.add(UserRole.APPLICANT);
        }
        return caller.roles().stream()
                .filter(grant -> grant.reaches(tenant))
                .anyMatch(
                        grant -> readers.contains(UserRole.valueOf(grant.role().name())));
    }

    static Actor actor(Caller caller, int tenant) {
        return new Actor(
                caller.accountId(),
                caller.displayName(),
                actingAt(caller, tenant),
                caller.party().map(PartyRef::new).or(Optional::empty));
    }
}
