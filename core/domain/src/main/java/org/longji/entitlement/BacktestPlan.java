package org.longji.entitlement;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.longji.plugin.api.Subject;
import org.longji.pluginhost.PluginHost;
import org.longji.pluginhost.PolicyHandle;
import org.longji.policy.CapScope;
import org.longji.policy.Exclusivity;
import org.longji.policy.HostTerms;
import org.longji.policy.PolicyVersion;
import org.longji.setting.SettingsBook;

/**
 * What a back-test has to evaluate.
 *
 * @param policy the policy that is drafted
 * @param years in ascending order
 * @param worlds the versions of each world; the first one is what is in force
 * @param settings what tenants chose about the plugins, the same in every world
 */
record BacktestPlan(String policy, List<Integer> years, List<List<PolicyVersion>> worlds, SettingsBook settings) {

    /**
     * Keeps, of every world, the drafted policy and what hangs together with it: where it shares the rule of one side, those that
     * share it, and whatever versions say of each other, all the way. From year to year any policy may ask what was granted
     * before, so where several years are tried, all are kept. What is about contracts and what is about years never hang together.
     */
    static BacktestPlan of(
            String policy,
            List<Integer> years,
            List<List<PolicyVersion>> everything,
            SettingsBook settings,
            PluginHost plugins) {
        var about = everything.stream()
                .flatMap(List::stream)
                .filter(version -> version.policyId().equals(policy))
                .map(version -> subject(version, plugins))
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        var worlds = everything.stream()
                .map(world -> world.stream()
                        .filter(version ->
                                subject(version, plugins).map(about::contains).orElse(true))
                        .toList())
                .toList();
        var versions = worlds.stream().flatMap(List::stream).distinct().toList();
        boolean severalYears = years.size() > 1;
        var kept = new TreeSet<String>(Set.of(policy));
        int before;
        do {
            before = kept.size();
            var known = versions.stream()
                    .filter(version -> kept.contains(version.policyId()))
                    .toList();
            boolean oneSided = known.stream().anyMatch(BacktestPlan::oneSided);
            versions.stream()
                    .filter(version -> severalYears
                            || oneSided && oneSided(version)
                            || known.stream().anyMatch(one -> related(one, version) || related(version, one)))
                    .forEach(version -> kept.add(version.policyId()));
        } while (kept.size() > before);
        return new BacktestPlan(
                policy,
                years.stream().sorted().toList(),
                worlds.stream()
                        .map(world -> world.stream()
                                .filter(version -> kept.contains(version.policyId()))
                                .toList())
                        .toList(),
                settings);
    }

    private static Optional<Subject> subject(PolicyVersion version, PluginHost plugins) {
        return version.handle(plugins).map(PolicyHandle::subject);
    }

    /** Whether the one says anything of the other. */
    static boolean related(PolicyVersion declaring, PolicyVersion other) {
        return declaring.relations().stream().anyMatch(relation -> relation.concerns(declaring, other));
    }

    private static boolean oneSided(PolicyVersion version) {
        return version.exclusivity() == Exclusivity.ONE_SIDE_PER_PROJECT_YEAR;
    }

    /** Whether any version of the drafted policy is such that its cases have to be decided. */
    boolean concerns(PluginHost plugins, Predicate<PolicyHandle> such) {
        return versions().stream()
                .filter(version -> version.policyId().equals(policy))
                .anyMatch(version -> version.handle(plugins).filter(such).isPresent());
    }

    /**
     * Whether what is in force cannot be tried on the register: all of it is about claims, or about somebody who is no party of a
     * contract. Where nothing is in force, it costs nothing.
     */
    boolean inForceUntried(PluginHost plugins) {
        var inForce = worlds.get(0).stream()
                .filter(version -> version.policyId().equals(policy))
                .toList();
        return !inForce.isEmpty()
                && inForce.stream()
                        .allMatch(version -> version.handle(plugins)
                                .filter(handle -> !handle.assessedAutomatically())
                                .isPresent());
    }

    /** Whether any version keeps one side per project: then who was elected matters. */
    boolean anyOneSided() {
        return versions().stream().anyMatch(BacktestPlan::oneSided);
    }

    /** Whether a cap spans cases at all. */
    boolean anySharedCap() {
        return scopes().anyMatch(scope -> scope != CapScope.CONTRACT);
    }

    /** Whether every cap stays inside a project, so that projects may be decided in any order. */
    boolean projectsStandAlone() {
        return !anyPool()
                && scopes().noneMatch(
                                scope -> scope == CapScope.APPLICANT_YEAR || scope == CapScope.APPLICANT_LIFETIME);
    }

    /** Whether a year's money is shared out, so that the year is decided until everybody knows what it gives. */
    boolean anyPool() {
        return versions().stream()
                .anyMatch(version -> version.terms().map(HostTerms::pool).isPresent());
    }

    /** Whether a cap spans projects and years, so that a year must be decided everywhere before the next begins. */
    boolean yearByYear() {
        return anyPool() || scopes().anyMatch(scope -> scope == CapScope.APPLICANT_LIFETIME);
    }

    private Stream<CapScope> scopes() {
        return versions().stream()
                .flatMap(version -> Stream.concat(
                        version.cap().map(PolicyVersion.Cap::scope).stream(),
                        version.terms().map(HostTerms::caps).orElse(List.of()).stream()
                                .map(HostTerms.FurtherCap::scope)));
    }

    /** How many years of its beneficiaries' figures the measures of each enacting tenant read, where they read any. */
    Map<Integer, Integer> yearsOfFigures(PluginHost plugins) {
        var years = new HashMap<Integer, Integer>();
        versions()
                .forEach(version -> version.handle(plugins)
                        .filter(handle -> handle.concernsContracts()
                                && handle.yearsOfFigures() > 0
                                && handle.assessedAutomatically())
                        .ifPresent(handle -> years.merge(version.tenant(), handle.yearsOfFigures(), Math::max)));
        return years;
    }

    /** The policies evaluated, the drafted one first. */
    List<String> policies() {
        var names = new ArrayList<String>(List.of(policy));
        versions().stream()
                .map(PolicyVersion::policyId)
                .distinct()
                .filter(name -> !name.equals(policy))
                .sorted()
                .forEach(names::add);
        return names;
    }

    /** Versions that stand in several worlds: asking once is enough. */
    Set<PolicyVersion> shared() {
        Set<PolicyVersion> once = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<PolicyVersion> several = Collections.newSetFromMap(new IdentityHashMap<>());
        versions().forEach(version -> {
            if (!once.add(version)) {
                several.add(version);
            }
        });
        return several;
    }

    private List<PolicyVersion> versions() {
        return worlds.stream().flatMap(List::stream).toList();
    }
}
