package org.longji.party;

/** A text that should be a unified social credit code is none; carries which check failed, in both languages. */
public final class InvalidCreditCodeException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient CreditCode.Defect defect;

    InvalidCreditCodeException(CreditCode.Defect defect) {
        super(defect.check() + ": " + defect.en());
        this.defect = defect;
    }

    /** The first check that failed and its explanation. */
    public CreditCode.Defect defect() {
        return defect;
    }
}
