package org.longji.entitlement;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.longji.pluginhost.PluginHost;
import org.longji.pluginhost.PolicyHandle;
import org.longji.policy.Policies;
import org.longji.setting.SettingsBook;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;

/**
 * Decides a handful of contracts, or of applicants' years, for one year inside one transaction. All assessments of the province take turns chunk by
 * chunk, so that the one-side rule and the caps see each other's results.
 */
@Dependent
class Assessor {

    private final Policies policies;
    private final PluginHost plugins;

    @Inject
    Assessor(Policies policies, PluginHost plugins) {
        this.policies = policies;
        this.plugins = plugins;
    }

    /**
     * A decision and what it is about.
     *
     * @param shadow what a version of the plugin says that is tried beside it
     */
    record Decision(Matter matter, String beneficiary, DecisionRecord record, Optional<ShadowAnswer> shadow) {}

    /** Keeps every other assessment of the province waiting until this transaction ends. */
    static void awaitTurn(EntityManager em) {
        Sql.query(em, "select pg_advisory_xact_lock(hashtextextended('assessment', 0))::text as locked", row -> 0);
    }

    /** Shares out the pools of a year that the scope sees whole; true where somebody gets something else than before. */
    boolean shareOut(EntityManager em, TenantScope scope, int year) {
        return !PoolRecords.shareOut(em, policies.visible(em), scope, year).isEmpty();
    }

    /** The same for the pools of measures about applicants' years alone. */
    boolean shareOutYears(EntityManager em, TenantScope scope, int year) {
        var versions = policies.visible(em).stream()
                .filter(version -> version.handle(plugins)
                        .filter(PolicyHandle::concernsYears)
                        .isPresent())
                .toList();
        return !PoolRecords.shareOut(em, versions, scope, year).isEmpty();
    }

    /** Versions in force in a year that nothing computes, because their tenant has the plugin switched off. */
    long silent(EntityManager em, TenantScope scope, int year) {
        return policies.visible(em).stream()
                .filter(version -> (scope.contains(version.tenant()) || version.covers(scope.low()))
                        && version.computable()
                        && version.from().getYear() <= year
                        && version.until().map(last -> last.getYear() >= year).orElse(true)
                        && version.handle(plugins).isEmpty())
                .count();
    }

    /** Decides; the transaction must have its turn already, and have read the contracts after it came. */
    List<Decision> assess(EntityManager em, List<ContractCase> contracts, int year) {
        return decisions(em, Round.decide(contracts, year, inForce(em), new RecordedLedger(em), Terms::ask));
    }

    /** Everybody in the scope with a year to decide. */
    List<ApplicantYears.Pointer> applicants(EntityManager em, TenantScope scope, int year) {
        return ApplicantYears.ofYear(em, inForce(em).readings(scope, year).keySet(), year);
    }

    /** Those of these credit codes. */
    List<ApplicantYears.Pointer> applicants(EntityManager em, TenantScope scope, int year, Set<String> codes) {
        return ApplicantYears.ofYear(em, inForce(em).readings(scope, year).keySet(), year, Optional.of(codes));
    }

    /** The tenants above a scope, with the policies of theirs that a version of the scope replaces for applicants at home in it. */
    Map<Integer, Set<String>> takenOver(EntityManager em, TenantScope scope, int year) {
        return inForce(em).takenOver(scope, year);
    }

    /** Decides applicants' years, on the same conditions. */
    List<Decision> assessYears(EntityManager em, TenantScope scope, List<ApplicantYears.Pointer> applicants, int year) {
        var inForce = inForce(em);
        var loaded = ApplicantYears.load(em, applicants, year, inForce.readings(scope, year));
        return decisions(em, Round.decideYears(loaded, scope, year, inForce, new RecordedLedger(em), Terms::ask));
    }

    private InForce inForce(EntityManager em) {
        return new InForce(policies.visible(em), plugins, SettingsBook.read(em, plugins));
    }

    private List<Decision> decisions(EntityManager em, List<Case> cases) {
        var shadows = new ShadowAnswer.Asker(plugins, SettingsBook.read(em, plugins));
        return cases.stream()
                .map(one -> {
                    var record = one.record();
                    return new Decision(one.matter(), one.beneficiary(), record, shadows.ask(one.version(), record));
                })
                .toList();
    }
}
