package org.longji.register;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import org.longji.approval.ApprovalCase;
import org.longji.approval.ApprovalKind;
import org.longji.approval.ApprovalSubject;
import org.longji.shared.Caller;

/** Carries a register's step out when it has been approved, and lets the row go when it has not. */
@Dependent
class ApprovedSteps implements ApprovalSubject {

    private final RowChanges changes;

    @Inject
    ApprovedSteps(RowChanges changes) {
        this.changes = changes;
    }

    @Override
    public ApprovalKind kind() {
        return ApprovalKind.REGISTER;
    }

    @Override
    public void approved(EntityManager em, Caller by, ApprovalCase one) {
        StepApprovals.taken(em, one.subject()).ifPresent(brought -> changes.takeApproved(em, brought));
    }

    @Override
    public void rejected(EntityManager em, Caller by, ApprovalCase one) {
        StepApprovals.taken(em, one.subject());
    }

    @Override
    public void withdrawn(EntityManager em, Caller by, ApprovalCase one) {
        StepApprovals.taken(em, one.subject());
    }
}
