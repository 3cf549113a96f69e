package org.longji.pluginhost;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.jspecify.annotations.Nullable;
import org.longji.shared.ProblemException;
import org.longji.shared.SqlFailure;

/**
 * The one way into a plugin: every call has a budget, whatever it throws is a {@link PluginFailure}, and how long calls take
 * and how they fail is kept for the catalogue.
 */
public final class PluginCalls {

    /** Reading the clock twice would cost more than many a call; one of so many tells as much. */
    private static final int MEASURED_ONE_OF = 64;

    private static final long LONGEST_NANOS = 60_000_000_000L;

    private final String plugin;
    private final CallBudget budget;
    private final LongAdder calls = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final ConcurrentHistogram nanos = new ConcurrentHistogram(LONGEST_NANOS, 2);
    private final WeakReference<PluginCalls> weakly = new WeakReference<>(this);
    private volatile @Nullable RunningPlugin whole;
    private volatile @Nullable String lastFailure;
    private volatile @Nullable String cutOff;

    PluginCalls(String plugin, CallBudget budget) {
        this.plugin = plugin;
        this.budget = budget;
    }

    WeakReference<PluginCalls> weakly() {
        return weakly;
    }

    /** Says of which archive this is the way in. */
    void into(RunningPlugin plugin) {
        whole = plugin;
    }

    /** The settings of the same archive: whoever still holds a part of one that was left ends with it and no other. */
    Optional<SettingsHandle> settings() {
        return whole == null ? Optional.empty() : whole.brings().settings();
    }

    /** The registers of the same archive. */
    List<RegisterHandle> registers() {
        return whole == null ? List.of() : whole.brings().registers();
    }

    /**
     * How a plugin has done since it was started here.
     *
     * @param microsMedian time of a call, half took less
     * @param lastFailure what went wrong last, if anything did
     * @param cutOff why it is not called any more, if so
     */
    public record Health(
            long calls,
            long failures,
            double microsMedian,
            double micros99,
            double microsMost,
            Optional<String> lastFailure,
            Optional<String> cutOff) {}

    /**
     * What the plugin answers.
     *
     * @param what the policy or register that is asked, for the record of a failure
     * @throws PluginFailure if it throws, exceeds its budget, or was cut off before
     */
    <T> T call(String what, Supplier<T> work) {
        return call(what, budget, work);
    }

    <T> T call(String what, CallBudget within, Supplier<T> work) {
        if (cutOff != null) {
            throw new PluginFailure(plugin, what, "not called: " + cutOff, null);
        }
        calls.increment();
        try {
            if (ThreadLocalRandom.current().nextInt(MEASURED_ONE_OF) != 0) {
                return CallWatch.within(within, this, work);
            }
            long begun = System.nanoTime();
            T answer = CallWatch.within(within, this, work);
            nanos.recordValue(Math.min(System.nanoTime() - begun, LONGEST_NANOS));
            return answer;
        } catch (ProblemException | SqlFailure e) {
            // The host's own, from the look-ups it lent.
            throw e;
        } catch (PluginFailure e) {
            throw failed(e);
        } catch (RuntimeException | Error e) {
            // Errors too: an endless recursion, a class that does not link, a budget that is used up are the plugin's.
            throw failed(new PluginFailure(plugin, what, e.toString(), e));
        }
    }

    private PluginFailure failed(PluginFailure failure) {
        failures.increment();
        lastFailure = failure.getMessage();
        return failure;
    }

    /** Told by the watch: a call passed its budget long ago and reaches no checkpoint. */
    void stuck(String reason) {
        cutOff = reason;
    }

    Health health() {
        final double perMicro = 1_000.0;
        return new Health(
                calls.sum(),
                failures.sum(),
                nanos.getValueAtPercentile(50) / perMicro,
                nanos.getValueAtPercentile(99) / perMicro,
                nanos.getMaxValue() / perMicro,
                Optional.ofNullable(lastFailure),
                Optional.ofNullable(cutOff));
    }
}
