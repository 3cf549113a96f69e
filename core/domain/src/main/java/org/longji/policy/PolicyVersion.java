package org.longji.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.PolicyHeading;
import org.longji.plugin.api.Text;
import org.longji.pluginhost.PluginHost;
import org.longji.pluginhost.PolicyDefinition;
import org.longji.pluginhost.PolicyHandle;
import org.longji.shared.Json;
import org.longji.shared.Sha256;
import org.longji.shared.TenantScope;

/**
 * One version of an incentive policy in the tenant that enacted it. It holds for the tenant and everything below, on the
 * governing dates from…until; its parameters are dated values of their own inside that time.
 *
 * @param policyId extension id of the policy, for example plan-buyer-subsidy
 * @param article place in the document the version as a whole rests on
 * @param exclusivityBasis clause that keeps cases apart; there whenever anything is kept apart
 * @param definition the measure itself, where the policy is written in a plugin's language and no class of it
 * @param terms what the host applies beyond the rule; there where anything is declared
 * @param computable false when the document is known but its amounts are not: every case then needs judgement
 */
public record PolicyVersion(
        int tenant,
        String policyId,
        String version,
        String pluginId,
        Text title,
        String document,
        String article,
        LocalDate from,
        Optional<LocalDate> until,
        GoverningClock clock,
        boolean computable,
        Exclusivity exclusivity,
        Optional<LegalBasis> exclusivityBasis,
        Optional<Cap> cap,
        Optional<String> note,
        Map<String, List<DatedValue>> parameters,
        // Absent from the JSON of a class's version, whose hash is older than measures.
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<PolicyDefinition> definition,
        // Absent like the definition: older hashes know nothing of it.
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<HostTerms> terms) {

    public PolicyVersion {
        definition = Objects.requireNonNullElse(definition, Optional.empty());
        terms = Objects.requireNonNullElse(terms, Optional.empty());
    }

    /** A version of a policy that is a class of its plugin. */
    public PolicyVersion(
            int tenant,
            String policyId,
            String version,
            String pluginId,
            Text title,
            String document,
            String article,
            LocalDate from,
            Optional<LocalDate> until,
            GoverningClock clock,
            boolean computable,
            Exclusivity exclusivity,
            Optional<LegalBasis> exclusivityBasis,
            Optional<Cap> cap,
            Optional<String> note,
            Map<String, List<DatedValue>> parameters) {
        this(
                tenant,
                policyId,
                version,
                pluginId,
                title,
                document,
                article,
                from,
                until,
                clock,
                computable,
                exclusivity,
                exclusivityBasis,
                cap,
                note,
                parameters,
                Optional.empty(),
                Optional.empty());
    }

    /** What a language is told of the version beside the definition. */
    public PolicyHeading heading() {
        return new PolicyHeading(policyId, title, tenant, LegalBasis.of(document, article), cap.map(Cap::parameter));
    }

    /** SHA-256 of the version's text, hex: what was back-tested, what was enacted, and whether both are the same. */
    public String hash() {
        return Sha256.hex(Json.write(this));
    }

    /** The same version with another last day. */
    public PolicyVersion until(Optional<LocalDate> last) {
        return with(last, parameters);
    }

    /** The same version with other terms. */
    public PolicyVersion with(HostTerms declared) {
        return new PolicyVersion(
                tenant,
                policyId,
                version,
                pluginId,
                title,
                document,
                article,
                from,
                until,
                clock,
                computable,
                exclusivity,
                exclusivityBasis,
                cap,
                note,
                parameters,
                definition,
                Optional.of(declared));
    }

    /** The same version with other parameters. */
    PolicyVersion with(Map<String, List<DatedValue>> others) {
        return with(until, others);
    }

    private PolicyVersion with(Optional<LocalDate> last, Map<String, List<DatedValue>> others) {
        return new PolicyVersion(
                tenant,
                policyId,
                version,
                pluginId,
                title,
                document,
                article,
                from,
                last,
                clock,
                computable,
                exclusivity,
                exclusivityBasis,
                cap,
                note,
                others,
                definition,
                terms);
    }

    /**
     * What computes it: the plugin's class, or what its language makes of the definition, in the version of the tenant whose law
     * it is. Nothing where that tenant has the plugin switched off, or its version does not run.
     */
    public Optional<PolicyHandle> handle(PluginHost plugins) {
        return definition.isPresent()
                ? plugins.composed(pluginId, definition.get(), heading())
                : plugins.policy(tenant, pluginId, policyId);
    }

    /** The same as a named archive of the plugin computes it, if that brings it. */
    public Optional<PolicyHandle> handle(PluginHost plugins, String hash) {
        return definition.isPresent()
                ? plugins.pinnedComposed(pluginId, hash, definition.get(), heading())
                : plugins.pinned(pluginId, policyId, hash);
    }

    /** The days on which a parameter of this version begins to have another value, its own first day among them. */
    public SortedSet<LocalDate> changes() {
        var days = new TreeSet<LocalDate>(List.of(from));
        parameters
                .values()
                .forEach(values -> values.forEach(value -> {
                    days.add(value.from());
                    value.until().ifPresent(last -> days.add(last.plusDays(1)));
                }));
        days.removeIf(day -> !inForceOn(day));
        return days;
    }

    /**
     * A cap over several cases.
     *
     * @param parameter name of the parameter that holds the limit in yuan
     */
    public record Cap(CapScope scope, String parameter) {}

    public boolean covers(int division) {
        return TenantScope.subtree(tenant).contains(division);
    }

    public boolean inForceOn(LocalDate day) {
        return !day.isBefore(from) && (until.isEmpty() || !day.isAfter(until.get()));
    }

    /** The values of that day which the policy itself is given: not those that only the host's terms name. */
    public Map<String, DatedValue> valuesFor(PolicyHandle handle, LocalDate day) {
        var values = valuesOn(day);
        values.keySet().removeAll(hostParameters(handle));
        return values;
    }

    /** Parameters that only the host's terms name. */
    Set<String> hostParameters(PolicyHandle handle) {
        var hosts = terms.map(HostTerms::parameterNames).orElseGet(TreeSet::new);
        handle.parameters().forEach(parameter -> hosts.remove(parameter.name()));
        return hosts;
    }

    /** The relations it declares. */
    public List<HostTerms.Relation> relations() {
        return terms.map(HostTerms::relations).orElse(List.of());
    }

    /** The value of each parameter that has one on that day, in the order of the file. */
    public Map<String, DatedValue> valuesOn(LocalDate day) {
        var values = new LinkedHashMap<String, DatedValue>();
        parameters.forEach((name, dated) ->
                dated.stream().filter(value -> value.holdsOn(day)).findFirst().ifPresent(v -> values.put(name, v)));
        return values;
    }
}
