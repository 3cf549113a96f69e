package org.longji.policy;

import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/** Enacts policy versions for tests of other packages. */
public final class PolicyVersions {

    private PolicyVersions() {}

    public static Policies reader() {
        return new Policies();
    }

    public static void enact(Transactions transactions, PolicyVersion version) {
        transactions.within(TenantScope.exactly(version.tenant()), em -> new Policies().put(em, version));
    }
}
