package org.longji.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.longji.plugin.api.IncentivePolicy;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.setting.Settings;
import org.longji.plugin.cases.PolicyBehavior;
import org.longji.plugin.cases.PolicyLine;
import org.longji.plugin.cases.Scenario;
import org.longji.plugin.cases.Scenarios;

@DisplayName("the conformance kit")
class ConformanceOfTheKitTest {

    @Test
    @DisplayName("accepts the example without fault")
    void acceptsExample() {
        Run run = run(OfExample.class);
        assertThat(run.failedChecks).isEmpty();
        assertThat(run.passed)
                .as("sixteen checks, one of them with four scenarios")
                .isGreaterThanOrEqualTo(19);
    }

    @Test
    @DisplayName("rejects RoundsWithDouble by checks 7 and 14")
    void rejectsRoundsWithDouble() {
        assertThat(run(OfRoundsWithDouble.class).failedChecks).contains(7, 14);
    }

    @Test
    @DisplayName("rejects UsesToday by check 13")
    void rejectsUsesToday() {
        assertThat(run(OfUsesToday.class).failedChecks).containsExactly(13);
    }

    @Test
    @DisplayName("rejects ForgetsCap by check 9")
    void rejectsForgetsCap() {
        assertThat(run(OfForgetsCap.class).failedChecks).containsExactly(9);
    }

    @Test
    @DisplayName("rejects NegativeOnRefund by check 7")
    void rejectsNegativeOnRefund() {
        assertThat(run(OfNegativeOnRefund.class).failedChecks).containsExactly(7);
    }

    @Test
    @DisplayName("rejects NoLegalBasis by check 2")
    void rejectsNoLegalBasis() {
        assertThat(run(OfNoLegalBasis.class).failedChecks).containsExactly(2);
    }

    @Test
    @DisplayName("rejects StepsDoNotAddUp by check 8")
    void rejectsStepsDoNotAddUp() {
        assertThat(run(OfStepsDoNotAddUp.class).failedChecks).contains(8);
    }

    @Test
    @DisplayName("rejects BundlesTheApi by check 13")
    void rejectsBundlesTheApi() {
        assertThat(run(OfBundlesTheApi.class).failedChecks).containsExactly(13);
    }

    @Test
    @DisplayName("rejects NotInTheIndex by check 1")
    void rejectsNotInTheIndex() {
        assertThat(run(OfNotInTheIndex.class).failedChecks).containsExactly(1);
    }

    @Test
    @DisplayName("rejects IgnoresItsDates by check 6")
    void rejectsIgnoresItsDates() {
        assertThat(run(OfIgnoresItsDates.class).failedChecks).containsExactly(6);
    }

    @Test
    @DisplayName("rejects a policy that supports what its author says it does not, by check 15")
    void rejectsWrongDeclaration() {
        assertThat(run(OfWrongDeclaration.class).failedChecks).containsExactly(15);
    }

    @Test
    @DisplayName("rejects FallsOverACliff by check 16")
    void rejectsFallsOverACliff() {
        assertThat(run(OfFallsOverACliff.class).failedChecks).contains(16);
    }

    @Test
    @DisplayName("accepts a fall that is declared, and rejects a declared fall that is none")
    void fallsAreDeclared() {
        assertThat(run(OfDeclaredCliff.class).failedChecks).doesNotContain(16);
        assertThat(run(OfDeclaredWithoutCliff.class).failedChecks).containsExactly(16);
    }

    @Test
    @DisplayName("a scenario says what the tenant chose, and one that says what the plugin has not is rejected")
    void settings() {
        assertThat(run(OfAsksTheHouse.class).failedChecks).isEmpty();
        assertThat(run(OfStrangeSettings.class).failedChecks).contains(14);
        assertThat(run(OfSettingsOfNobody.class).failedChecks).contains(14);
    }

    @Test
    @DisplayName("the kit refuses what the host refuses: a synchronized method names no forbidden class")
    void oneBoundary() {
        assertThat(PluginClasses.only(Locks.class).forbiddenUses())
                .singleElement()
                .asString()
                .contains("synchronized method lock");
    }

    static class Locks {
        synchronized void lock() {}
    }

