package org.longji.disbursement;

/** What is looked at before an item goes into a batch. */
public enum PaymentCheck {
    /** Nobody said where to pay to. */
    NO_ACCOUNT(true),
    /** 户名 is not the beneficiary's name. */
    NAME_DIFFERS(false),
    /** A name that a bank file cannot hold. */
    NAME_UNUSABLE(true),
    /** Not 8 to 32 digits. */
    ACCOUNT_FORMAT(true),
    /** A person's UnionPay card whose check digit is wrong. */
    CARD_NUMBER(false),
    /** Another beneficiary has the same account. */
    ACCOUNT_SHARED(false),
    /** Not the account the beneficiary was last paid to. */
    ACCOUNT_CHANGED(false),
    /** 失信名单. */
    CREDIT_LISTED(false),
    /** An officer said so. */
    OFFICER(false);

    private final boolean stubborn;

    PaymentCheck(boolean stubborn) {
        this.stubborn = stubborn;
    }

    /** Whether no reason helps but another account: it is found again however often somebody lifts it. */
    boolean stubborn() {
        return stubborn;
    }
}
