package org.longji.entitlement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.longji.plugin.cases.Scenario;
import org.longji.plugin.cases.Scenarios;
import org.longji.pluginhost.Extensions;
import org.longji.pluginhost.PluginHost;
import org.longji.pluginhost.PluginIdentity;
import org.longji.plugins.measure.MeasureLanguage;
import org.longji.policy.PolicyVersion;
import org.longji.policy.PolicyVersions;

/** The sample measures of the cities, with the cases that belong to them. */
final class SampleMeasures {

    static final PluginHost PLUGINS = PluginHost.of(
            new PluginIdentity("configurable-incentives", "1.0", "archive"),
            Extensions.NONE.languages(List.of(new MeasureLanguage())));

    private static final Path CONFIGURATION = Path.of("../../tenants-config");

    private SampleMeasures() {}

    /** One measure and its cases. */
    record Sample(PolicyVersion version, List<Scenario> cases) {

        @Override
        public String toString() {
            return version.policyId();
        }
    }

    static List<Sample> all() {
        try (var files = Files.walk(CONFIGURATION)) {
            var cases = files.filter(file -> file.toString().endsWith(".cases.yaml"))
                    .sorted()
                    .toList();
            var directory = laidOut(cases);
            var versions = PolicyVersions.read(directory);
            return cases.stream()
                    .flatMap(file -> samples(file, versions).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Sample> samples(Path file, List<PolicyVersion> versions) {
        var name = file.getFileName().toString().replace(".cases.yaml", "");
        var lines = versions.stream().filter(v -> v.policyId().equals(name)).toList();
        if (lines.size() != 1) {
            return List.of();
        }
        return List.of(new Sample(
                lines.get(0), Scenarios.read(file, lines.get(0).tenant()).scenarios()));
    }

    /** The samples where a configuration has its policies; in their own place nothing reads them. */
    private static Path laidOut(List<Path> cases) throws IOException {
        var directory = Files.createTempDirectory("samples");
        directory.toFile().deleteOnExit();
        copyAll(CONFIGURATION.resolve("schema"), directory.resolve("schema"));
        var policies = Files.createDirectories(directory.resolve("policies"));
        for (var file : cases) {
            var measure = file.resolveSibling(file.getFileName().toString().replace(".cases.yaml", ".yaml"));
            Files.copy(measure, policies.resolve(measure.getFileName()));
        }
        return directory;
    }

    private static void copyAll(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
