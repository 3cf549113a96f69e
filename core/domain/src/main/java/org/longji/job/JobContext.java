package org.longji.job;

import jakarta.persistence.EntityManager;
import java.util.Map;
import java.util.UUID;
import org.longji.shared.Caller;
import org.longji.shared.Json;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/** What a running job knows of itself. One thread at a time uses it. */
public final class JobContext {

    private final Transactions transactions;
    private final UUID id;
    private final JobOrder order;
    private final int attempt;
    private boolean cancelled;
    private Map<String, Long> counts = Map.of();

    JobContext(Transactions transactions, UUID id, JobOrder order, int attempt) {
        this.transactions = transactions;
        this.id = id;
        this.order = order;
        this.attempt = attempt;
    }

    public UUID id() {
        return id;
    }

    /** Counts how often the job was begun; what an earlier attempt still does to it does nothing. */
    int attempt() {
        return attempt;
    }

    /** Division code of the tenant the job belongs to. */
    public int tenant() {
        return order.tenant();
    }

    /** The range the work may see, settled when the job was ordered. */
    public TenantScope scope() {
        return order.scope();
    }

    public Caller caller() {
        return order.caller();
    }

    public Map<String, String> parameters() {
        return order.parameters();
    }

    /**
     * Records how far the work is, in a short transaction of its own; call it between the work's transactions, not inside.
     *
     * @param total zero while it is not known
     */
    public void progress(long done, long total) {
        int running = transactions.within(
                TenantScope.exactly(order.tenant()),
                em -> Sql.update(
                        em,
                        "update job set done = ?, total = nullif(?, 0::bigint) where tenant = ? and id = ? and attempt = ?"
                                + " and status = 'RUNNING'",
                        done,
                        total,
                        order.tenant(),
                        id,
                        attempt));
        cancelled = running == 0;
    }

    /** True once somebody cancelled the job or another node took it up, as of the last {@link #progress}. */
    public boolean cancelled() {
        return cancelled;
    }

    /** @throws JobCancelledException once somebody cancelled the job, as of the last {@link #progress} */
    public void stopIfCancelled() {
        if (cancelled) {
            throw new JobCancelledException();
        }
    }

    /** What has been counted so far; it stays with the job even when it fails. */
    public void counted(Map<String, Long> soFar) {
        counts = Map.copyOf(soFar);
    }

    Map<String, Long> counted() {
        return counts;
    }

    /**
     * Ends the job in the transaction that does its work, so that both are there or neither is: a crash after the
     * commit finds a finished job, and a cancellation comes either before the work or too late.
     *
     * @throws JobCancelledException when somebody cancelled the job or another node took it up meanwhile
     */
    public void succeedWithin(EntityManager em, Map<String, Long> finalCounts) {
        int running = Sql.update(
                em,
                "update job set status = 'SUCCEEDED', counts = ?, done = coalesce(total, done), finished_at = clock_timestamp()"
                        + " where tenant = ? and id = ? and attempt = ? and status = 'RUNNING'",
                Json.write(finalCounts),
                order.tenant(),
                id,
                attempt);
        if (running == 0) {
            throw new JobCancelledException();
        }
    }
}
