package org.longji.shared;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who asks. It is made from a verified token (or, for a background job, carried over from the request that started it)
 * and handed on explicitly; there is no ambient caller.
 *
 * @param tenant division code of the tenant that keeps the account
 * @param party 统一社会信用代码 an applicant is bound to
 */
public record Caller(
        UUID accountId,
        String username,
        String displayName,
        String displayNameEn,
        int tenant,
        Optional<String> party,
        List<RoleGrant> roles) {

    public Caller {
        roles = List.copyOf(roles);
    }

    /**
     * Longji itself, where it does by its own what somebody at the tenant could order.
     *
     * @param name what it does that for, as readers of its traces see it
     */
    public static Caller system(int tenant, Role role, String name, String nameEn) {
        return new Caller(
                new UUID(0, 0), "system", name, nameEn, tenant, Optional.empty(), List.of(new RoleGrant(tenant, role)));
    }

    /**
     * The scope in which the caller may use {@code capability} at the tenant {@code code}.
     *
     * @throws ProblemException TENANT_NOT_FOUND when no role of the caller reaches the tenant at all (so that its
     *     existence is not told), NOT_PERMITTED when one does but does not carry the capability
     */
    public TenantScope scope(int code, Capability capability) {
        var reaching = roles.stream().filter(grant -> grant.reaches(code)).toList();
        if (reaching.isEmpty()) {
            throw new ProblemException(Problem.TENANT_NOT_FOUND, Map.of("tenant", code));
        }
        var carrying = reaching.stream()
                .filter(grant -> grant.role().grants(capability))
                .toList();
        if (carrying.isEmpty()) {
            throw new ProblemException(Problem.NOT_PERMITTED, Map.of("capability", capability, "tenant", code));
        }
        boolean downwards = carrying.stream().anyMatch(grant -> grant.role().inheritedDownwards());
        var scope = downwards ? TenantScope.subtree(code) : TenantScope.exactly(code);
        return party.map(scope::asParty).orElse(scope);
    }

    /**
     * The same scope, for what only the tenant's own officers do: a role held above does not reach down to it.
     *
     * @throws ProblemException as {@link #scope}, and NOT_PERMITTED when only a role held elsewhere carries the capability
     */
    public TenantScope ownScope(int code, Capability capability) {
        var scope = scope(code, capability);
        if (roles.stream()
                .noneMatch(grant -> grant.tenant() == code && grant.role().grants(capability))) {
            throw new ProblemException(Problem.NOT_PERMITTED, Map.of("capability", capability, "tenant", code));
        }
        return scope;
    }

    /** What the caller may do at the tenant {@code code}; empty when no role reaches it. */
    public Set<Capability> capabilities(int code) {
        var result = EnumSet.noneOf(Capability.class);
        for (var capability : Capability.values()) {
            if (roles.stream().anyMatch(g -> g.reaches(code) && g.role().grants(capability))) {
                result.add(capability);
            }
        }
        return result;
    }

    /** True when the caller's account is kept by a tenant above {@code code}: its reads of personal data are journalled there. */
    public boolean standsAbove(int code) {
        return tenant != code && TenantScope.subtree(tenant).contains(code) && party.isEmpty();
    }
}
