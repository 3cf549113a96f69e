package org.longji.policy;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.audit.Journal;
import org.longji.job.JobKind;
import org.longji.job.JobOrder;
import org.longji.job.Jobs;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.Clocks;
import org.longji.shared.FieldChecks;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.ProblemException.FieldError;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/**
 * Makes drafts law. The gate: a completed back-test of exactly the draft's text, not older than laid down, its own worked cases
 * coming out, and another administrator of the same tenant than those who wrote it. What was decided for the years it reaches into is decided again.
 */
@Dependent
public class Enactments {

    private static final String SUBJECT = "policy_version";

    private final Transactions transactions;
    private final Policies policies;
    private final PolicyDrafts drafts;
    private final Jobs jobs;
    private final Journal journal;
    private final Clock clock;

    @Inject
    public Enactments(
            Transactions transactions,
            Policies policies,
            PolicyDrafts drafts,
            Jobs jobs,
            Journal journal,
            Clock clock) {
        this.transactions = transactions;
        this.policies = policies;
        this.drafts = drafts;
        this.jobs = jobs;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * What enacting a draft would do, and what it lacks.
     *
     * @param endsVersion the open version that ends by it, and when
     * @param decidedYears years already decided into which the draft reaches: they are decided again
     * @param backtestDays how many days a back-test counts; null where that is not laid down
     * @param obstacles codes of the problems enactment would meet now
     */
    public record Preview(
            PolicyDraft draft,
            @Nullable String endsVersion,
            @Nullable LocalDate endsOn,
            List<Integer> decidedYears,
            @Nullable Integer backtestDays,
            List<Problem> obstacles) {}

    /**
     * What enactment did.
     *
     * @param reassessments the jobs that decide the years anew
     */
    public record Enacted(
            String version,
            String hash,
            LocalDate from,
            @Nullable LocalDate until,
            @Nullable String endedVersion,
            @Nullable LocalDate endedOn,
            List<UUID> reassessments) {}

    public Preview preview(Caller caller, int tenant, UUID id) {
        var scope = caller.scope(tenant, Capability.POLICY_READ);
        return transactions.within(scope, em -> {
            var draft = drafts.found(em, id);
            var ending =
                    drafts.version(draft).flatMap(version -> chain(em, draft).place(version, new FieldChecks()));
            var obstacles = new ArrayList<Problem>();
            for (var obstacle : List.<Runnable>of(
                    () -> PolicyDrafts.refuseUnfinished(draft),
                    () -> complete(draft),
                    () -> drafts.refuseDifferences(em, draft),
                    () -> PolicyDrafts.refuseOutsideRails(draft.breaches()),
                    () -> PolicyDrafts.refuseContradictions(draft.contradictions()),
                    () -> another(caller, draft),
                    () -> gate(em, draft),
                    () -> tried(draft, false))) {
                try {
                    obstacle.run();
                } catch (ProblemException e) {
                    obstacles.add(e.problem());
                }
            }
            return new Preview(
                    draft,
                    ending.map(Chain.Ending::version).orElse(null),
                    ending.map(Chain.Ending::lastDay).orElse(null),
                    decidedYears(em, draft),
                    days(em, draft.tenant()).orElse(null),
                    obstacles);
        });
    }

    /** Enacts a draft as it stands at {@code revision}. */
    public Enacted enact(Caller caller, int tenant, UUID id, int revision) {
        return enact(caller, tenant, id, revision, false);
    }

    /**
     * Enacts a draft as it stands at {@code revision}.
     *
     * @param acceptUntried whether the officer enacts it knowing that its back-test could not try it on the register
     */
    public Enacted enact(Caller caller, int tenant, UUID id, int revision, boolean acceptUntried) {
        var scope = caller.ownScope(tenant, Capability.POLICY_ENACT);
        var orders = new ArrayList<Map.Entry<UUID, JobOrder>>();
        var enacted = transactions.within(scope, em -> {
            var draft = drafts.own(em, tenant, id, revision);
            Lines.lock(em, draft.policyId());
            Lines.lock(em, Lines.RELATIONS);
            another(caller, draft);
            PolicyDrafts.refuseUnfinished(draft);
            complete(draft);
            // The law may have moved since the draft was saved: everything is checked again.
            var version = drafts.checked(em, tenant, draft.policyId(), draft.form());
            PolicyDrafts.refuseContradictions(drafts.found(em, id).contradictions());
            drafts.refuseDifferences(em, draft);
            var backtest = gate(em, draft);
            tried(draft, acceptUntried);
            var ending = chain(em, draft).place(version, new FieldChecks());
            ending.ifPresent(end -> end(em, tenant, draft.policyId(), end.version(), end.lastDay()));
            policies.enact(
                    em,
                    version,
                    Optional.ofNullable(draft.form().cases()),
                    draft.draftedBy(),
                    caller.displayName(),
                    backtest);
            PolicyDrafts.remove(em, tenant, id);
            var done = new Enacted(
                    version.version(),
                    version.hash(),
                    version.from(),
                    version.until().orElse(null),
                    ending.map(Chain.Ending::version).orElse(null),
                    ending.map(Chain.Ending::lastDay).orElse(null),
                    order(em, caller, scope, tenant, decidedYears(em, draft), orders));
            journal.append(
                    em,
                    tenant,
                    caller,
                    "POLICY_ENACTED",
                    SUBJECT,
                    draft.policyId() + "/" + version.version(),
                    null,
                    new Entry(done, version, draft.authors(), backtest, draft.untried()));
            return done;
        });
        orders.forEach(order -> jobs.start(order.getKey(), order.getValue()));
        return enacted;
    }

    private record Entry(
            Enacted enactment, PolicyVersion version, List<UUID> authors, UUID backtest, boolean acceptedUntried) {}

    /** Sets the last day of the tenant's latest version. */
    public void end(Caller caller, int tenant, String policyId, String name, int revision, LocalDate lastDay) {
        var scope = caller.ownScope(tenant, Capability.POLICY_ENACT);
        transactions.within(scope, em -> {
            Lines.lock(em, policyId);
            var own = policies.enacted(em, policyId).stream()
                    .filter(link -> link.version().tenant() == tenant)
                    .toList();
            var link = own.stream()
                    .filter(one -> one.version().version().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", name)));
            if (link.revision() != revision) {
                throw new ProblemException(Problem.STALE_VERSION, Map.of("current", link.revision()));
            }
            var checks = new FieldChecks();
            new Chain(own.stream().map(EnactedVersion::version).toList())
                    .end(link.version(), lastDay, LocalDate.now(clock), checks);
            checks.done();
            end(em, tenant, policyId, name, lastDay);
            journal.append(
                    em,
                    tenant,
                    caller,
                    "POLICY_ENDED",
                    SUBJECT,
                    policyId + "/" + name,
                    Map.of(
                            "until",
                            link.version().until().map(LocalDate::toString).orElse("")),
                    Map.of("until", lastDay));
            return name;
        });
    }

    private static void end(EntityManager em, int tenant, String policyId, String version, LocalDate lastDay) {
        Sql.update(
                em,
                "update policy_version set ended_on = ?, revision = revision + 1 where tenant = ? and policy_id = ? and version = ?",
                lastDay,
                tenant,
                policyId,
                version);
    }

    private List<UUID> order(
            EntityManager em,
            Caller caller,
            TenantScope scope,
            int tenant,
            List<Integer> years,
            List<Map.Entry<UUID, JobOrder>> orders) {
        for (var year : years) {
            var order = new JobOrder(tenant, JobKind.ASSESSMENT, caller, scope, Map.of("year", Integer.toString(year)));
            var id = UUID.randomUUID();
            jobs.create(em, id, order);
            orders.add(Map.entry(id, order));
        }
        return orders.stream().map(Map.Entry::getKey).toList();
    }

    private static void complete(PolicyDraft draft) {
        try {
            draft.form().complete().done();
        } catch (ProblemException e) {
            throw new ProblemException(
                    Problem.DRAFT_INCOMPLETE,
                    Map.of("count", e.errors().size()),
                    e.errors().stream()
                            .map(error -> new FieldError(error.field(), error.message(), error.messageEn()))
                            .toList());
        }
    }

    private static void another(Caller caller, PolicyDraft draft) {
        if (draft.authors().contains(caller.accountId())) {
            throw new ProblemException(Problem.ANOTHER_ADMINISTRATOR, Map.of("version", draft.name()));
        }
    }

    /** The back-test the draft may be enacted on. */
    private UUID gate(EntityManager em, PolicyDraft draft) {
        var today = LocalDate.now(clock);
        int days =
                days(em, draft.tenant()).orElseThrow(() -> new ProblemException(Problem.NO_GATE, Map.of("day", today)));
        var backtest = draft.backtest();
        var at = draft.backtestedAt();
        if (backtest == null || at == null) {
            throw new ProblemException(Problem.BACKTEST_MISSING, Map.of("version", draft.name()));
        }
        if (at.isBefore(Instant.now(clock).minus(Duration.ofDays(days)))) {
            throw new ProblemException(
                    Problem.BACKTEST_TOO_OLD, Map.of("completed", LocalDate.ofInstant(at, Clocks.CHINA), "days", days));
        }
        return backtest;
    }

    /** A back-test that could try nothing says so, and nobody takes that for a cost of nothing unawares. */
    private static void tried(PolicyDraft draft, boolean acceptUntried) {
        if (draft.untried() && !acceptUntried) {
            throw new ProblemException(Problem.BACKTEST_UNTRIED, Map.of("version", draft.name()));
        }
    }

    /** The nearest tenant's rule that holds today. */
    private Optional<Integer> days(EntityManager em, int tenant) {
        return Sql.first(
                em,
                """
                select backtest_days from policy_gate
                where tenant <= ? and upper_code >= ? and valid_from <= ? and (valid_until is null or valid_until >= ?)
                order by tenant desc limit 1
                """,
                row -> row.integer("backtest_days"),
                tenant,
                TenantScope.upperCode(tenant),
                LocalDate.now(clock),
                LocalDate.now(clock));
    }

    private static List<Integer> decidedYears(EntityManager em, PolicyDraft draft) {
        if (draft.form().from() == null) {
            return List.of();
        }
        var from = draft.form().from().getYear();
        var until = Optional.ofNullable(draft.form().until())
                .map(LocalDate::getYear)
                .orElse(9999);
        return Sql.query(
                em,
                "select distinct year from entitlement where tenant between ? and ? and year between ? and ? order by 1",
                row -> row.integer("year"),
                draft.tenant(),
                TenantScope.upperCode(draft.tenant()),
                from,
                until);
    }

    private Chain chain(EntityManager em, PolicyDraft draft) {
        return new Chain(policies.enacted(em, draft.policyId()).stream()
                .map(EnactedVersion::version)
                .filter(link -> link.tenant() == draft.tenant())
                .toList());
    }
}
