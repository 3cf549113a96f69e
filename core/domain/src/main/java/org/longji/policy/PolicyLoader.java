package org.longji.policy;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.longji.pluginhost.PluginHost;
import org.longji.shared.Sql;
import org.longji.shared.StartupStep;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;
import org.longji.tenant.TenantConfiguration;

/** Brings the policy versions of tenants-config on record; an unchanged directory costs one query. */
@Dependent
public class PolicyLoader implements StartupStep {

    private static final String NAME = "policies";

    private final Transactions transactions;
    private final Policies policies;
    private final PluginHost plugins;
    private final Optional<String> directory;

    @Inject
    public PolicyLoader(
            Transactions transactions,
            Policies policies,
            PluginHost plugins,
            @ConfigProperty(name = "longji.tenants.dir") Optional<String> directory) {
        this.transactions = transactions;
        this.policies = policies;
        this.plugins = plugins;
        this.directory = directory;
    }

    @Override
    public Stage stage() {
        return Stage.POLICIES;
    }

    @Override
    public void run() {
        directory.map(Path::of).ifPresent(this::load);
    }

    /**
     * Loads every line of a directory that is not the one loaded last.
     *
     * @return how many versions are new or changed
     * @throws org.longji.shared.ConfigurationException naming every error with file and line; nothing is loaded then
     */
    public int load(Path tenantsConfig) {
        var hash = TenantConfiguration.hashOf(tenantsConfig);
        var nowhere = TenantScope.exactly(0);
        boolean unchanged = transactions.within(
                nowhere,
                em -> Sql.first(
                                em,
                                "select hash from loaded_configuration where name = ?",
                                row -> row.text("hash"),
                                NAME)
                        .filter(hash::equals)
                        .isPresent());
        if (unchanged) {
            return 0;
        }
        int changed = 0;
        for (var version : PolicyConfiguration.read(tenantsConfig, plugins::check)) {
            changed +=
                    transactions.within(TenantScope.exactly(version.tenant()), em -> policies.put(em, version) ? 1 : 0);
        }
        transactions.within(
                nowhere,
                em -> Sql.update(
                        em,
                        "insert into loaded_configuration (name, hash) values (?, ?)"
                                + " on conflict (name) do update set hash = excluded.hash, loaded_at = now()",
                        NAME,
                        hash));
        return changed;
    }
}
