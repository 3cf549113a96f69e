package org.longji.policy;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.nio.file.Path;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/** Brings the policy versions of tenants-config on record; an unchanged version is left untouched. */
@Dependent
public class PolicyLoader {

    private final Transactions transactions;
    private final Policies policies;

    @Inject
    public PolicyLoader(Transactions transactions, Policies policies) {
        this.transactions = transactions;
        this.policies = policies;
    }

    /**
     * Loads every line of the directory.
     *
     * @return how many versions are new or changed
     * @throws org.longji.shared.ConfigurationException naming every error with file and line; nothing is loaded then
     */
    public int load(Path directory) {
        int changed = 0;
        for (var version : PolicyConfiguration.read(directory)) {
            changed +=
                    transactions.within(TenantScope.exactly(version.tenant()), em -> policies.put(em, version) ? 1 : 0);
        }
        return changed;
    }
}
