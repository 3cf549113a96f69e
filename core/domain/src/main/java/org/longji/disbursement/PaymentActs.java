package org.longji.disbursement;

import jakarta.persistence.EntityManager;
import java.util.Map;
import java.util.UUID;
import org.longji.plugin.api.Text;
import org.longji.shared.Caller;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Sql;

/** What everything that moves payments has in common. */
final class PaymentActs {

    /** Any number will do that nothing else locks by. */
    private static final int LOCK = 49;

    private PaymentActs() {}

    /**
     * Begins something that changes what a tenant pays: one such thing at a time, until the transaction ends. The walls of the database
     * would hold without it; this way nobody runs into them. What moves money is signed with the caller's name.
     */
    static void begin(EntityManager em, Caller caller, int tenant) {
        Sql.query(
                em,
                "select pg_advisory_xact_lock(?, ?)::text as locked, set_config('app.actor', ?, true) as actor",
                row -> row.text("actor"),
                LOCK,
                tenant,
                caller.username());
    }

    static ProblemException wrongStatus(Text what, String status) {
        return new ProblemException(Problem.NOT_NOW, Map.of("what", what, "status", status));
    }

    static ProblemException notFound(UUID id) {
        return new ProblemException(Problem.NOT_FOUND, Map.of("what", id));
    }
}
