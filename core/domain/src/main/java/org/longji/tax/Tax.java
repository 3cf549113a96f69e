package org.longji.tax;

/** The computable taxes and reliefs that hang on a registered technology contract. */
public enum Tax {
    /** 增值税：技术转让、技术开发免税 (财税〔2016〕36号). */
    VAT_EXEMPTION(new VatExemption()),
    /** 企业所得税：技术转让所得500万元 (企业所得税法实施条例 90). */
    TRANSFER_INCOME(new TransferIncome()),
    /** 个人所得税：现金奖励减按50% (财税〔2018〕58号). */
    CASH_AWARD(new CashAward()),
    /** 企业所得税：研发费用加计扣除. */
    SUPER_DEDUCTION(new SuperDeduction()),
    /** 印花税. */
    STAMP_DUTY(new StampDuty());

    private final TaxRule rule;

    Tax(TaxRule rule) {
        this.rule = rule;
    }

    TaxRule rule() {
        return rule;
    }
}
