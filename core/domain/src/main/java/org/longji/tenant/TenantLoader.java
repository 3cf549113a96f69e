package org.longji.tenant;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.longji.audit.Journal;
import org.longji.shared.Sql;
import org.longji.shared.StartupStep;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/**
 * Brings the tree of tenants-config on record. A directory whose hash is that of the last load costs one query; nothing
 * is ever deleted, because contracts keep the code that was valid on their day.
 */
@Dependent
public class TenantLoader implements StartupStep {

    private static final String UPSERT = "insert into tenant (code, upper_code, level, parent, name_zh, name_en, kind,"
            + " standard, valid_from, valid_until, successors, registration_point)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (code) do update set name_zh = excluded.name_zh,"
            + " name_en = excluded.name_en, kind = excluded.kind, standard = excluded.standard,"
            + " valid_from = excluded.valid_from, valid_until = excluded.valid_until,"
            + " successors = excluded.successors, registration_point = excluded.registration_point";

    private final Transactions transactions;
    private final Journal journal;
    private final Optional<String> directory;

    @Inject
    public TenantLoader(
            Transactions transactions,
            Journal journal,
            @ConfigProperty(name = "longji.tenants.dir") Optional<String> directory) {
        this.transactions = transactions;
        this.journal = journal;
        this.directory = directory;
    }

    @Override
    public Stage stage() {
        return Stage.TENANTS;
    }

    @Override
    public void run() {
        directory.map(Path::of).ifPresent(this::load);
    }

    /**
     * Loads a directory unless it is the one loaded last.
     *
     * @return true when something was loaded
     * @throws org.longji.shared.ConfigurationException naming every error with file and line; nothing is loaded then
     */
    public boolean load(Path tenantsConfig) {
        var hash = TenantConfiguration.hashOf(tenantsConfig);
        boolean unchanged = transactions.within(
                TenantScope.EVERYWHERE,
                em -> !Sql.query(
                                em,
                                "select name from loaded_configuration where name = 'tenants' and hash = ?",
                                row -> row.text("name"),
                                hash)
                        .isEmpty());
        if (unchanged) {
            return false;
        }
        var configuration = TenantConfiguration.read(tenantsConfig);
        transactions.within(TenantScope.EVERYWHERE, em -> {
            record(em, configuration);
            Sql.update(
                    em,
                    "insert into loaded_configuration (name, hash) values ('tenants', ?)"
                            + " on conflict (name) do update set hash = excluded.hash, loaded_at = now()",
                    hash);
            return true;
        });
        return true;
    }

    private void record(EntityManager em, TenantConfiguration configuration) {
        for (var tenant : configuration.tenants()) {
            Sql.update(
                    em,
                    UPSERT,
                    tenant.code().code(),
                    tenant.code().upper(),
                    tenant.level(),
                    tenant.parent().map(DivisionCode::code),
                    tenant.nameZh(),
                    tenant.nameEn(),
                    tenant.kind(),
                    tenant.standard(),
                    tenant.validFrom(),
                    tenant.validUntil(),
                    new int[0],
                    tenant.registrationPoint());
        }
        for (var former : configuration.successions()) {
            Sql.update(
                    em,
                    UPSERT,
                    former.code().code(),
                    former.code().upper(),
                    former.code().level(),
                    former.code().parent().map(DivisionCode::code),
                    former.nameZh(),
                    former.nameEn(),
                    "已撤销",
                    true,
                    Optional.empty(),
                    former.validUntil(),
                    former.successors().stream().mapToInt(DivisionCode::code).toArray(),
                    "00");
        }
        configuration.tenants().stream()
                .filter(tenant -> tenant.parent().isEmpty())
                .map(tenant -> tenant.code().code())
                .sorted()
                .forEach(province -> journal.append(
                        em,
                        province,
                        Journal.SYSTEM,
                        "TENANTS_LOADED",
                        "tenant",
                        Integer.toString(province),
                        null,
                        java.util.Map.of("hash", configuration.hash())));
    }
}
