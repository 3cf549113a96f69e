package org.longji.entitlement;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * Runs a back-test. One thread reads and a second one decides what it read; the first helps deciding where the order allows it.
 * This one only tells how far they are and whether to stop. Nothing is written until the end, so run again it simply begins anew.
 */
@Dependent
class BacktestWork implements JobWork {

    private static final int THREADS = 2;
    private static final long TELL_EVERY_MILLIS = 400;
    private static final int BATCH = 500;

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
        final long contracts;
        final InTurn deciding = new InTurn();
        final AtomicLong decided = new AtomicLong();
        final AtomicLong done = new AtomicLong();
        final AtomicReference<Optional<Throwable>> failure = new AtomicReference<>(Optional.empty());
        final List<BacktestTally> tallies = new ArrayList<>();
        volatile boolean stop;

        Shared(long contracts) {
            this.contracts = contracts;
        }

        void decide(BacktestRun run, List<ContractCase> batch, int passes) {
            if (stop) {
                throw new StoppedException();
            }
            batch.forEach(run::take);
            done.accumulateAndGet(decided.addAndGet(batch.size()) / passes, Math::max);
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
                context.scope(), em -> new Begun(records.plan(em, context.id(), plugins), BacktestReader.count(em)));
        var plan = begun.plan();
        // What waits for a claim is neither: then there is nothing to decide.
        var slices = new ArrayList<Slice>();
        if (plan.concerns(plugins, PolicyHandle::concernsContracts)) {
            slices.addAll(plan.projectsStandAlone() ? List.of(Slice.ALONE, Slice.PROJECTS) : List.of(Slice.WHOLE));
        }
        if (plan.concerns(plugins, PolicyHandle::concernsYears)) {
            slices.add(Slice.YEARS);
        }
        var shared = new Shared(begun.contracts());
        var ended = new CountDownLatch(THREADS);
        runner.run(() -> guarded(shared, ended, () -> {
            try {
                slices.forEach(slice -> work(context, plan, slice, shared));
            } finally {
                shared.deciding.end();
            }
        }));
        runner.run(() -> guarded(shared, ended, shared.deciding::help));
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

    private static void guarded(Shared shared, CountDownLatch ended, Runnable work) {
        try {
            work.run();
        } catch (StoppedException e) {
            // The thread that watches knows why.
        } catch (RuntimeException | Error e) {
            shared.failure.compareAndSet(Optional.empty(), Optional.of(e));
            shared.stop = true;
        } finally {
            ended.countDown();
        }
    }

    private void work(JobContext context, BacktestPlan plan, Slice slice, Shared shared) {
        if (slice == Slice.YEARS) {
            shared.tallies.add(transactions.within(context.scope(), em -> years(em, context, plan, shared)));
            return;
        }
        transactions.within(context.scope(), em -> {
            var reader = new BacktestReader(em, context.scope(), plan);
            var recorded = reader.recorded(plugins);
            var run = new BacktestRun(plan, plugins, recorded);
            var own = slice.inAnyOrder()
                    ? Optional.of(new BacktestRun(plan, plugins, recorded))
                    : Optional.<BacktestRun>empty();
            int passes = plan.yearByYear() ? plan.years().size() : 1;
            for (int pass = 0; pass < passes; pass++) {
                if (passes > 1) {
                    run.only(pass);
                }
                int again = 0;
                do {
                    read(reader, slice, run, own, shared, passes);
                } while (!run.settle(context.scope()) && ++again < AssessmentWork.MOST_PASSES);
                run.keep();
            }
            own.ifPresent(BacktestRun::keep);
            shared.tallies.add(run.tally());
            own.map(BacktestRun::tally).ifPresent(shared.tallies::add);
            return run;
        });
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

    /** @param own decides what the second thread has no room for, where contracts may be decided in any order */
    private static void read(
            BacktestReader reader, Slice slice, BacktestRun run, Optional<BacktestRun> own, Shared shared, int passes) {
        var batch = new ArrayList<List<ContractCase>>(List.of(new ArrayList<>(BATCH)));
        reader.read(slice, contract -> {
            var full = batch.get(0);
            full.add(contract);
            if (full.size() == BATCH) {
                batch.set(0, new ArrayList<>(BATCH));
                Runnable deciding = () -> shared.decide(run, full, passes);
                if (own.isEmpty()) {
                    shared.deciding.put(deciding);
                } else if (!shared.deciding.offer(deciding)) {
                    shared.decide(own.get(), full, passes);
                }
            }
        });
        shared.deciding.put(() -> {
            shared.decide(run, batch.get(0), passes);
            run.finish();
        });
        shared.deciding.finish();
        own.ifPresent(BacktestRun::finish);
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
