package org.longji.access;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.longji.shared.Caller;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Sha256;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/**
 * Remembers what a request with an idempotency key was answered, per account and tenant. A key is claimed before the work
 * and answered after it; a claim left by a crash is free again after a minute, and the domain's own uniqueness then decides
 * whether the work was done.
 */
@Dependent
public class RepeatedRequests {

    /** Status of a key whose request is still running. */
    private static final int RUNNING = 0;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What a request was answered. */
    public record Answer(int status, @Nullable String location, String body) {}

    private record Remembered(String requestHash, Answer answer) {}

    private final Transactions transactions;

    @Inject
    public RepeatedRequests(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Runs {@code work} unless the key was answered before.
     *
     * @param request text of the request; another one under the same key is refused
     * @throws ProblemException IDEMPOTENCY_KEY_REUSED for another request, REQUEST_STILL_RUNNING when the first one has
     *     not ended within some seconds, TENANT_NOT_FOUND when no role of the caller reaches the tenant
     */
    public Answer once(Caller caller, int tenant, String key, String request, Supplier<Answer> work) {
        if (caller.capabilities(tenant).isEmpty()) {
            throw new ProblemException(Problem.TENANT_NOT_FOUND, Map.of("tenant", tenant));
        }
        var scope = TenantScope.exactly(tenant);
        var hash = Sha256.hex(request);
        var patience = System.nanoTime() + PATIENCE.toNanos();
        var remembered = claim(scope, caller, key, hash);
        // Two at once: the second waits for the answer of the first, which is what its sender wants.
        while (remembered.filter(r -> r.answer().status() == RUNNING).isPresent() && System.nanoTime() < patience) {
            pause();
            remembered = claim(scope, caller, key, hash);
        }
        if (remembered.isPresent()) {
            var earlier = remembered.get();
            if (!earlier.requestHash().equals(hash)) {
                throw new ProblemException(Problem.IDEMPOTENCY_KEY_REUSED, Map.of("key", key));
            }
            if (earlier.answer().status() == RUNNING) {
                throw new ProblemException(Problem.REQUEST_STILL_RUNNING, Map.of("key", key));
            }
            return earlier.answer();
        }
        Answer answer;
        try {
            answer = work.get();
        } catch (RuntimeException e) {
            forget(scope, caller, tenant, key);
            throw e;
        }
        transactions.within(
                scope,
                em -> Sql.update(
                        em,
                        "update idempotency set status = ?, location = ?, body = ? where account_id = ? and tenant = ? and key = ?",
                        answer.status(),
                        answer.location(),
                        answer.body(),
                        caller.accountId(),
                        tenant,
                        key));
        return answer;
    }

    /** Claims a key for a request; empty when it is now the caller's to answer. */
    private Optional<Remembered> claim(TenantScope scope, Caller caller, String key, String hash) {
        int tenant = scope.low();
        return transactions.within(scope, em -> {
            Sql.update(
                    em,
                    "delete from idempotency where account_id = ? and tenant = ? and key = ? and status = ?"
                            + " and created_at < now() - interval '1 minute'",
                    caller.accountId(),
                    tenant,
                    key,
                    RUNNING);
            int claimed = Sql.update(
                    em,
                    "insert into idempotency (tenant, account_id, key, request_hash, status) values (?, ?, ?, ?, ?)"
                            + " on conflict do nothing",
                    tenant,
                    caller.accountId(),
                    key,
                    hash,
                    RUNNING);
            return claimed == 1
                    ? Optional.<Remembered>empty()
                    : Sql.first(
                                    em,
                                    "select * from idempotency where account_id = ? and tenant = ? and key = ?",
                                    row -> new Remembered(
                                            row.text("request_hash"),
                                            new Answer(
                                                    row.integer("status"),
                                                    row.optionalText("location").orElse(null),
                                                    row.optionalText("body").orElse(""))),
                                    caller.accountId(),
                                    tenant,
                                    key)
                            // Freed between the two statements: the next try claims it.
                            .or(() -> Optional.of(new Remembered(hash, new Answer(RUNNING, null, ""))));
        });
    }

    private void forget(TenantScope scope, Caller caller, int tenant, String key) {
        transactions.within(
                scope,
                em -> Sql.update(
                        em,
                        "delete from idempotency where account_id = ? and tenant = ? and key = ?",
                        caller.accountId(),
                        tenant,
                        key));
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the same request", e);
        }
    }
}
