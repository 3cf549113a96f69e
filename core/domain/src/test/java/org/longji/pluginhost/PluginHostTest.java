package org.longji.pluginhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.longji.plugin.api.Money;

@DisplayName("Plugins come, change and go while they are asked")
class PluginHostTest {

    @TempDir
    Path directory;

    private final PluginHost host = new PluginHost();

    @Test
    @DisplayName("an upgrade answers from the next question on; what was held goes on with the old version")
    void upgrades() {
        var one = host.run(TrialPlugin.paying("1.00").version("1.0.0").in(directory));
        var held = host.policy(Asking.TENANT, "trial", "trial").orElseThrow();

        var two = host.run(TrialPlugin.paying("2.00").version("2.0.0").in(directory));

        assertThat(Asking.amount(host, "trial")).isEqualTo(Money.of("2.00"));
        assertThat(Asking.amount(held)).isEqualTo(Money.of("1.00"));
        assertThat(Asking.amount(host.pinned("trial", "trial", one.hash()).orElseThrow()))
                .as("a decision stays pinned to its archive")
                .isEqualTo(Money.of("1.00"));

        host.leave(one.hash());
        assertThat(host.pinned("trial", "trial", one.hash())).isEmpty();
        assertThat(Asking.amount(held)).as("held").isEqualTo(Money.of("1.00"));

        host.makeCurrent(two.hash());
        host.pause("trial");
        assertThat(host.policy(Asking.TENANT, "trial", "trial")).isEmpty();
        assertThat(host.pinned("trial", "trial", two.hash())).isPresent();
    }

    @Test
    @DisplayName(
            "a decision pinned to an archive that runs no more is answered by it: it is fetched, and asked by nobody else")
    void fetchesThePinned() {
        var old = TrialPlugin.paying("1.00").version("1.0.0").in(directory);
        var one = host.run(old);
        var two = host.run(TrialPlugin.paying("2.00").version("2.0.0").in(directory));
        host.leaveOthers("trial", two.hash());
        assertThat(host.pinned("trial", "trial", one.hash()))
                .as("nobody fetches it")
                .isEmpty();

        host.askForMissing(hash -> hash.equals(one.hash()) ? Optional.of(old) : Optional.empty());

        assertThat(Asking.amount(host.pinned("trial", "trial", one.hash()).orElseThrow()))
                .isEqualTo(Money.of("1.00"));
        assertThat(Asking.amount(host, "trial")).isEqualTo(Money.of("2.00"));
        assertThat(host.pinned("trial", "trial", "0".repeat(64))).isEmpty();
    }

    @Test
    @DisplayName("an upgrade that fails leaves everything as it was")
    void failsSafely() throws Exception {
        host.run(TrialPlugin.paying("1.00").version("1.0.0").in(directory));
        var broken = TrialPlugin.paying("2.00").version("2.0.0").in(directory);
        Files.write(broken, new byte[] {1, 2, 3});

        assertThatThrownBy(() -> host.run(broken)).isInstanceOf(PluginRefusedException.class);
        assertThatThrownBy(() -> host.run(TrialPlugin.paying("2.00")
                        .version("2.0.0")
                        .manifest("Plugin-Requires", ">=9.0.0")
                        .in(directory)))
                .isInstanceOf(PluginRefusedException.class)
                .hasMessageContaining(">=9.0.0");

        assertThat(Asking.amount(host, "trial")).isEqualTo(Money.of("1.00"));
        assertThat(host.states()).hasSize(1);
    }

    @Test
    @DisplayName("archives that are no plugins are refused with what is wrong")
    void refuses() {
        assertThatThrownBy(() -> PluginArchive.read("no jar at all".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .hasMessageContaining("no plugin");
        assertThatThrownBy(() -> host.run(TrialPlugin.paying("1.00")
                        .manifest("Plugin-Id", "Not An Id")
                        .in(directory)))
                .hasMessageContaining("lower-case words");
        assertThatThrownBy(() ->
                        host.run(TrialPlugin.paying("1.00").version("newest").in(directory)))
                .hasMessageContaining("1.2.3");
        assertThatThrownBy(() -> host.run(TrialPlugin.paying("1.00")
                        .manifest("Plugin-Class", "trial.Trial")
                        .in(directory)))
                .hasMessageContaining("Plugin-Class");
    }

    @Test
    @DisplayName("fifty upgrades under load: not one question fails, and each is answered by one of the two versions")
    void upgradesUnderLoad() throws Exception {
        final int upgrades = 50;
        var archives = List.of(
                TrialPlugin.paying("1.00").version("1.0.0").in(directory),
                TrialPlugin.paying("2.00").version("2.0.0").in(directory));
        host.run(archives.get(0));
        var failures = new ConcurrentLinkedQueue<Throwable>();
        var answers = new AtomicLong();
        var over = new AtomicBoolean();
        var asking = new CountDownLatch(2);
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 2; i++) {
            var thread = new Thread(() -> {
                while (!over.get()) {
                    try {
                        var amount = Asking.amount(host, "trial");
                        if (!amount.equals(Money.of("1.00")) && !amount.equals(Money.of("2.00"))) {
                            failures.add(new AssertionError(amount.toString()));
                        }
                        if (answers.incrementAndGet() == 1_000) {
                            asking.countDown();
                        }
                    } catch (RuntimeException | Error e) {
                        failures.add(e);
                    }
                    asking.countDown();
                }
            });
            thread.start();
            threads.add(thread);
        }
        asking.await();
        for (int i = 1; i <= upgrades; i++) {
            var before = Asking.state(host, "trial").plugin();
            host.run(archives.get(i % 2));
            host.leave(before.hash());
            Thread.sleep(5);
        }
        over.set(true);
        for (var thread : threads) {
            thread.join();
        }

        assertThat(failures).isEmpty();
        assertThat(answers.get()).as("asked meanwhile").isGreaterThan(upgrades);
    }

    @Test
    @DisplayName("two hundred times loaded, asked and left: no class loader stays")
    void leavesNothing() throws Exception {
        final int cycles = 200;
        var archive = TrialPlugin.paying("3.00").in(directory);
        var loaders = new ArrayList<WeakReference<ClassLoader>>();
        for (int i = 0; i < cycles; i++) {
            var plugin = host.run(archive);
            var policy = host.policy(Asking.TENANT, "trial", "trial").orElseThrow();
            assertThat(Asking.amount(policy)).isEqualTo(Money.of("3.00"));
            loaders.add(new WeakReference<>(host.loaders().get(0)));
            host.leave(plugin.hash());
        }

        long left = cycles;
        for (int i = 0; i < 50 && left > 0; i++) {
            System.gc();
            Thread.sleep(20);
            left = loaders.stream().filter(loader -> loader.get() != null).count();
        }
        assertThat(left).isZero();
        assertThat(host.states()).isEmpty();
    }
}
