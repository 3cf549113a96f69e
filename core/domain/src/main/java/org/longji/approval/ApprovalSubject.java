package org.longji.approval;

import jakarta.persistence.EntityManager;
import org.longji.shared.Caller;

/**
 * What a capability does when a case of its kind ends; every CDI bean of this type is known. Exactly one of the methods is called,
 * exactly once for a case, in the transaction of the signature or act that ended it and in the scope of the case's tenant and what lies below it: what it
 * throws leaves the case open.
 */
public interface ApprovalSubject {

    /** The cases it answers for; one subject for each kind. */
    ApprovalKind kind();

    /** Every step was signed. */
    void approved(EntityManager em, Caller by, ApprovalCase one);

    /** One of those who had to sign turned it down. */
    void rejected(EntityManager em, Caller by, ApprovalCase one);

    /** Whoever began it took it back. */
    void withdrawn(EntityManager em, Caller by, ApprovalCase one);
}
