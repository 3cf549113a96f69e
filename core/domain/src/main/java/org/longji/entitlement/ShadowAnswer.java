package org.longji.entitlement;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.longji.entitlement.DecisionRecord.Outcome;
import org.longji.plugin.api.DefinitionException;
import org.longji.plugin.api.Question;
import org.longji.plugin.api.Reason;
import org.longji.plugin.api.Text;
import org.longji.pluginhost.PluginHost;
import org.longji.pluginhost.PolicyHandle;
import org.longji.policy.PolicyVersion;
import org.longji.setting.SettingsBook;

/**
 * What the version of a plugin that a tenant tries says of a case that was decided: the same facts, and the limits as the host
 * drew them for the answer that counts.
 *
 * @param hash the archive that was tried
 * @param outcome absent where it does not bring the policy
 */
record ShadowAnswer(String hash, Optional<Outcome> outcome) {

    private static final Text NOTHING = new Text("—", "—");

    /** Whether it says something else than the decision. */
    boolean differs(Outcome decided) {
        return outcome.filter(other -> other.status() == decided.status()
                        && other.assessedAmount().equals(decided.assessedAmount())
                        && other.entitledAmount().equals(decided.entitledAmount())
                        && codes(other).equals(codes(decided)))
                .isEmpty();
    }

    private static List<String> codes(Outcome outcome) {
        return Stream.concat(
                        outcome.reasons().stream().map(Reason::code),
                        outcome.questions().stream().map(Question::code))
                .toList();
    }

    /** Why an outcome is what it is: its reasons and questions, or where money is due the last step that led to it. */
    static Text why(Outcome outcome) {
        var texts = Stream.concat(
                        outcome.reasons().stream().map(Reason::message),
                        outcome.questions().stream().map(Question::text))
                .toList();
        if (!texts.isEmpty()) {
            return new Text(
                    texts.stream().map(Text::zh).collect(Collectors.joining(" ")),
                    texts.stream().map(Text::en).collect(Collectors.joining(" ")));
        }
        return outcome.steps().stream()
                .reduce((earlier, later) -> later)
                .map(step -> new Text(
                        step.what().zh() + ":" + step.arithmetic(), step.what().en() + ": " + step.arithmetic()))
                .orElse(NOTHING);
    }

    /** Why it answers as it does. */
    Text why() {
        return outcome.map(ShadowAnswer::why)
                .orElse(new Text("该版本不再包含这项政策。", "This version does not bring the policy any more."));
    }

    /** Asks what is tried; one is made for one transaction and remembers what it bound. */
    static final class Asker {

        private final PluginHost plugins;
        private final SettingsBook settings;
        private final Map<PolicyVersion, Optional<String>> hashes = new IdentityHashMap<>();
        private final Map<PolicyVersion, Optional<PolicyHandle>> handles = new IdentityHashMap<>();
        private final Map<PolicyVersion, Map<LocalDate, Terms>> terms = new IdentityHashMap<>();
        private final Map<PolicyVersion, Map<Map<String, String>, PolicyHandle.Bound>> bounds = new IdentityHashMap<>();

        /** @param settings what tenants chose: the tried version may have other settings than the one that counts */
        Asker(PluginHost plugins, SettingsBook settings) {
            this.plugins = plugins;
            this.settings = settings;
        }

        /** The answer of the version the tenant of the policy tries; nothing where it tries none, or the very same. */
        Optional<ShadowAnswer> ask(PolicyVersion version, DecisionRecord record) {
            return hashes.computeIfAbsent(version, v -> plugins.shadow(v.tenant(), v.pluginId()))
                    .filter(hash -> !hash.equals(record.plugin().hash()))
                    .map(hash -> ask(version, record, hash));
        }

        /** The answer of a named version. */
        ShadowAnswer ask(PolicyVersion version, DecisionRecord record, String hash) {
            return new ShadowAnswer(
                    hash, handles.computeIfAbsent(version, v -> handle(v, hash)).map(handle -> {
                        var asked = terms.computeIfAbsent(version, v -> new HashMap<>())
                                .computeIfAbsent(
                                        record.governingDate(),
                                        day -> new Terms(
                                                version,
                                                handle,
                                                day,
                                                InForce.chosen(settings, version, handle, day),
                                                bounds.computeIfAbsent(version, v -> new HashMap<>())));
                        return HostRules.decide(
                                asked.ask(record.facts()),
                                record.policy(),
                                record.facts(),
                                record.side(),
                                record.host());
                    }));
        }

        private Optional<PolicyHandle> handle(PolicyVersion version, String hash) {
            try {
                return version.handle(plugins, hash);
            } catch (DefinitionException e) {
                return Optional.empty();
            }
        }
    }
}
