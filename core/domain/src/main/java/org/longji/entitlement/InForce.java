package org.longji.entitlement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.longji.pluginhost.PluginHost;
import org.longji.pluginhost.PolicyHandle;
import org.longji.policy.Policies;
import org.longji.policy.PolicyVersion;

/**
 * The policies in force, by division and day. It remembers what it worked out, so one is made for one transaction or one
 * thread and thrown away with it.
 */
final class InForce {

    private final List<PolicyVersion> versions;
    private final PluginHost plugins;
    private final Map<PolicyVersion, Map<LocalDate, Terms>> terms;
    private final Map<PolicyVersion, Optional<PolicyHandle>> handles = new IdentityHashMap<>();
    private final Map<Integer, List<List<PolicyVersion>>> lines = new HashMap<>();

    InForce(List<PolicyVersion> versions, PluginHost plugins) {
        this(versions, plugins, new IdentityHashMap<>());
    }

    private InForce(List<PolicyVersion> versions, PluginHost plugins, Map<PolicyVersion, Map<LocalDate, Terms>> terms) {
        this.versions = versions;
        this.plugins = plugins;
        this.terms = terms;
    }

    /** Other versions beside these, with the same terms where a version is the same. */
    InForce beside(List<PolicyVersion> others) {
        return new InForce(others, plugins, terms);
    }

    /** What is in force on a contract in a year: one version of each policy that has one on its governing date. */
    List<Case.Wanted> on(ContractCase contract, int year) {
        var wanted = new ArrayList<Case.Wanted>();
        for (var line : lines.computeIfAbsent(contract.tenant(), division -> Policies.lines(versions, division))) {
            for (var version : line) {
                var date = contract.governingDate(version.clock(), year);
                if (date.isPresent() && version.inForceOn(date.get())) {
                    var day = date.get();
                    handles.computeIfAbsent(version, v -> v.handle(plugins))
                            .filter(PolicyHandle::concernsContracts)
                            .ifPresent(handle -> wanted.add(new Case.Wanted(
                                    contract,
                                    terms.computeIfAbsent(version, v -> new HashMap<>())
                                            .computeIfAbsent(day, d -> new Terms(version, handle, d)),
                                    day)));
                    // The nearest tenant's version in force answers, even where its plugin is gone: never the parent's
                    // instead.
                    break;
                }
            }
        }
        return wanted;
    }
}
