package org.longji.contract;

import org.longji.plugin.api.Text;

/** Where a contract stands on its way to registration; a later examination adds states between ACCEPTED and the decision. */
public enum ContractStatus {
    /** 草稿: only the provider sees it. */
    DRAFT("草稿", "a draft"),
    /** 已提交: filed by the provider, waiting for the agency. */
    SUBMITTED("已提交", "submitted"),
    /** 已受理: the agency took it; the statutory period runs. */
    ACCEPTED("已受理", "accepted"),
    /** 已登记: recognised and numbered; money may follow. */
    REGISTERED("已登记", "registered"),
    /** 不予登记: refused with reasons. */
    REFUSED("不予登记", "refused");

    private final Text words;

    ContractStatus(String zh, String en) {
        this.words = new Text(zh, en);
    }

    /** What the status is called. */
    public Text words() {
        return words;
    }
}
