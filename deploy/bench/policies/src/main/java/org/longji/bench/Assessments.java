package org.longji.bench;

import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;
import org.kie.dmn.api.core.DMNResult;
import org.longji.plugin.api.Assessment;
import org.longji.plugin.api.ComposedPolicy;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Single assessments a second, one after the other on one thread. The two of Longji give the whole answer, every step and
 * reason in both languages with its clause, all words written out; the other two give the amount.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
// The collector of one thread: others would work on the second core beside the thread that is timed.
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xmx512m", "-XX:+UseSerialGC"})
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class Assessments {
    private final Case[] cases = Case.all();
    private final ComposedPolicy.Bound measure = LongjiRule.measure();
    private final ComposedPolicy.Bound policy = LongjiRule.policy();
    private final DmnRule dmn = new DmnRule();
    private final PlainRule plain = new PlainRule();
    private int next;

    /** Whoever is fast and wrong is not measured. */
    @Setup
    public void allAgree() {
        for (Case one : cases) {
            BigDecimal expected = plain.amount(one);
            agree("measure", expected, LongjiRule.amount(measure.assess(one.facts())));
            agree("policy", expected, LongjiRule.amount(policy.assess(one.facts())));
            agree("dmn", expected, DmnRule.amount(dmn.evaluate(one)));
        }
    }

    private static void agree(String who, BigDecimal expected, BigDecimal actual) {
        if (expected.compareTo(actual) != 0) {
            throw new IllegalStateException(who + " gives " + actual + ", not " + expected);
        }
    }

    private Case next() {
        next = next + 1 & cases.length - 1;
        return cases[next];
    }

    /** The rule as a measure. */
    @Benchmark
    public Assessment measure() {
        return measure.assess(next().facts());
    }

    /** The rule as a plugin's class. */
    @Benchmark
    public Assessment policy() {
        return policy.assess(next().facts());
    }

    /** The rule as a DMN model in Drools. */
    @Benchmark
    public DMNResult dmn() {
        return dmn.evaluate(next());
    }

    /** The rule in plain Java. */
    @Benchmark
    public BigDecimal plain() {
        return plain.amount(next());
    }
}
