package org.longji.contract;

/** Where a contract stands on its way to registration; a later examination adds states between ACCEPTED and the decision. */
public enum ContractStatus {
    /** 草稿: only the provider sees it. */
    DRAFT("草稿"),
    /** 已提交: filed by the provider, waiting for the agency. */
    SUBMITTED("已提交"),
    /** 已受理: the agency took it; the statutory period runs. */
    ACCEPTED("已受理"),
    /** 已登记: recognised and numbered; money may follow. */
    REGISTERED("已登记"),
    /** 不予登记: refused with reasons. */
    REFUSED("不予登记");

    private final String zh;

    ContractStatus(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }
}
