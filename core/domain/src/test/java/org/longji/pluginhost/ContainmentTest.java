package org.longji.pluginhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.longji.plugin.api.Money;

@DisplayName("A faulty plugin fails alone, and its failure says why")
class ContainmentTest {

    @TempDir
    Path directory;

    private final PluginHost host = new PluginHost();

    @ParameterizedTest(name = "one that {0}")
    @MethodSource("org.longji.pluginhost.FaultyPlugin#whileRunning")
    void contains(FaultyPlugin faulty) {
        host.run(faulty.plugin().in(directory));
        host.run(TrialPlugin.paying("7.00").manifest("Plugin-Id", "sound").in(directory));

        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThatThrownBy(() -> Asking.amount(host, "trial"))
                        .isInstanceOf(PluginFailure.class)
                        .hasMessageContaining("trial/trial")
                        .hasMessageContaining(faulty.said()));

        assertThat(Asking.amount(host, "sound")).isEqualTo(Money.of("7.00"));
        var health = Asking.state(host, "trial").health();
        assertThat(health.failures()).isEqualTo(1);
        assertThat(health.lastFailure())
                .hasValueSatisfying(last -> assertThat(last).contains(faulty.said()));
    }

    @ParameterizedTest(name = "one that {0}")
    @MethodSource("org.longji.pluginhost.FaultyPlugin#beforeRunning")
    void refuses(FaultyPlugin faulty) {
        host.run(TrialPlugin.paying("7.00").version("0.9.0").in(directory));
        var archive = faulty.plugin().in(directory);

        // A start has ten seconds of work, which are more of the clock while others work too.
        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> assertThatThrownBy(() -> host.run(archive))
                        .isInstanceOf(PluginRefusedException.class)
                        .hasMessageContaining(faulty.said()));

        assertThat(Asking.amount(host, "trial")).as("what ran before runs on").isEqualTo(Money.of("7.00"));
    }

    @Test
    @DisplayName("one that names the host's own checkpoint is refused")
    void refusesTheCheckpoint() {
        var archive = TrialPlugin.answering("org.longji.pluginhost.Checkpoint.pass(); return null;")
                .in(directory);

        assertThatThrownBy(() -> host.run(archive)).hasMessageContaining("org.longji.pluginhost.Checkpoint");
    }

    @Test
    @DisplayName("one that hangs inside the JDK is cut off: the next caller is told at once")
    void cutsOff() {
        // Reading digits is quadratic, and all of it one call of the JDK.
        var plugin =
                TrialPlugin.answering("return pay(Money.ofFen(new BigInteger(\"9\".repeat(2_500_000)).signum()));");
        host.run(plugin.in(directory));
        var hanging = new Thread(() -> {
            try {
                Asking.amount(host, "trial");
            } catch (PluginFailure e) {
                // It ends when the JDK lets it; what counts is what others are told meanwhile.
            }
        });
        hanging.setDaemon(true);
        hanging.start();

        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            while (Asking.state(host, "trial").health().cutOff().isEmpty()) {
                Thread.sleep(50);
            }
        });
        assertThatThrownBy(() -> Asking.amount(host, "trial")).hasMessageContaining("could not be ended");
    }
}
