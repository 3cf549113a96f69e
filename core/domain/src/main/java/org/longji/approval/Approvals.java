package org.longji.approval;

import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import java.util.UUID;
import org.longji.shared.Caller;

/** Brings things to approval and carries out what officers do about them. */
@Dependent
public class Approvals {

    /**
     * Begins a case in the running transaction, pinned to the chain in force today at the tenant, and opens its first step.
     *
     * @return the case
     * @throws org.longji.shared.ProblemException APPROVAL_PENDING while another case of the same kind and subject is open
     */
    public UUID begin(EntityManager em, Caller caller, ApprovalRequest request) {
        throw new UnsupportedOperationException("comes with the tables");
    }
}
