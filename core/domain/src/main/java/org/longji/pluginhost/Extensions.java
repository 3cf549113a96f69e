package org.longji.pluginhost;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.longji.plugin.api.PluginNeeds;
import org.longji.plugin.api.PolicyLanguage;
import org.longji.plugin.api.register.HostData;

/** Everything that one archive brings, by extension point. */
public record Extensions(
        List<PolicyHandle> policies,
        List<PolicyLanguage> languages,
        List<RegisterHandle> registers,
        Optional<SettingsHandle> settings,
        List<EndpointHandle> endpoints,
        List<IndicatorHandle> indicators,
        List<ScreeningHandle> screenings,
        List<ChannelHandle> channels) {

    public static final Extensions NONE = new Extensions(
            List.of(), List.of(), List.of(), Optional.empty(), List.of(), List.of(), List.of(), List.of());

    /** Takes copies and refuses two of one id. */
    public Extensions {
        policies = List.copyOf(policies);
        languages = List.copyOf(languages);
        registers = List.copyOf(registers);
        endpoints = List.copyOf(endpoints);
        indicators = List.copyOf(indicators);
        screenings = List.copyOf(screenings);
        channels = List.copyOf(channels);
        ExtensionHandle.expectDifferent(endpoints, "endpoints");
        ExtensionHandle.expectDifferent(indicators, "indicators");
        ExtensionHandle.expectDifferent(screenings, "screenings");
        ChannelHandle.expectFitting(channels, registers);
    }

    public Extensions policies(List<PolicyHandle> those) {
        return new Extensions(those, languages, registers, settings, endpoints, indicators, screenings, channels);
    }

    public Extensions languages(List<PolicyLanguage> those) {
        return new Extensions(policies, those, registers, settings, endpoints, indicators, screenings, channels);
    }

    public Extensions registers(List<RegisterHandle> those) {
        return new Extensions(policies, languages, those, settings, endpoints, indicators, screenings, channels);
    }

    public Extensions settings(Optional<SettingsHandle> those) {
        return new Extensions(policies, languages, registers, those, endpoints, indicators, screenings, channels);
    }

    public Extensions endpoints(List<EndpointHandle> those) {
        return new Extensions(policies, languages, registers, settings, those, indicators, screenings, channels);
    }

    public Extensions indicators(List<IndicatorHandle> those) {
        return new Extensions(policies, languages, registers, settings, endpoints, those, screenings, channels);
    }

    public Extensions screenings(List<ScreeningHandle> those) {
        return new Extensions(policies, languages, registers, settings, endpoints, indicators, those, channels);
    }

    public Extensions channels(List<ChannelHandle> those) {
        return new Extensions(policies, languages, registers, settings, endpoints, indicators, screenings, those);
    }

    /** What of {@link PluginNeeds} something is brought for, or is asked to be lent. */
    Set<String> uses() {
        var uses = new TreeSet<String>();
        use(uses, PluginNeeds.POLICIES, policies);
        use(uses, PluginNeeds.LANGUAGES, languages);
        use(uses, PluginNeeds.REGISTERS, registers);
        use(uses, PluginNeeds.ENDPOINTS, endpoints);
        use(uses, PluginNeeds.SETTINGS, settings.stream().toList());
        use(uses, PluginNeeds.INDICATORS, indicators);
        use(uses, PluginNeeds.SCREENINGS, screenings);
        use(uses, PluginNeeds.CHANNELS, channels);
        registers.forEach(register -> lend(uses, register.definition().needs()));
        endpoints.forEach(endpoint -> lend(uses, endpoint.needs()));
        indicators.forEach(indicator -> lend(uses, indicator.needs()));
        return uses;
    }

    private static void use(Set<String> uses, String word, Collection<?> brought) {
        if (!brought.isEmpty()) {
            uses.add(word);
        }
    }

    private static void lend(Set<String> uses, Set<HostData> needs) {
        if (needs.contains(HostData.REGISTERED_CONTRACTS)) {
            uses.add(PluginNeeds.REGISTERED_CONTRACTS);
        }
    }

    /** The ids of it. */
    PluginHost.Brings brings() {
        return new PluginHost.Brings(
                policies.stream().map(policy -> policy.descriptor().id()).toList(),
                languages.stream().map(PolicyLanguage::id).toList(),
                registers.stream().map(RegisterHandle::id).toList(),
                settings.map(SettingsHandle::names).orElse(List.of()),
                endpoints.stream().map(EndpointHandle::id).toList(),
                indicators.stream().map(IndicatorHandle::id).toList(),
                screenings.stream().map(ScreeningHandle::id).toList(),
                channels.stream().map(ChannelHandle::id).toList());
    }
}
