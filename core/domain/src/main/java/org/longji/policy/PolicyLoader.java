package org.longji.policy;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.longji.plugin.api.Text;
import org.longji.pluginhost.PluginHost;
import org.longji.policy.PolicyConfiguration.Content;
import org.longji.policy.PolicyConfiguration.Places;
import org.longji.shared.ConfigurationException;
import org.longji.shared.ConfigurationProblem;
import org.longji.shared.Sql;
import org.longji.shared.StartupStep;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;
import org.longji.tenant.TenantConfiguration;

/** Brings the policy versions of tenants-config on record; an unchanged directory costs one query. */
@Dependent
public class PolicyLoader implements StartupStep {

    private static final String NAME = "policies";
    private static final Text REPAIR = new Text(
            "请使两者规定一致，删去其一，或使两者的施行期间不相重叠。",
            "Let both say the same, take one of the two out, or let the one end before the other begins.");

    private final Transactions transactions;
    private final Policies policies;
    private final RailRecords rails;
    private final PluginHost plugins;
    private final Optional<String> directory;

    @Inject
    PolicyLoader(
            Transactions transactions,
            Policies policies,
            RailRecords rails,
            PluginHost plugins,
            @ConfigProperty(name = "longji.tenants.dir") Optional<String> directory) {
        this.transactions = transactions;
        this.policies = policies;
        this.rails = rails;
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
        var content = PolicyConfiguration.read(tenantsConfig, plugins::checkConfigured);
        refuseOverlaps(tenantsConfig, content);
        refuseContradictions(tenantsConfig, content);
        for (var version : content.versions()) {
            changed +=
                    transactions.within(TenantScope.exactly(version.tenant()), em -> policies.put(em, version) ? 1 : 0);
        }
        transactions.within(TenantScope.EVERYWHERE, em -> {
            content.rails().forEach(rail -> rails.put(em, rail));
            Sql.update(
                    em,
                    "delete from policy_rail where origin = 'CONFIGURATION' and id <> all (?::uuid[])",
                    content.rails().stream().map(Rail::id).toList());
            Sql.update(em, "delete from policy_gate");
            content.gates()
                    .forEach(gate -> Sql.update(
                            em,
                            "insert into policy_gate (tenant, upper_code, valid_from, valid_until, backtest_days, note)"
                                    + " values (?, ?, ?, ?, ?, ?)",
                            gate.tenant(),
                            TenantScope.upperCode(gate.tenant()),
                            gate.from(),
                            gate.until(),
                            gate.backtestDays(),
                            gate.note()));
            return true;
        });
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

    /** What the configuration says must go together with itself and with what was enacted in the console. */
    private void refuseContradictions(Path tenantsConfig, Content content) {
        var law = new ArrayList<>(content.versions());
        transactions.within(TenantScope.EVERYWHERE, policies::enacted).stream()
                .filter(enacted -> enacted.origin() == Origin.CONSOLE)
                .map(EnactedVersion::version)
                .forEach(law::add);
        var problems = new Contradictions(law, this::about)
                .all().stream()
                        .filter(contradiction -> !contradiction.warning())
                        .flatMap(contradiction -> problem(contradiction, content.places()).stream())
                        .toList();
        if (!problems.isEmpty()) {
            throw new ConfigurationException(tenantsConfig.getFileName().toString(), problems);
        }
    }

    /** Said where the configuration has it; of one with a version of the console, at the configured one. */
    private static Optional<ConfigurationProblem> problem(Contradiction found, Places places) {
        var message = found.words().zh() + REPAIR.zh() + " / " + found.words().en() + " " + REPAIR.en();
        return places.problem(found.tenant(), found.policyId(), found.version(), found.field(), message)
                .or(() -> places.problem(
                        found.otherTenant(), found.otherPolicyId(), found.otherVersion(), "terms", message));
    }

    private Optional<Contradictions.About> about(PolicyVersion version) {
        return version.handle(plugins).map(Contradictions.About::of);
    }

    /** What was enacted in the console stays law: the configuration is refused where it says something else for the same days. */
    private void refuseOverlaps(Path tenantsConfig, Content content) {
        var problems = new ArrayList<ConfigurationProblem>();
        var recorded = transactions.within(TenantScope.EVERYWHERE, policies::enacted);
        for (var enacted : recorded) {
            var version = enacted.version();
            for (var other : enacted.origin() == Origin.CONSOLE ? content.versions() : List.<PolicyVersion>of()) {
                if (other.tenant() == version.tenant() && other.policyId().equals(version.policyId())) {
                    // An end set since the configuration was loaded still holds.
                    var last = recorded.stream()
                            .filter(known -> known.origin() == Origin.CONFIGURATION
                                    && known.version().tenant() == other.tenant()
                                    && known.version().policyId().equals(other.policyId())
                                    && known.version().version().equals(other.version()))
                            .findFirst()
                            .flatMap(EnactedVersion::endedOn)
                            .or(other::until);
                    boolean before =
                            last.filter(day -> day.isBefore(version.from())).isPresent();
                    boolean after = version.until()
                            .filter(day -> day.isBefore(other.from()))
                            .isPresent();
                    if (other.version().equals(version.version()) || !before && !after) {
                        content.places()
                                .problem(
                                        other.tenant(),
                                        other.policyId(),
                                        other.version(),
                                        "",
                                        "the version " + other.version() + " of tenant " + other.tenant()
                                                + " meets the version " + version.version()
                                                + ", which was enacted in the console and is in force from "
                                                + version.from()
                                                + version.until()
                                                        .map(day -> " until " + day)
                                                        .orElse(" on")
                                                + ": give this one other dates or take it out")
                                .ifPresent(problems::add);
                    }
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(tenantsConfig.getFileName().toString(), problems);
        }
    }
}
