package org.longji.pluginhost;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.longji.plugin.api.ComposedPolicy;
import org.longji.plugin.api.DefinitionException;
import org.longji.plugin.api.Finding;
import org.longji.plugin.api.IncentivePolicy;
import org.longji.plugin.api.ParameterBinder;
import org.longji.plugin.api.PluginNeeds;
import org.longji.plugin.api.PolicyHeading;
import org.longji.plugin.api.PolicyLanguage;
import org.longji.plugin.api.Text;
import org.longji.plugin.api.endpoint.Endpoint;
import org.longji.plugin.api.exchange.ExchangeChannel;
import org.longji.plugin.api.indicator.Indicator;
import org.longji.plugin.api.register.Register;
import org.longji.plugin.api.screening.Screening;
import org.longji.plugin.api.setting.Settings;
import org.longji.shared.Sha256;
import org.pf4j.PluginState;

/**
 * One archive that runs, with everything it brings. It is never changed, only left: whoever still holds one of its policies
 * goes on with it, and when nobody does its classes are gone.
 */
final class RunningPlugin {

    /** Drafts compile as they are written; beyond this the oldest are simply compiled again. */
    private static final int MOST_COMPILED = 500;

    private final PluginIdentity identity;
    private final PluginCalls calls;
    private final Optional<ClassLoader> loader;
    private final Extensions brings;
    private final Map<String, PolicyHandle> compiled = new ConcurrentHashMap<>();

    /** One without an archive. */
    RunningPlugin(PluginIdentity identity, PluginCalls calls, Extensions brings) {
        this(identity, calls, Optional.empty(), brings);
    }

    private RunningPlugin(PluginIdentity identity, PluginCalls calls, Optional<ClassLoader> loader, Extensions brings) {
        this.identity = identity;
        this.calls = calls;
        this.loader = loader;
        this.brings = brings;
        calls.into(this);
        brings.policies().forEach(policy -> policy.calls().into(this));
        brings.registers().forEach(register -> register.calls().into(this));
        brings.endpoints().forEach(endpoint -> endpoint.calls().into(this));
        brings.indicators().forEach(indicator -> indicator.calls().into(this));
        brings.screenings().forEach(screening -> screening.calls().into(this));
        brings.channels().forEach(channel -> channel.calls().into(this));
    }

    /**
     * Loads and starts an archive.
     *
     * @throws PluginRefusedException if it does not load, does not start, an extension cannot be made or described, or it brings
     *     more than its manifest says
     */
    static RunningPlugin start(Path file, PluginArchive archive) {
        var identity = new PluginIdentity(archive.id(), archive.version(), archive.hash());
        var calls = new PluginCalls(archive.id(), CallBudget.USUAL);
        try {
            // Constructors of extensions and what describes them are the plugin's code as well.
            var started = calls.call("start", CallBudget.START, () -> started(file, archive, identity, calls));
            var faults = PluginNeeds.faults(archive.needs(), started.brings().uses());
            if (!faults.isEmpty()) {
                throw new PluginRefusedException(faults);
            }
            return started;
        } catch (PluginFailure e) {
            throw new PluginRefusedException(
                    new Text("插件未能启动:" + e.getMessage(), "the plugin did not start: " + e.getMessage()), e);
        }
    }

