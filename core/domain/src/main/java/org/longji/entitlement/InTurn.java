package org.longji.entitlement;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Pieces of work done one after another, in the order in which they are brought: by a second thread, and by the one that brings them
 * where that is behind or was never started. Nobody waits for a thread that a full pool does not give.
 */
final class InTurn {

    private static final int AHEAD = 4;
    private static final long PATIENCE_MILLIS = 10;
    private static final long PAUSE_NANOS = 1_000_000;

    private final BlockingQueue<Runnable> waiting = new ArrayBlockingQueue<>(AHEAD);
    private final ReentrantLock turn = new ReentrantLock();
    private volatile @Nullable Thread second;
    private volatile boolean over;

    /** Brings a piece of work if there is room for it. */
    boolean offer(Runnable work) {
        boolean taken = waiting.offer(work);
        LockSupport.unpark(second);
        return taken;
    }

    /** Brings a piece of work; does the oldest ones itself while there is no room. */
    void put(Runnable work) {
        try {
            while (!offer(work) && !waiting.offer(work, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                next();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** Ends when everything brought so far is done. */
    void finish() {
        boolean more = true;
        while (more) {
            more = next();
        }
    }

    /** Does what is brought, until {@link #end}. */
    void help() {
        second = Thread.currentThread();
        while (!over) {
            if (!next()) {
                LockSupport.parkNanos(this, PAUSE_NANOS);
            }
        }
    }

    /** Nothing is brought any more. */
    void end() {
        over = true;
        LockSupport.unpark(second);
    }

    private boolean next() {
        turn.lock();
        try {
            var work = waiting.poll();
            if (work == null) {
                return false;
            }
            work.run();
            return true;
        } finally {
            turn.unlock();
        }
    }
}
