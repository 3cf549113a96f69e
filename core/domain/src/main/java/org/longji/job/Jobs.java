package org.longji.job;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.longji.shared.Json;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/**
 * The background jobs. A job is created in the transaction of whoever orders it and started after that commit; its row
 * tells the rest. What a node that is gone left behind, another takes up.
 */
@Dependent
public class Jobs {

    private static final Logger LOG = System.getLogger(Jobs.class.getName());
    private static final String COLUMNS = "j.id, j.tenant, j.kind, j.status, j.total, j.done, j.counts, j.problem,"
            + " j.requested_by, j.created_at, j.started_at, j.finished_at,"
            + " exists (select 1 from job_error e where e.job_id = j.id) as has_errors";

    /** Of {@link #change}: whoever works on an earlier attempt changes nothing. */
    private static final String OF_THE_ATTEMPT = " where tenant = ? and id = ? and attempt = ?";

    private final Transactions transactions;
    private final JobRunner runner;
    private final Iterable<? extends JobWork> works;
    private final String node;

    @Inject
    Jobs(
            Transactions transactions,
            JobRunner runner,
            @Any Instance<JobWork> works,
            @ConfigProperty(name = "longji.node.id", defaultValue = "node") String node) {
        this(transactions, runner, (Iterable<? extends JobWork>) works, node);
    }

    private Jobs(Transactions transactions, JobRunner runner, Iterable<? extends JobWork> works, String node) {
        this.transactions = transactions;
        this.runner = runner;
        this.works = works;
        this.node = node;
    }

    /** Jobs of exactly these kinds of work, outside a container. */
    public static Jobs of(Transactions transactions, JobRunner runner, List<? extends JobWork> works) {
        return of(transactions, runner, works, "node");
    }

    /** The same on a node of that id. */
    static Jobs of(Transactions transactions, JobRunner runner, List<? extends JobWork> works, String node) {
        return new Jobs(transactions, runner, works, node);
    }

    /** Records an order as QUEUED in the running transaction; call {@link #start} once that has committed. */
    public void create(EntityManager em, UUID id, JobOrder order) {
        Sql.update(
                em,
                "insert into job (id, tenant, kind, status, parameters, caller, requested_by, node)"
                        + " values (?, ?, ?, 'QUEUED', ?, ?, ?, ?)",
                id,
                order.tenant(),
                order.kind(),
                Json.write(order.parameters()),
                Json.write(order),
                order.caller().displayName(),
                node);
    }

    /** Records an order and starts it. */
    public UUID submit(JobOrder order) {
        var id = UUID.randomUUID();
        transactions.within(TenantScope.exactly(order.tenant()), em -> {
            create(em, id, order);
            return id;
        });
        start(id, order);
        return id;
    }

    /** Hands a QUEUED job to the background threads. */
    public void start(UUID id, JobOrder order) {
        start(new JobContext(transactions, id, order, 1), workOf(order.kind()));
    }

    private void start(JobContext context, JobWork work) {
        runner.run(() -> run(context, work));
    }

    public Job get(TenantScope scope, UUID id) {
        return transactions.within(scope, em -> get(em, scope, id));
    }

    /** Newest first. */
    public List<Job> list(TenantScope scope, Optional<Job.Position> after, int limit) {
        return transactions.within(
                scope,
                em -> after.map(position -> Sql.query(
                                em,
                                "select " + COLUMNS + " from job j where j.tenant between ? and ?"
                                        + " and (j.created_at, j.id) < (?, ?) order by j.created_at desc, j.id desc limit ?",
                                Jobs::read,
                                scope.low(),
                                scope.high(),
                                position.createdAt(),
                                position.id(),
                                limit))
                        .orElseGet(() -> Sql.query(
                                em,
                                "select " + COLUMNS + " from job j where j.tenant between ? and ?"
                                        + " order by j.created_at desc, j.id desc limit ?",
                                Jobs::read,
                                scope.low(),
                                scope.high(),
                                limit)));
    }

    /** Asks a job to stop. One that has ended stays as it ended. */
    public Job cancel(TenantScope scope, UUID id) {
        return transactions.within(scope, em -> {
            Sql.update(
                    em,
                    "update job set status = 'CANCELLED', finished_at = now()"
                            + " where tenant between ? and ? and id = ? and status in ('QUEUED', 'RUNNING')",
                    scope.low(),
                    scope.high(),
                    id);
            return get(em, scope, id);
        });
    }

    /** Hands over the returned rows one by one, the header (row 1) first. */
    public void errors(TenantScope scope, UUID id, Consumer<RowError> reader) {
        transactions.within(scope, em -> {
            if (!get(em, scope, id).hasErrors()) {
                throw new ProblemException(Problem.JOB_HAS_NO_ERRORS, Map.of());
            }
            Sql.stream(
                    em,
                    "select row_number, cells, reason_zh, reason_en from job_error where job_id = ? order by row_number",
                    500,
                    row -> reader.accept(new RowError(
                            row.bigint("row_number"),
                            List.of(Json.read(row.text("cells"), String[].class)),
                            row.text("reason_zh"),
                            row.text("reason_en"))),
                    id);
            return id;
        });
    }

