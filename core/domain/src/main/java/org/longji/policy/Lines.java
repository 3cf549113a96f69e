package org.longji.policy;

import jakarta.persistence.EntityManager;
import org.longji.shared.Sql;

/** Keeps two changes to the law of one policy from crossing. */
final class Lines {

    /** Instead of a policy: what versions of different policies say of each other. */
    static final String RELATIONS = "*";

    private Lines() {}

    /** Keeps whoever else changes versions or rails of this policy waiting until this transaction ends. */
    static void lock(EntityManager em, String policyId) {
        Sql.query(
                em,
                "select pg_advisory_xact_lock(hashtextextended('policy|' || ?, 0))::text as locked",
                row -> 0,
                policyId);
    }
}