    private static Run run(Class<?> suite) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(suite))
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "false")
                .build();
        Run run = new Run();
        LauncherFactory.create().execute(request, run);
        return run;
    }

    /** Collects the numbers of the checks that failed; a scenario counts for the check it belongs to. */
    private static final class Run implements TestExecutionListener {
        private final Set<Integer> failedChecks = new TreeSet<>();
        private int passed;

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
                passed += test.isTest() ? 1 : 0;
            } else {
                String name = test.getDisplayName();
                failedChecks.add(
                        name.matches("\\d+\\. .*") ? Integer.parseInt(name.substring(0, name.indexOf('.'))) : 14);
            }
        }
    }

    /** What all samples share: the same values and scenarios, and just their own class as the plugin. */
    abstract static class Sample extends IncentivePolicyConformance<ExampleParameters> {
        private final ExampleSubsidy policy;

        Sample(ExampleSubsidy policy) {
            this.policy = policy;
        }

        @Override
        protected IncentivePolicy<ExampleParameters> policy() {
            return policy;
        }

        @Override
        protected PolicyLine line() {
            return PolicyLine.read(resource("/example-subsidy.yaml"));
        }

        @Override
        protected Scenarios scenarios() {
            return Scenarios.read(resource("/example-scenarios.yaml"));
        }

        @Override
        protected PluginClasses pluginClasses() {
            return PluginClasses.only(policy.getClass());
        }

        @Override
        protected boolean supports(PolicyBehavior behavior) {
            return behavior != PolicyBehavior.RECIPIENT_FROM_OUTSIDE;
        }

        private static Path resource(String name) {
            try {
                return Path.of(Objects.requireNonNull(Sample.class.getResource(name), name)
                        .toURI());
            } catch (URISyntaxException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static class OfExample extends Sample {
        OfExample() {
            super(new ExampleSubsidy());
        }
    }

    static class OfAsksTheHouse extends Sample {
        OfAsksTheHouse() {
            super(new FaultySamples.AsksTheHouse());
        }

        @Override
        protected Optional<Settings<?>> settings() {
            return Optional.of(new FaultySamples.HouseSettings());
        }

        @Override
        protected Scenarios scenarios() {
            return Scenarios.read(Sample.resource("/example-settled.yaml"));
        }

        Scenarios choosing(Map<String, Object> settings) {
            var cases = super.scenarios().scenarios().stream()
                    .map(one -> new Scenario(
                            one.sentence(), null, one.on(), one.given(), one.expect(), null, null, null, settings))
                    .toList();
            return new Scenarios("example-subsidy", cases);
        }
    }

    static class OfStrangeSettings extends OfAsksTheHouse {
        @Override
        protected Scenarios scenarios() {
            return choosing(Map.of("colour", "red"));
        }
    }

    static class OfSettingsOfNobody extends OfAsksTheHouse {
        @Override
        protected Optional<Settings<?>> settings() {
            return Optional.empty();
        }

        @Override
        protected Scenarios scenarios() {
            return choosing(Map.of("wholeYuan", true));
        }
    }

    static class OfRoundsWithDouble extends Sample {
        OfRoundsWithDouble() {
            super(new FaultySamples.RoundsWithDouble());
        }
    }

    static class OfUsesToday extends Sample {
        OfUsesToday() {
            super(new FaultySamples.UsesToday());
        }
    }

    static class OfForgetsCap extends Sample {
        OfForgetsCap() {
            super(new FaultySamples.ForgetsCap());
        }
    }

    static class OfFallsOverACliff extends Sample {
        OfFallsOverACliff() {
            super(new FaultySamples.FallsOverACliff());
        }
    }

    static class OfDeclaredCliff extends OfFallsOverACliff {
        @Override
        protected boolean supports(PolicyBehavior behavior) {
            return super.supports(behavior) && behavior != PolicyBehavior.GROWING_WITH_RECEIPTS;
        }
    }

    static class OfDeclaredWithoutCliff extends OfExample {
        @Override
        protected boolean supports(PolicyBehavior behavior) {
            return super.supports(behavior) && behavior != PolicyBehavior.GROWING_WITH_RECEIPTS;
        }
    }

    static class OfNegativeOnRefund extends Sample {
        OfNegativeOnRefund() {
            super(new FaultySamples.NegativeOnRefund());
        }
    }

    static class OfNoLegalBasis extends Sample {
        OfNoLegalBasis() {
            super(new FaultySamples.NoLegalBasis());
        }
    }

    static class OfStepsDoNotAddUp extends Sample {
        OfStepsDoNotAddUp() {
            super(new FaultySamples.StepsDoNotAddUp());
        }
    }

    static class OfNotInTheIndex extends Sample {
        OfNotInTheIndex() {
            super(new FaultySamples.NotInTheIndex());
        }

        @Override
        protected PluginClasses pluginClasses() {
            return PluginClasses.only(ExampleSubsidy.class);
        }
    }

    static class OfIgnoresItsDates extends Sample {
        OfIgnoresItsDates() {
            super(new FaultySamples.IgnoresItsDates());
        }
    }

    static class OfWrongDeclaration extends Sample {
        OfWrongDeclaration() {
            super(new ExampleSubsidy());
        }

        @Override
        protected boolean supports(PolicyBehavior behavior) {
            return super.supports(behavior) && behavior != PolicyBehavior.AFFILIATED_PARTIES;
        }
    }

    static class OfBundlesTheApi extends Sample {
        OfBundlesTheApi() {
            super(new FaultySamples.BundlesTheApi());
        }

        @Override
        protected PluginClasses pluginClasses() {
            Class<?> policy = FaultySamples.BundlesTheApi.class;
            try {
                Path jar = Files.createTempFile("bundles-the-api", ".jar");
                try (OutputStream out = Files.newOutputStream(jar);
                        JarOutputStream archive = new JarOutputStream(out)) {
                    add(archive, policy);
                    add(archive, Money.class);
                    archive.putNextEntry(new JarEntry("META-INF/extensions.idx"));
                    archive.write(policy.getName().getBytes(StandardCharsets.UTF_8));
                }
                PluginClasses classes = PluginClasses.archive(jar);
                Files.delete(jar);
                return classes;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void add(JarOutputStream archive, Class<?> type) throws IOException {
            String name = type.getName().replace('.', '/') + ".class";
            archive.putNextEntry(new JarEntry(name));
            try (InputStream in = Objects.requireNonNull(type.getClassLoader().getResourceAsStream(name), name)) {
                in.transferTo(archive);
            }
        }
    }
}
