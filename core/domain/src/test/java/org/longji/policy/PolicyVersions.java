package org.longji.policy;

import java.nio.file.Path;
import java.util.List;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/** Enacts policy versions for tests of other packages. */
public final class PolicyVersions {

    private PolicyVersions() {}

    public static Policies reader() {
        return new Policies();
    }

    /** Every version in the files of a directory that is laid out like tenants-config. */
    public static List<PolicyVersion> read(Path directory) {
        return PolicyConfiguration.read(directory).versions();
    }

    public static void enact(Transactions transactions, PolicyVersion version) {
        transactions.within(TenantScope.exactly(version.tenant()), em -> new Policies().put(em, version));
    }
}
