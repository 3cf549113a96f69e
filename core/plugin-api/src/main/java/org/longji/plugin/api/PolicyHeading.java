package org.longji.plugin.api;

import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What is known of a policy version outside its definition, so that a definition need not say it twice.
 *
 * @param policyId id of the policy
 * @param title title in both languages
 * @param jurisdiction code of the division where it is law
 * @param basis the clause the version as a whole rests on
 * @param capParameter the parameter with the limit that the host keeps over several cases
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record PolicyHeading(
        String policyId, Text title, int jurisdiction, LegalBasis basis, Optional<String> capParameter) {

    /** Refuses absent values. */
    public PolicyHeading {
        Objects.requireNonNull(policyId, "policyId");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(basis, "basis");
        Objects.requireNonNull(capParameter, "capParameter");
    }
}
