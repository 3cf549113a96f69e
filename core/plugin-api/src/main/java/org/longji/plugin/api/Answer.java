package org.longji.plugin.api;

import org.apiguardian.api.API;

/** An answer to a yes-or-no question that somebody may not have answered yet. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Answer {
    /** Stated and true. */
    YES,
    /** Stated and false. */
    NO,
    /** Nobody has stated it: a policy that needs it asks, it does not assume. */
    UNKNOWN
}
