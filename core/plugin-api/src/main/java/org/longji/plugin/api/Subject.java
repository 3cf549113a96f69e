package org.longji.plugin.api;

import org.apiguardian.api.API;

/** What one decision of a policy is about. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Subject {
    /** One registered contract in one year. */
    CONTRACT,
    /** One beneficiary's whole year. */
    APPLICANT_YEAR,
    /** One claim with the evidence it brings, such as a premium, a training course or a loan. */
    CLAIM
}
