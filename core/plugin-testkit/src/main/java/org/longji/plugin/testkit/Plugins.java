package org.longji.plugin.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.longji.plugin.api.IncentivePolicy;
import org.longji.plugin.api.PolicyLanguage;
import org.longji.plugin.api.setting.Settings;
import org.longji.plugin.cases.PolicyUnderTest;

/** What the plugins at hand bring. */
record Plugins(List<PolicyLanguage> languages, List<Offered> policies) {

    /** A policy, and what tenants choose about its plugin. */
    record Offered(IncentivePolicy<?> policy, Optional<Settings<?>> settings) {
        PolicyUnderTest underTest() {
            return PolicyUnderTest.of(policy, settings);
        }
    }

    Optional<PolicyLanguage> language(String id) {
        return languages.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    Optional<Offered> policy(String id) {
        return policies.stream()
                .filter(each -> each.policy().descriptor().id().equals(id))
                .findFirst();
    }

    /**
     * Loads every plugin jar of some folders, without a server: an author's own machine is its sandbox.
     *
     * @param folders folders of jars
     */
    static Plugins load(List<Path> folders) {
        List<PolicyLanguage> languages = new ArrayList<>();
        List<Offered> policies = new ArrayList<>();
        for (Path folder : folders) {
            for (Path jar : jars(folder)) {
                load(jar, languages, policies);
            }
        }
        return new Plugins(languages, policies);
    }

    private static List<Path> jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .filter(file -> !file.toString().endsWith("-sources.jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the folder " + folder, e);
        }
    }

    private static void load(Path jar, List<PolicyLanguage> languages, List<Offered> policies) {
        List<String> names = PluginClasses.archive(jar).extensions();
        if (names.isEmpty()) {
            return;
        }
        try {
            // Never closed: what it loaded is asked until the program ends.
            var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, Plugins.class.getClassLoader());
            List<IncentivePolicy<?>> own = new ArrayList<>();
            Settings<?> settings = null;
            for (String name : names) {
                Object extension =
                        loader.loadClass(name).getDeclaredConstructor().newInstance();
                if (extension instanceof PolicyLanguage language) {
                    languages.add(language);
                } else if (extension instanceof IncentivePolicy<?> policy) {
                    own.add(policy);
                } else if (extension instanceof Settings<?> chosen) {
                    settings = chosen;
                }
            }
            Optional<Settings<?>> theirs = Optional.ofNullable(settings);
            own.forEach(policy -> policies.add(new Offered(policy, theirs)));
        } catch (IOException | ReflectiveOperationException | LinkageError e) {
            throw new IllegalArgumentException(jar + " brings an extension that cannot be loaded: " + e, e);
        }
    }

    static Plugins of(PolicyLanguage language) {
        return new Plugins(List.of(language), List.of());
    }
}
