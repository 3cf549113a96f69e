package org.longji.entitlement;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.longji.job.Job;
import org.longji.job.JobKind;
import org.longji.job.JobOrder;
import org.longji.job.Jobs;
import org.longji.pluginhost.PluginHost;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.FieldChecks;
import org.longji.shared.Page;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Sql;
import org.longji.shared.Transactions;

/**
 * A version of a plugin tried beside the one that counts: on every case as it is decided, and on what was decided already. What
 * it answers is compared and kept, never paid.
 */
@Dependent
public class Shadows {

    private static final int FIRST_YEAR = 2000;
    private static final int MOST_CASES = 1_000_000;

    private final Transactions transactions;
    private final Jobs jobs;
    private final PluginHost plugins;

    @Inject
    Shadows(Transactions transactions, Jobs jobs, PluginHost plugins) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.plugins = plugins;
    }

    /**
     * Orders the job that asks the tried version about what was decided under the tenant's policies.
     *
     * @param year of the decisions; absent for all
     * @param latest at most so many, the latest first
     * @throws ProblemException PLUGIN_NO_SHADOW when the tenant tries none
     */
    public Job run(Caller caller, int tenant, String plugin, Optional<Integer> year, Optional<Integer> latest) {
        var scope = caller.ownScope(tenant, Capability.PLUGIN_MANAGE);
        new FieldChecks()
                .require(
                        year.isEmpty() || year.get() >= FIRST_YEAR && year.get() < FIRST_YEAR + 100,
                        "year",
                        "年度应为四位年份。",
                        "The year has four digits.")
                .require(
                        latest.isEmpty() || latest.get() > 0 && latest.get() <= MOST_CASES,
                        "latest",
                        "件数应为 1 至 1000000。",
                        "Between 1 and 1,000,000 cases.")
                .done();
        var hash = plugins.shadow(tenant, plugin)
                .orElseThrow(() -> new ProblemException(Problem.PLUGIN_NO_SHADOW, Map.of("plugin", plugin)));
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("plugin", plugin);
        parameters.put("hash", hash);
        year.ifPresent(only -> parameters.put("year", only.toString()));
        parameters.put("latest", latest.orElse(MOST_CASES).toString());
        var id = jobs.submit(new JobOrder(tenant, JobKind.SHADOW, caller, scope, parameters));
        return jobs.get(scope, id);
    }

    /**
     * What was found of a version, tried now or before, on the cases in sight.
     *
     * @param hash absent for the one the tenant tries now
     */
    public ShadowReport report(
            Caller caller, int tenant, String plugin, Optional<String> hash, Optional<String> after, int limit) {
        var scope = caller.scope(tenant, Capability.PLUGIN_READ);
        return hash.or(() -> plugins.shadow(tenant, plugin))
                .map(asked -> transactions.within(
                        scope,
                        em -> new ShadowReport(
                                plugin,
                                Optional.of(asked),
                                ShadowRecords.tallies(em, plugin, asked),
                                ShadowRecords.differences(em, plugin, asked, after, limit))))
                .orElseGet(() ->
                        new ShadowReport(plugin, Optional.empty(), List.of(), new Page<>(List.of(), Optional.empty())));
    }

    /** How many decisions in sight an archive made, by tenant; nobody decides anything until the transaction ends. */
    public static Map<Integer, Long> pinned(EntityManager em, String hash) {
        Assessor.awaitTurn(em);
        return Sql.countedByTenant(em, "entitlement", "plugin_hash", hash);
    }

    /** How many decisions in sight a plugin made in whatever version, by tenant. */
    public static Map<Integer, Long> decided(EntityManager em, String plugin) {
        return Sql.countedByTenant(em, "entitlement", "plugin_id", plugin);
    }

    /** Forgets what was found of an archive that is uninstalled. */
    public static void forget(EntityManager em, String hash) {
        ShadowRecords.forget(em, hash);
    }
}
