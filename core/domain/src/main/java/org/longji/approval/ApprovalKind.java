package org.longji.approval;

/** What can be brought to approval; each kind has chains of its own. */
public enum ApprovalKind {
    /** 拨付: money leaves the house; two different officers sign, whatever the chain says, and nobody signs two steps. */
    PAYMENT,
    /** 认定登记: brought to approval where a tenant enacted a chain for it, and decided at once elsewhere. */
    REGISTRATION,
    /** A step of a register that a plugin defines. */
    REGISTER,
    /** 核销: what was paid, is not owed, and will not come back; signed like a payment. */
    WRITE_OFF;

    /** Whether two different officers sign, whatever the chain says, and nobody signs two steps. */
    boolean ofMoney() {
        return this == PAYMENT || this == WRITE_OFF;
    }
}
