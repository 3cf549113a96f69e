package org.longji.entitlement;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.longji.entitlement.BacktestReader.Slice;
import org.longji.job.JobContext;
import org.longji.job.JobKind;
import org.longji.job.JobRunner;
import org.longji.job.JobWork;
import org.longji.pluginhost.PluginHost;
import org.longji.pluginhost.PolicyHandle;
import org.longji.shared.Transactions;

/**
 * Runs a back-test. Two threads read and decide, each on a connection of its own; this one only tells how far they are and
 * whether to stop. Nothing is written until the end, so run again it simply begins anew.
 */
@Dependent
class BacktestWork implements JobWork {

    private static final int THREADS = 2;
    private static final long TELL_EVERY_MILLIS = 400;
    private static final int LOOK_EVERY = 1_000;

    private final Transactions transactions;
    private final BacktestRecords records;
    private final PluginHost plugins;
    private final JobRunner runner;

    @Inject
    BacktestWork(Transactions transactions, BacktestRecords records, PluginHost plugins, JobRunner runner) {
        this.transactions = transactions;
        this.records = records;
        this.plugins = plugins;
        this.runner = runner;
    }

    @Override
    public JobKind kind() {
        return JobKind.BACKTEST;
    }

    /** What the threads of one run share. */
    private static final class Shared {
        final Queue<Slice> slices;
        final long contracts;
        final AtomicLong read = new AtomicLong();
        final AtomicLong done = new AtomicLong();
        final AtomicReference<Optional<Throwable>> failure = new AtomicReference<>(Optional.empty());
        final List<BacktestTally> tallies = new ArrayList<>();
        volatile boolean stop;

        Shared(List<Slice> slices, long contracts) {
            this.slices = new ConcurrentLinkedQueue<>(slices);
            this.contracts = contracts;
        }

        synchronized void add(BacktestTally tally) {
            tallies.add(tally);
        }
    }

    /** Ends a thread whose run was cancelled or has failed elsewhere. */
    private static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public Map<String, Long> run(JobContext context) {
        record Begun(BacktestPlan plan, long contracts) {}
        var begun = transactions.within(
                context.scope(),
                em -> new Begun(records.plan(em, context.id(), plugins), BacktestReader.count(em, context.scope())));
        var plan = begun.plan();
        // What waits for a claim is neither: then there is nothing to decide.
        var slices = new ArrayList<Slice>();
        if (plan.concerns(plugins, PolicyHandle::concernsContracts)) {
            slices.addAll(
                    plan.projectsStandAlone()
                            ? List.of(Slice.ALONE_LOW, Slice.ALONE_HIGH, Slice.PROJECTS)
                            : List.of(Slice.WHOLE));
        }
        if (plan.concerns(plugins, PolicyHandle::concernsYears)) {
            slices.add(Slice.YEARS);
        }
        var shared = new Shared(slices, begun.contracts());
        int threads = Math.min(THREADS, shared.slices.size());
        var ended = new CountDownLatch(threads);
        for (int i = 0; i < threads; i++) {
            runner.run(() -> {
                try {
                    work(context, plan, shared);
                } finally {
                    ended.countDown();
                }
            });
        }
        watch(context, shared, begun.contracts(), ended);
        var tally = new BacktestTally(plan);
        shared.tallies.forEach(tally::merge);
        var counts = Map.of(
                "contracts",
                tally.contracts,
                "changes",
                plan.worlds().size() < 2
                        ? 0L
                        : java.util.stream.IntStream.range(1, plan.worlds().size())
                                .mapToLong(world -> tally.changes(world).size())
                                .sum());
        context.counted(counts);
        transactions.within(context.scope(), em -> {
            records.complete(em, context.caller(), context.id(), plan, tally, plan.inForceUntried(plugins));
            context.succeedWithin(em, counts);
            return counts;
        });
        return counts;
    }

    private void work(JobContext context, BacktestPlan plan, Shared shared) {
        try {
            Optional<Slice> slice;
            while ((slice = Optional.ofNullable(shared.slices.poll())).isPresent()) {
                var one = slice.get();
                if (one == Slice.YEARS) {
                    shared.add(transactions.within(context.scope(), em -> years(em, context, plan, shared)));
                    continue;
                }
                shared.add(transactions.within(context.scope(), em -> {
                    var reader = new BacktestReader(em, context.scope(), plan);
                    var run = new BacktestRun(plan, plugins, reader.recorded(plugins));
                    int passes = plan.yearByYear() ? plan.years().size() : 1;
                    for (int pass = 0; pass < passes; pass++) {
                        if (passes > 1) {
                            run.only(pass);
                        }
                        int again = 0;
                        do {
                            read(reader, one, run, shared, passes);
                        } while (!run.settle(context.scope()) && ++again < AssessmentWork.MOST_PASSES);
                        run.keep();
                    }
                    return run.tally();
                }));
            }
        } catch (StoppedException e) {
            // The thread that watches knows why.
        } catch (RuntimeException | Error e) {
            shared.failure.compareAndSet(Optional.empty(), Optional.of(e));
            shared.stop = true;
        }
    }

    /** Years are counted over all the contracts of the scope. */
    private BacktestTally years(EntityManager em, JobContext context, BacktestPlan plan, Shared shared) {
        var recorded = new BacktestReader(em, context.scope(), plan).recordedForYears();
        var tally = new BacktestYears(em, context.scope(), plan, plugins, recorded).run(share -> {
            shared.done.accumulateAndGet((long) (share * shared.contracts), Math::max);
            if (shared.stop) {
                throw new StoppedException();
            }
        });
        if (!plan.concerns(plugins, PolicyHandle::concernsContracts)) {
            tally.contracts = shared.contracts;
        }
        return tally;
    }

    private static void read(BacktestReader reader, Slice slice, BacktestRun run, Shared shared, int passes) {
        var seen = new int[1];
        reader.read(slice, contract -> {
            run.take(contract);
            if (++seen[0] % LOOK_EVERY == 0) {
                shared.read.addAndGet(LOOK_EVERY);
                shared.done.set(shared.read.get() / passes);
                if (shared.stop) {
                    throw new StoppedException();
                }
            }
        });
        run.finish();
    }

    private static void watch(JobContext context, Shared shared, long contracts, CountDownLatch ended) {
        boolean over = false;
        while (!over) {
            try {
                over = ended.await(TELL_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                shared.stop = true;
                Thread.currentThread().interrupt();
                throw new IllegalStateException("The back-test was interrupted", e);
            }
            context.progress(Math.min(shared.done.get(), contracts), contracts);
            shared.stop |= context.cancelled();
        }
        context.stopIfCancelled();
        shared.failure.get().ifPresent(failure -> {
            throw failure instanceof RuntimeException runtime
                    ? runtime
                    : new IllegalStateException("The back-test failed", failure);
        });
    }
}
