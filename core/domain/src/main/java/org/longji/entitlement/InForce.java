package org.longji.entitlement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.longji.pluginhost.PluginHost;
import org.longji.pluginhost.PolicyHandle;
import org.longji.policy.Policies;
import org.longji.policy.PolicyVersion;
import org.longji.setting.SettingsBook;
import org.longji.shared.TenantScope;

/**
 * The policies in force, by division and day. It remembers what it worked out, so one is made for one transaction or one
 * thread and thrown away with it.
 */
final class InForce {

    private final List<PolicyVersion> versions;
    private final PluginHost plugins;
    private final SettingsBook settings;
    private final Map<PolicyVersion, OfVersion> terms;
    private final Map<PolicyVersion, Optional<PolicyHandle>> handles = new IdentityHashMap<>();
    private final Map<Integer, List<List<PolicyVersion>>> lines = new HashMap<>();
    private final Map<Integer, List<PolicyVersion>> ofYears = new HashMap<>();

    /** A version day by day, and bound to each set of values it has. */
    private record OfVersion(Map<LocalDate, Terms> days, Map<Map<String, String>, PolicyHandle.Bound> bounds) {}

    InForce(List<PolicyVersion> versions, PluginHost plugins, SettingsBook settings) {
        this(versions, plugins, settings, new IdentityHashMap<>());
    }

    private InForce(
            List<PolicyVersion> versions,
            PluginHost plugins,
            SettingsBook settings,
            Map<PolicyVersion, OfVersion> terms) {
        this.versions = versions;
        this.plugins = plugins;
        this.settings = settings;
        this.terms = terms;
    }

    /** Other versions beside these, with the same terms where a version is the same. */
    InForce beside(List<PolicyVersion> others) {
        return new InForce(others, plugins, settings, terms);
    }

    /** What is in force on a contract in a year: one version of each policy that has one on its governing date. */
    List<Case.Wanted> on(ContractCase contract, int year) {
        var wanted = new ArrayList<Case.Wanted>();
        for (var line : lines.computeIfAbsent(contract.tenant(), division -> Policies.lines(versions, division))) {
            for (var version : line) {
                var date = contract.governingDate(version.clock(), year);
                if (date.isPresent() && version.inForceOn(date.get())) {
                    var day = date.get();
                    handle(version)
                            .filter(PolicyHandle::concernsContracts)
                            .ifPresent(
                                    handle -> wanted.add(new Case.Wanted(contract, terms(version, handle, day), day)));
                    // The nearest tenant's version in force answers, even where its plugin is gone: never the parent's
                    // instead.
                    break;
                }
            }
        }
        return wanted;
    }

    /** What the measures about applicants' years read, by the tenants of a scope whose law they are. */
    Map<Integer, ApplicantYears.Reading> readings(TenantScope scope, int year) {
        var readings = new TreeMap<Integer, ApplicantYears.Reading>();
        for (var version : ofYears(year)) {
            // Only who sees all the contracts of a tenant sees a year under its measures whole.
            if (scope.contains(version.tenant()) && scope.contains(TenantScope.upperCode(version.tenant()))) {
                var handle = handle(version).orElseThrow();
                readings.merge(
                        version.tenant(),
                        new ApplicantYears.Reading(handle.yearsOfFigures(), handle.readsYearContracts()),
                        ApplicantYears.Reading::and);
            }
        }
        return readings;
    }

    /**
     * What is in force on an applicant's year under the tenant it is counted for. Of several tenants' versions of one policy the
     * nearest to where the applicant is registered answers; for one from outside, the uppermost (ADR 0026).
     */
    List<Case.Wanted> on(ApplicantYear applicant, TenantScope scope) {
        var wanted = new ArrayList<Case.Wanted>();
        var day = ApplicantYear.governingDate(applicant.year());
        for (var version : ofYears(applicant.year())) {
            var handle = handle(version).orElseThrow();
            boolean counts = applicant.roles().contains(handle.beneficiary())
                    && answers(version, applicant.party().division(), applicant.year());
            if (version.tenant() == applicant.tenant()
                    && (counts || applicant.decided().contains(version.policyId()))
                    && above(version, scope, applicant.year()).isEmpty()) {
                wanted.add(new Case.Wanted(counts ? applicant : applicant.over(), terms(version, handle, day), day));
            }
        }
        return wanted;
    }

    /** A version of a tenant above the scope that stands in a relation with this one: only who sees both decides. */
    Optional<PolicyVersion> above(PolicyVersion version, TenantScope scope, int year) {
        return ofYears(year).stream()
                .filter(other -> !scope.contains(other.tenant())
                        && (BacktestPlan.related(version, other) || BacktestPlan.related(other, version)))
                .findFirst();
    }

    /** The tenants above a scope, with the policies of theirs that a version of the scope replaces for applicants at home in it. */
    Map<Integer, Set<String>> takenOver(TenantScope scope, int year) {
        var above = new TreeMap<Integer, Set<String>>();
        for (var version : ofYears(year)) {
            ofYears(year).stream()
                    .filter(own -> !scope.contains(version.tenant())
                            && scope.contains(own.tenant())
                            && own.policyId().equals(version.policyId()))
                    .forEach(own -> above.computeIfAbsent(version.tenant(), tenant -> new TreeSet<>())
                            .add(own.policyId()));
        }
        return above;
    }

    private boolean answers(PolicyVersion version, int division, int year) {
        boolean home = version.covers(division);
        return ofYears(year).stream()
                .filter(other -> other.policyId().equals(version.policyId()) && other.tenant() != version.tenant())
                .noneMatch(other -> version.covers(other.tenant()) && other.covers(division)
                        || !home && other.covers(version.tenant()));
    }

    private List<PolicyVersion> ofYears(int year) {
        return ofYears.computeIfAbsent(
                year,
                key -> versions.stream()
                        .filter(version -> version.inForceOn(ApplicantYear.governingDate(year))
                                && handle(version)
                                        .filter(PolicyHandle::concernsYears)
                                        .isPresent())
                        .toList());
    }

    private Optional<PolicyHandle> handle(PolicyVersion version) {
        return handles.computeIfAbsent(version, v -> v.handle(plugins));
    }

    /** What the tenant whose version it is chose about the plugin, as of a day; empty where the plugin has no settings. */
    static Map<String, Object> chosen(
            SettingsBook settings, PolicyVersion version, PolicyHandle handle, LocalDate day) {
        return handle.settings()
                .map(record -> settings.tree(record, version.tenant(), day))
                .orElse(Map.of());
    }

    private Terms terms(PolicyVersion version, PolicyHandle handle, LocalDate day) {
        var known = terms.computeIfAbsent(version, v -> new OfVersion(new HashMap<>(), new HashMap<>()));
        return known.days()
                .computeIfAbsent(
                        day, d -> new Terms(version, handle, d, chosen(settings, version, handle, d), known.bounds()));
    }
}
