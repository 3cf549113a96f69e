package org.longji.plugin.api.register;

import org.apiguardian.api.API;

/** Who acts in a register. An officer acts where the role is held, not below; experts and applicants wherever their role reaches. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum UserRole {
    /** 管理员. */
    ADMINISTRATOR,
    /** 审计员: reads, and can be named in no step. */
    AUDITOR,
    /** 登记员. */
    REGISTRAR,
    /** 审核员. */
    REVIEWER,
    /** 财务. */
    FINANCE,
    /** 专家. */
    EXPERT,
    /** 申请人: acts for one party, and sees that party's rows and what is open to all. */
    APPLICANT
}