    private static RunningPlugin started(Path file, PluginArchive archive, PluginIdentity identity, PluginCalls calls) {
        var manager = new PluginJars(file, archive);
        String id = manager.loadPlugin(file);
        if (id == null || manager.startPlugin(id) != PluginState.STARTED) {
            throw new IllegalStateException(
                    "it requires the plugin API " + archive.requires() + "; this is " + PluginHost.API_VERSION);
        }
        var policies = new ArrayList<PolicyHandle>();
        var languages = new ArrayList<PolicyLanguage>();
        var registers = new ArrayList<RegisterHandle>();
        var settings = new ArrayList<SettingsHandle>();
        var endpoints = new ArrayList<EndpointHandle>();
        var channels = new ArrayList<ChannelHandle>();
        var indicators = new ArrayList<IndicatorHandle>();
        var screenings = new ArrayList<ScreeningHandle>();
        for (var type : manager.getExtensionClasses(id)) {
            var extension = made(type);
            if (extension instanceof IncentivePolicy<?> policy) {
                policies.add(new PolicyHandle(
                        identity,
                        calls,
                        policy.descriptor(),
                        ParameterBinder.describe(policy.parametersType()),
                        policy));
            } else if (extension instanceof PolicyLanguage language) {
                languages.add(language);
            } else if (extension instanceof Register<?> register) {
                registers.add(new RegisterHandle(identity, calls, register));
            } else if (extension instanceof Endpoint<?, ?> endpoint) {
                endpoints.add(new EndpointHandle(identity, calls, endpoint));
            } else if (extension instanceof ExchangeChannel<?, ?> channel) {
                channels.add(new ChannelHandle(identity, calls, channel));
            } else if (extension instanceof Indicator indicator) {
                indicators.add(new IndicatorHandle(identity, calls, indicator));
            } else if (extension instanceof Screening screening) {
                screenings.add(new ScreeningHandle(identity, calls, screening));
            } else if (extension instanceof Settings<?> chosen) {
                settings.add(new SettingsHandle(identity, calls, chosen));
            } else {
                throw new IllegalStateException(type.getName() + " is no extension this host knows");
            }
        }
        if (settings.size() > 1) {
            throw new IllegalStateException(
                    "it brings settings " + settings.size() + " times; a plugin has one record of them");
        }
        return new RunningPlugin(
                identity,
                calls,
                Optional.of(manager.getPluginClassLoader(id)),
                new Extensions(
                        policies,
                        languages,
                        registers,
                        settings.stream().findFirst(),
                        endpoints,
                        indicators,
                        screenings,
                        channels));
    }

    /** PF4J would leave out what cannot be made, and the plugin would run with less than it brings. */
    private static Object made(Class<?> type) {
        try {
            return type.getDeclaredConstructor().newInstance();
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(type.getName() + " cannot be made: " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    type.getName() + " cannot be made: it needs a public constructor without parameters", e);
        }
    }

    PluginIdentity identity() {
        return identity;
    }

    Optional<ClassLoader> loader() {
        return loader;
    }

    PluginCalls calls() {
        return calls;
    }

    Extensions brings() {
        return brings;
    }

    Optional<PolicyHandle> policy(String id) {
        return brings.policies().stream()
                .filter(p -> p.descriptor().id().equals(id))
                .findFirst();
    }

    Optional<PolicyLanguage> language(String id) {
        return brings.languages().stream()
                .filter(found -> found.id().equals(id))
                .findFirst();
    }

    /**
     * The policy that a language makes of a definition; compiled once.
     *
     * @throws DefinitionException if the definition has faults
     */
    PolicyHandle compiled(PolicyLanguage language, PolicyDefinition definition, PolicyHeading heading) {
        if (compiled.size() > MOST_COMPILED) {
            compiled.clear();
        }
        return compiled.computeIfAbsent(Sha256.hex(heading + definition.hash()), key -> {
            // Faults of the definition are an answer, not a failure of the plugin.
            Object made = calls.call(language.id(), () -> {
                try {
                    return language.compile(heading, definition.tree());
                } catch (DefinitionException e) {
                    return e;
                }
            });
            if (made instanceof DefinitionException faults) {
                throw faults;
            }
            return PolicyHandle.of(identity, calls, (ComposedPolicy) made);
        });
    }

    /** Everything wrong with a definition. */
    List<Finding> check(PolicyLanguage language, PolicyDefinition definition, PolicyHeading heading) {
        return calls.call(language.id(), () -> language.check(heading, definition.tree()));
    }
}
