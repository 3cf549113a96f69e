package org.longji.pluginhost;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures the calls of plugins from outside: a caller only writes down that a call began and ended, and one thread looks
 * around every few milliseconds. What it finds over budget it marks; the call ends itself at the next {@link Checkpoint}.
 */
final class CallWatch {

    private static final long LOOK_EVERY_NANOS = 5_000_000;
    private static final long IDLE_AFTER_LOOKS = 400;
    private static final int STUCK_AFTER_BUDGETS = 5;

    /** A busy machine makes every call take longer; one that takes so much longer than it computes is waiting for something. */
    private static final int WAITS_AFTER_BUDGETS = 10;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final ThreadLocal<Caller> CALLER = ThreadLocal.withInitial(CallWatch::register);
    private static final Queue<WeakReference<Caller>> CALLERS = new ConcurrentLinkedQueue<>();
    private static final AtomicBoolean ASLEEP = new AtomicBoolean(true);
    private static volatile @Nullable Thread watcher;

    private CallWatch() {}

    /** One thread that calls plugins. */
    private static final class Caller {
        private final long thread = Thread.currentThread().getId();

        /** Even outside calls, odd inside; counts up, so that a mark for one call never hits the next. */
        private volatile long call;

        private volatile CallBudget budget = CallBudget.USUAL;
        /** Weakly: a thread that asked once keeps no archive that was left since. */
        private volatile @Nullable WeakReference<PluginCalls> calls;

        private volatile long overdue;
        private volatile String reason = "";

        // Only the watcher's.
        private long seen;
        private long seenAt;
        private long cpuThen;
        private long bytesThen;
    }

    /** The answer of a call that may use so much and no more; inside another call it belongs to that one. */
    static <T> T within(CallBudget budget, PluginCalls calls, Supplier<T> work) {
        var caller = CALLER.get();
        if ((caller.call & 1) == 1) {
            return work.get();
        }
        if (caller.calls != calls.weakly() || caller.budget != budget) {
            caller.calls = calls.weakly();
            caller.budget = budget;
        }
        caller.call++;
        if (ASLEEP.get()) {
            wake();
        }
        try {
            return work.get();
        } finally {
            caller.call++;
        }
    }

    /** At a checkpoint while something is overdue: ends the call if it is this thread's. */
    static void endOverdue() {
        var caller = CALLER.get();
        if (caller.overdue == caller.call && (caller.call & 1) == 1) {
            throw new BudgetExceededError(caller.reason);
        }
    }

    private static Caller register() {
        var caller = new Caller();
        CALLERS.add(new WeakReference<>(caller));
        return caller;
    }

    private static void wake() {
        if (ASLEEP.compareAndSet(true, false)) {
            synchronized (CallWatch.class) {
                if (watcher == null) {
                    watcher = new Thread(CallWatch::watch, "plugin-watch");
                    watcher.setDaemon(true);
                    watcher.setContextClassLoader(null);
                    watcher.start();
                }
            }
            LockSupport.unpark(watcher);
        }
    }

    private static void watch() {
        long idle = 0;
        while (true) {
            idle = look() ? 0 : idle + 1;
            if (idle < IDLE_AFTER_LOOKS) {
                LockSupport.parkNanos(LOOK_EVERY_NANOS);
                continue;
            }
            // A call that begins after this finds it asleep; one that began before is seen by the look that follows.
            ASLEEP.set(true);
            if (!look()) {
                while (ASLEEP.get()) {
                    LockSupport.park(CallWatch.class);
                }
            } else {
                ASLEEP.set(false);
            }
            idle = 0;
        }
    }

    /** Marks what is over budget; true if any call is under way. */
    private static boolean look() {
        boolean busy = false;
        boolean alarm = false;
        long now = System.nanoTime();
        for (Iterator<WeakReference<Caller>> all = CALLERS.iterator(); all.hasNext(); ) {
            var caller = all.next().get();
            if (caller == null) {
                all.remove();
                continue;
            }
            long call = caller.call;
            if ((call & 1) == 0) {
                continue;
            }
            busy = true;
            if (caller.seen != call) {
                caller.seen = call;
                caller.seenAt = now;
                caller.cpuThen = THREADS.getThreadCpuTime(caller.thread);
                caller.bytesThen = THREADS.getThreadAllocatedBytes(caller.thread);
                continue;
            }
            var budget = caller.budget;
            long taken = Math.max(
                    THREADS.getThreadCpuTime(caller.thread) - caller.cpuThen,
                    (now - caller.seenAt) / WAITS_AFTER_BUDGETS);
            @Nullable String reason = null;
            if (taken > budget.time().toNanos()) {
                reason = "took longer than " + budget.time().toMillis() + " ms";
            } else if (THREADS.getThreadAllocatedBytes(caller.thread) - caller.bytesThen > budget.bytes()) {
                reason = "asked for more than " + (budget.bytes() >> 20) + " MiB";
            }
            if (reason != null && caller.overdue != call) {
                caller.reason = reason;
                caller.overdue = call;
            }
            var called = caller.calls;
            var calls = called == null ? null : called.get();
            if (calls != null && taken > STUCK_AFTER_BUDGETS * budget.time().toNanos()) {
                calls.stuck("a call took longer than "
                        + STUCK_AFTER_BUDGETS * budget.time().toMillis() + " ms and could not be ended");
            }
            alarm |= caller.overdue == call;
        }
        if (Checkpoint.alarm != alarm) {
            Checkpoint.alarm = alarm;
        }
        return busy;
    }
}