    /**
     * Starts again what this node left queued or running when its process was killed, and what nodes that are gone left, where
     * that is possible, and fails the rest with the reason. Only for start-up, before anything is ordered here.
     *
     * @return how many jobs were started again
     */
    public int takeUpAgain() {
        return takeUp("(node = ? or not node_is_there(node))", node);
    }

    /** The same with what nodes that are gone left, at any time; of several that look, one takes it. */
    int takeUpFromOthers() {
        return takeUp("node is distinct from ? and not node_is_there(node)", node);
    }

    private record Abandoned(UUID id, JobOrder order, int attempt) {}

    private int takeUp(String whose, String self) {
        var abandoned = transactions.within(
                TenantScope.EVERYWHERE,
                em -> Sql.query(
                        em,
                        "select id, caller, attempt from job where status in ('QUEUED', 'RUNNING') and " + whose
                                + " order by created_at, id",
                        row -> new Abandoned(
                                row.uuid("id"), Json.read(row.text("caller"), JobOrder.class), row.integer("attempt")),
                        self));
        int started = 0;
        for (var job : abandoned) {
            var work = workOf(job.order().kind());
            var left = new JobContext(transactions, job.id(), job.order(), job.attempt());
            if (!work.canStartAgain(left)) {
                fail(left, new JobProblem(Problem.JOB_INTERRUPTED, Map.of()));
                continue;
            }
            int taken = change(
                    left,
                    "update job set status = 'QUEUED', done = 0, started_at = null, node = ?, attempt = attempt + 1"
                            + OF_THE_ATTEMPT + " and status in ('QUEUED', 'RUNNING')",
                    self);
            if (taken > 0) {
                LOG.log(Level.INFO, "Job {0} is taken up again", job.id());
                start(new JobContext(transactions, job.id(), job.order(), job.attempt() + 1), work);
                started++;
            }
        }
        return started;
    }

    private void run(JobContext context, JobWork work) {
        int claimed = change(
                context,
                "update job set status = 'RUNNING', started_at = now()" + OF_THE_ATTEMPT + " and status = 'QUEUED'");
        if (claimed == 0) {
            work.ended(context);
            return;
        }
        try {
            var counts = work.run(context);
            succeed(context, counts);
        } catch (JobCancelledException e) {
            LOG.log(Level.INFO, "Job {0} was cancelled", context.id());
        } catch (ProblemException e) {
            fail(context, problem(e.problem(), e.parameters()));
        } catch (RuntimeException | Error e) {
            // The incident number is all the reader gets; the log has the rest.
            LOG.log(Level.ERROR, "Job " + context.id() + " failed", e);
            fail(context, problem(Problem.INTERNAL_ERROR, Map.of("incident", context.id())));
        } finally {
            work.ended(context);
        }
    }

    private void succeed(JobContext context, Map<String, Long> counts) {
        change(
                context,
                "update job set status = 'SUCCEEDED', counts = ?, done = coalesce(total, done), finished_at = now()"
                        + OF_THE_ATTEMPT + " and status = 'RUNNING'",
                Json.write(counts));
    }

    private void fail(JobContext context, JobProblem problem) {
        change(
                context,
                "update job set status = 'FAILED', problem = ?, counts = ?, finished_at = now()" + OF_THE_ATTEMPT
                        + " and status in ('QUEUED', 'RUNNING')",
                Json.write(problem),
                Json.write(context.counted()));
    }

    private int change(JobContext context, String sql, Object... first) {
        var parameters = new Object[first.length + 3];
        System.arraycopy(first, 0, parameters, 0, first.length);
        parameters[first.length] = context.tenant();
        parameters[first.length + 1] = context.id();
        parameters[first.length + 2] = context.attempt();
        return transactions.within(TenantScope.exactly(context.tenant()), em -> Sql.update(em, sql, parameters));
    }

    private static JobProblem problem(Problem problem, Map<String, Object> parameters) {
        var texts = new TreeMap<String, String>();
        parameters.forEach((name, value) -> texts.put(name, String.valueOf(value)));
        return new JobProblem(problem, texts);
    }

    private JobWork workOf(JobKind kind) {
        for (var work : works) {
            if (work.kind() == kind) {
                return work;
            }
        }
        throw new IllegalStateException("No work is known for jobs of kind " + kind);
    }

    private static Job get(EntityManager em, TenantScope scope, UUID id) {
        return Sql.first(
                        em,
                        "select " + COLUMNS + " from job j where j.tenant between ? and ? and j.id = ?",
                        Jobs::read,
                        scope.low(),
                        scope.high(),
                        id)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", id)));
    }

    private static Job read(Row row) {
        var counts = new TreeMap<String, Long>();
        Json.readMap(row.text("counts")).forEach((name, value) -> counts.put(name, ((Number) value).longValue()));
        return new Job(
                row.uuid("id"),
                row.integer("tenant"),
                row.constant("kind", JobKind.class),
                row.constant("status", JobStatus.class),
                row.optionalBigint("total"),
                row.bigint("done"),
                counts,
                row.optionalText("problem").map(json -> Json.read(json, JobProblem.class)),
                row.text("requested_by"),
                row.instant("created_at"),
                row.optionalInstant("started_at"),
                row.optionalInstant("finished_at"),
                row.bool("has_errors"));
    }
}
