package org.longji.shared;

/**
 * A role held in a tenant.
 *
 * @param tenant division code of the tenant
 */
public record RoleGrant(int tenant, Role role) {

    /** The scope this grant opens at {@code code}: the subtree for roles of oversight, the tenant alone for the others. */
    public boolean reaches(int code) {
        return role.inheritedDownwards() ? TenantScope.subtree(tenant).contains(code) : tenant == code;
    }
}
