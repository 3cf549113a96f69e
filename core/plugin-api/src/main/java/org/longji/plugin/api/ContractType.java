package org.longji.plugin.api;

import org.apiguardian.api.API;

/** The five types of technology contract (技术合同, Civil Code art. 843). */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum ContractType {
    /** Technology development (技术开发). */
    DEVELOPMENT,
    /** Technology transfer (技术转让). */
    TRANSFER,
    /** Technology licensing (技术许可), inside transfer until 2020. */
    LICENSING,
    /** Technology consulting (技术咨询). */
    CONSULTING,
    /** Technology service (技术服务). */
    SERVICE
}
