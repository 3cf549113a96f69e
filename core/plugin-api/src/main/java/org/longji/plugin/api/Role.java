package org.longji.plugin.api;

import org.apiguardian.api.API;

/** In which role somebody has to do with technology contracts. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Role {
    /** Gives the technology (卖方). */
    PROVIDER,
    /** Takes the technology (买方). */
    RECIPIENT,
    /** Brought the parties together (技术转移机构, 中介方). */
    INTERMEDIARY,
    /** Registered the contracts (技术合同登记机构). */
    AGENCY,
    /** Claims without being any of these. */
    APPLICANT
}
