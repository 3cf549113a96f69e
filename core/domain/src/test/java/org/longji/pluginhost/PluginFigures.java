package org.longji.pluginhost;

import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.longji.plugin.api.Assessment;

/** The figures of the plugin platform: {@code deploy/bench/run plugins} runs it and nothing else does. */
final class PluginFigures {

    private static final int CALLS = 3_000_000;
    private static final int ROUNDS = 5;
    private static final int UPGRADES = 50;
    private static final int CYCLES = 200;

    private PluginFigures() {}

    public static void main(String[] arguments) throws Exception {
        var directory = Files.createTempDirectory("longji-plugins");
        loadToFirstDecision(directory);
        overhead(directory);
        upgrades(directory);
        cycles(directory);
        faults(directory);
        System.exit(0);
    }

    private static void loadToFirstDecision(Path directory) {
        // The shipped plugin where one is named would do as well; what counts is reading, checking, weaving, starting,
        // asking.
        var archive = TrialPlugin.paying("1.00").in(directory);
        long begun = System.nanoTime();
        var host = new PluginHost();
        host.run(archive);
        Asking.amount(host, "trial");
        print("load_to_first_decision_ms", (System.nanoTime() - begun) / 1_000_000.0, "ms");
    }

    /** What the host puts around one call, held against the very same woven code called directly. */
    private static void overhead(Path directory) {
        var host = new PluginHost();
        host.run(TrialPlugin.paying("1.00").in(directory));
        var policy = host.policy(Asking.TENANT, "trial", "trial").orElseThrow();
        var values = Map.of("amount", "1.00");
        var from = LocalDate.of(2020, 1, 1);
        var guarded = policy.bind(values, from, Optional.empty());
        var bare = policy.computation().bind(values, from, Optional.empty());
        double alone = Double.MAX_VALUE;
        double within = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            alone = Math.min(alone, nanos(bare));
            within = Math.min(within, nanos(guarded));
        }
        print("call_us", within / 1_000, "us");
        print("host_overhead_us", (within - alone) / 1_000, "us");
    }

    private static double nanos(PolicyHandle.Bound bound) {
        Assessment last = null;
        long begun = System.nanoTime();
        for (int i = 0; i < CALLS; i++) {
            last = bound.assess(Asking.FACTS);
        }
        if (last == null) {
            throw new IllegalStateException();
        }
        return (System.nanoTime() - begun) / (double) CALLS;
    }

    private static void upgrades(Path directory) throws Exception {
        var host = new PluginHost();
        var archives = new Path[] {
            TrialPlugin.paying("1.00").version("1.0.0").in(directory),
            TrialPlugin.paying("2.00").version("2.0.0").in(directory)
        };
        host.run(archives[0]);
        var failed = new AtomicLong();
        var asked = new AtomicLong();
        var over = new AtomicBoolean();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 2; i++) {
            var thread = new Thread(() -> {
                while (!over.get()) {
                    try {
                        Asking.amount(host, "trial");
                    } catch (RuntimeException | Error e) {
                        failed.incrementAndGet();
                    }
                    asked.incrementAndGet();
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (int i = 1; i <= UPGRADES; i++) {
            var before = Asking.state(host, "trial").plugin().hash();
            host.run(archives[i % 2]);
            host.leave(before);
            Thread.sleep(20);
        }
        over.set(true);
        for (var thread : threads) {
            thread.join();
        }
        System.out.println("upgrades: " + UPGRADES + " upgrades");
        System.out.println("asked_meanwhile: " + asked.get() + " decisions");
        System.out.println("failed_requests: " + failed.get() + " requests");
    }

    private static void cycles(Path directory) throws Exception {
        var host = new PluginHost();
        var archive = TrialPlugin.paying("3.00").in(directory);
        var loaders = new ArrayList<WeakReference<ClassLoader>>();
        for (int i = 0; i < CYCLES; i++) {
            var plugin = host.run(archive);
            Asking.amount(host, "trial");
            loaders.add(new WeakReference<>(host.loaders().get(0)));
            host.leave(plugin.hash());
        }
        long left = CYCLES;
        for (int i = 0; i < 100 && left > 0; i++) {
            System.gc();
            Thread.sleep(20);
            left = loaders.stream().filter(loader -> loader.get() != null).count();
        }
        System.out.println("cycles: " + CYCLES + " cycles");
        System.out.println("loaders_left: " + left + " class loaders");
    }

    /** Those of {@link FaultyPlugin}: contained is what fails with its record while another plugin goes on. */
    private static void faults(Path directory) {
        int tried = 0;
        int contained = 0;
        for (var fault : FaultyPlugin.whileRunning()) {
            var host = new PluginHost();
            host.run(fault.plugin().in(directory));
            host.run(TrialPlugin.paying("7.00").manifest("Plugin-Id", "sound").in(directory));
            tried++;
            try {
                Asking.amount(host, "trial");
            } catch (PluginFailure e) {
                contained += Asking.amount(host, "sound").fen() == 700 ? 1 : 0;
            }
        }
        for (var fault : FaultyPlugin.beforeRunning()) {
            var host = new PluginHost();
            host.run(TrialPlugin.paying("7.00").version("0.9.0").in(directory));
            tried++;
            try {
                host.run(fault.plugin().in(directory));
            } catch (PluginRefusedException e) {
                contained += Asking.amount(host, "trial").fen() == 700 ? 1 : 0;
            }
        }
        System.out.println("faults_tried: " + tried + " faults");
        System.out.println("faults_contained: " + contained + " faults");
    }

    private static void print(String figure, double value, String unit) {
        System.out.printf(Locale.ROOT, "%s: %.3f %s%n", figure, value, unit);
    }
}
