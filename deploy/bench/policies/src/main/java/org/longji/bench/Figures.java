package org.longji.bench;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmark and prints its figures as {@code deploy/bench/run} does. */
final class Figures {
    private static final Map<String, String> NAMES = Map.of(
            "measure", "assessments_per_second",
            "policy", "plugin_policy_per_second",
            "dmn", "drools_dmn_per_second",
            "plain", "plain_java_per_second");

    private Figures() {}

    public static void main(String[] arguments) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(Assessments.class.getName())
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .build())
                .run();
        for (RunResult result : results) {
            String label = result.getPrimaryResult().getLabel();
            System.out.printf(
                    Locale.ROOT,
                    "%s: %.0f assessments/s%n",
                    NAMES.get(label),
                    result.getPrimaryResult().getScore());
        }
    }
}
