package org.longji.disbursement;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import org.longji.approval.ApprovalCase;
import org.longji.approval.ApprovalKind;
import org.longji.approval.ApprovalSubject;
import org.longji.shared.Caller;

/** What becomes of a round when its approval ends. */
@Dependent
class RoundApproval implements ApprovalSubject {

    private final PaymentRounds rounds;

    @Inject
    RoundApproval(PaymentRounds rounds) {
        this.rounds = rounds;
    }

    @Override
    public ApprovalKind kind() {
        return ApprovalKind.PAYMENT;
    }

    @Override
    public void approved(EntityManager em, Caller by, ApprovalCase one) {
        rounds.approved(em, by, one.subject(), one.tenant());
    }

    @Override
    public void rejected(EntityManager em, Caller by, ApprovalCase one) {
        rounds.turnedDown(em, by, one.subject(), one.tenant());
    }

    @Override
    public void withdrawn(EntityManager em, Caller by, ApprovalCase one) {
        rounds.takenBack(em, one.subject(), one.tenant());
    }
}
