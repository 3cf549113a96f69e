package org.longji.contract;

import org.longji.plugin.api.Text;

/** Where a contract stands on its way to registration, and whether the registration still holds. */
public enum ContractStatus {
    /** 草稿: only the provider sees it. */
    DRAFT("草稿", "a draft"),
    /** 已提交: filed by the provider, waiting for the agency. */
    SUBMITTED("已提交", "submitted"),
    /** 待补正: handed back with what is missing; filed again, the period starts anew. */
    RETURNED("待补正", "returned for correction"),
    /** 已受理: the agency took it; the statutory period runs. */
    ACCEPTED("已受理", "accepted"),
    /** 专家评审: large or disputed; experts give their opinions before the registrar decides. */
    EXPERT_REVIEW("专家评审", "under expert review"),
    /** 审批中: the registrar decided to register it; it is registered when that is approved, and changed by nothing else meanwhile. */
    IN_APPROVAL("审批中", "under approval"),
    /** 已登记: recognised and numbered; money may follow. */
    REGISTERED("已登记", "registered"),
    /** 不予登记: refused with reasons. */
    REFUSED("不予登记", "refused"),
    /** 已注销: the registration was cancelled at the parties' request; its number stays used. */
    CANCELLED("已注销", "cancelled"),
    /** 已撤销: the registration was revoked, for fraud for example; what was granted on it is to be recovered. */
    REVOKED("已撤销", "revoked");

    private final Text words;

    ContractStatus(String zh, String en) {
        this.words = new Text(zh, en);
    }

    /** Whether the filing party may still rewrite the form and its attachments. */
    public boolean isEditable() {
        return this == DRAFT || this == RETURNED;
    }

    /** What the status is called. */
    public Text words() {
        return words;
    }
}
