package org.longji.plugin.api;

import java.util.List;
import org.apiguardian.api.API;

/**
 * The contract earns nothing under this policy, or a check found something wrong.
 *
 * @param reasons every condition that failed, not only the first, so that the reader need not ask again
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record NotEntitled(List<Reason> reasons) implements Assessment {

    /** Takes a copy and refuses a refusal without a reason. */
    public NotEntitled {
        reasons = List.copyOf(reasons);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("a refusal needs at least one reason");
        }
    }
}
