package org.longji.registration;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.longji.shared.Sql;
import org.longji.shared.StartupStep;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;
import org.longji.tenant.TenantConfiguration;

/** Brings the regimes of tenants-config on record; an unchanged directory costs one query. */
@Dependent
public class RegimeLoader implements StartupStep {

    private static final String NAME = "registration";

    private final Transactions transactions;
    private final Optional<String> directory;

    @Inject
    public RegimeLoader(
            Transactions transactions, @ConfigProperty(name = "longji.tenants.dir") Optional<String> directory) {
        this.transactions = transactions;
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
     * Loads every regime of a directory that is not the one loaded last.
     *
     * @return how many are new or changed
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
        for (var regime : RegimeConfiguration.read(tenantsConfig)) {
            changed += transactions.within(TenantScope.exactly(regime.tenant()), em -> Regimes.put(em, regime) ? 1 : 0);
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
