package org.longji.registration;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import org.longji.approval.ApprovalCase;
import org.longji.approval.ApprovalKind;
import org.longji.approval.ApprovalSubject;
import org.longji.shared.Caller;

/** Registers a contract when the decision to do so has been approved, and gives it back to its examination when it has not. */
@Dependent
class ApprovedDecisions implements ApprovalSubject {

    private final Registrations registrations;

    @Inject
    ApprovedDecisions(Registrations registrations) {
        this.registrations = registrations;
    }

    @Override
    public ApprovalKind kind() {
        return ApprovalKind.REGISTRATION;
    }

    @Override
    public void approved(EntityManager em, Caller by, ApprovalCase one) {
        registrations.registerApproved(em, one.subject());
    }

    @Override
    public void rejected(EntityManager em, Caller by, ApprovalCase one) {
        registrations.takeBack(em, by, one.subject(), "REGISTRATION_TURNED_DOWN");
    }

    @Override
    public void withdrawn(EntityManager em, Caller by, ApprovalCase one) {
        registrations.takeBack(em, by, one.subject(), "REGISTRATION_WITHDRAWN");
    }
}
