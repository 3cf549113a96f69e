package org.longji.plugin.api;

import org.apiguardian.api.API;

/** Which party of a technology contract a policy supports. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Side {
    /** Provider of the technology (卖方, 让与方, 许可方, 受托方). */
    PROVIDER,
    /** Recipient of the technology (买方, 受让方, 被许可方, 委托方). */
    RECIPIENT
}
