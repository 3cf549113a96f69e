package org.longji.disbursement;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import org.longji.approval.ApprovalCase;
import org.longji.approval.ApprovalKind;
import org.longji.approval.ApprovalSubject;
import org.longji.shared.Caller;

/** Recoveries that are to be written off, before approval. */
@Dependent
public class RecoveryWriteOffs implements ApprovalSubject {

    private final Recoveries recoveries;

    @Inject
    public RecoveryWriteOffs(Recoveries recoveries) {
        this.recoveries = recoveries;
    }

    @Override
    public ApprovalKind kind() {
        return ApprovalKind.WRITE_OFF;
    }

    @Override
    public void approved(EntityManager em, Caller by, ApprovalCase one) {
        recoveries.writeOffEnded(em, by, one);
    }

    @Override
    public void rejected(EntityManager em, Caller by, ApprovalCase one) {
        recoveries.writeOffEnded(em, by, one);
    }

    @Override
    public void withdrawn(EntityManager em, Caller by, ApprovalCase one) {
        recoveries.writeOffEnded(em, by, one);
    }
}
