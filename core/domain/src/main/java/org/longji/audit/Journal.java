package org.longji.audit;

import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.longji.shared.Caller;
import org.longji.shared.Json;
import org.longji.shared.Sql;

/**
 * Writes the journal. An entry is there if and only if the change it speaks of is: both are in one transaction. The hash of
 * an entry covers the hash of the one before it, so nothing can be altered, removed or re-ordered unnoticed.
 */
@Dependent
public class Journal {

    /** Actor of what nobody ordered: start-up, rotation by age. */
    public static final String SYSTEM = "system";

    /**
     * Appends one entry to a tenant's chain, which stays locked until the transaction ends.
     *
     * @param tenant division code of the tenant the subject belongs to
     * @param action what happened, in capitals, for example CONTRACT_REGISTERED
     * @param before the subject before, as it is written to JSON; null when there was none
     * @param after the subject after; null when nothing changed, as for a read
     */
    public void append(
            EntityManager em,
            int tenant,
            Caller caller,
            String action,
            String subjectType,
            String subjectId,
            @Nullable Object before,
            @Nullable Object after) {
        append(em, tenant, caller.username(), action, subjectType, subjectId, before, after);
    }

    /** Appends one entry by an actor who is not a caller yet or none at all: while signing in, or {@link #SYSTEM}. */
    public void append(
            EntityManager em,
            int tenant,
            String actor,
            String action,
            String subjectType,
            String subjectId,
            @Nullable Object before,
            @Nullable Object after) {
        appendAll(
                em,
                tenant,
                actor,
                action,
                subjectType,
                List.of(subjectId),
                List.of(text(before)),
                List.of(text(after)));
    }

    /** Appends entries of one action in their order; {@code before} and {@code after} are JSON texts, empty for none. */
    public void appendAll(
            EntityManager em,
            int tenant,
            Caller caller,
            String action,
            String subjectType,
            List<String> subjectIds,
            List<String> before,
            List<String> after) {
        appendAll(em, tenant, caller.username(), action, subjectType, subjectIds, before, after);
    }

    private static void appendAll(
            EntityManager em,
            int tenant,
            String actor,
            String action,
            String subjectType,
            List<String> subjectIds,
            List<String> before,
            List<String> after) {
        Sql.query(
                em,
                "select journal_append(?, ?, ?, ?, ?, ?, ?) as seq",
                row -> row.bigint("seq"),
                tenant,
                actor,
                action,
                subjectType,
                subjectIds,
                before,
                after);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : Json.write(value);
    }
}
