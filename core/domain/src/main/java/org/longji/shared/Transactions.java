package org.longji.shared;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.Map;
import java.util.TreeMap;

/**
 * The only door to the database. Work runs in one transaction whose settings name the tenant range (and party) it may
 * see; PostgreSQL's row-level security does the rest, so forgetting a predicate shows nothing instead of too much.
 *
 * <p>A transaction has exactly one scope. Opening a second one inside it is a bug and is refused, because the rows read
 * under one scope must not be written under another.
 */
public abstract class Transactions {

    /** Work inside a transaction; what it throws rolls everything back. */
    @FunctionalInterface
    public interface Work<T> {
        T run(EntityManager em);
    }

    /** Runs {@code work} seeing the rows of {@code scope} only. */
    public <T> T within(TenantScope scope, Work<T> work) {
        return run(
                Map.of(
                        "app.low", Integer.toString(scope.low()),
                        "app.high", Integer.toString(scope.high()),
                        "app.party", scope.party().orElse("")),
                work);
    }

    /**
     * Runs {@code work} with other narrow settings than a tenant's: {@code app.username} while somebody signs in,
     * {@code app.account} and {@code app.session} while a token is checked. Only {@code access} has a reason to call this.
     */
    public <T> T withSettings(Map<String, String> settings, Work<T> work) {
        return run(settings, work);
    }

    private <T> T run(Map<String, String> settings, Work<T> work) {
        return inTransaction(em -> {
            var ordered = new TreeMap<>(settings);
            var sql = new StringBuilder("select ");
            for (int i = 0; i < ordered.size(); i++) {
                sql.append(i == 0 ? "" : ", ").append("set_config(?, ?, true)");
            }
            Query query = em.createNativeQuery(sql.toString());
            int position = 1;
            for (var setting : ordered.entrySet()) {
                query.setParameter(position++, setting.getKey());
                query.setParameter(position++, setting.getValue());
            }
            query.getSingleResult();
            return work.run(em);
        });
    }

    /** Begins a transaction, runs, commits; rolls back on any exception and lets it pass. Refuses to nest. */
    protected abstract <T> T inTransaction(Work<T> work);
}
