package org.longji.plugin.api;

import org.apiguardian.api.API;

/** What sort of money a policy gives. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Kind {
    /** Award for a result (奖励). */
    REWARD,
    /** Subsidy towards a cost (补助). */
    SUBSIDY,
    /** Subsidy paid after the work was done and checked (后补助). */
    EX_POST_SUBSIDY,
    /** Tax not levied (税收优惠). */
    TAX_RELIEF,
    /** No money at all: finds out whether something meets a floor or a duty (核查). */
    CHECK
}
