package org.longji.plugin.api.register;

import org.apiguardian.api.API;

/**
 * An organisation or person by the code it is known by (统一社会信用代码, or whatever an applicant's account is bound to).
 *
 * @param code the code, never blank
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record PartyRef(String code) {

    /** Refuses a blank code. */
    public PartyRef {
        if (code.isBlank()) {
            throw new IllegalArgumentException("a party has a code");
        }
    }
}
