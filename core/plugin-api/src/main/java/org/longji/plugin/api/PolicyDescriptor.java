package org.longji.plugin.api;

import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * Who a policy is: fixed for a plugin version, the same in every tenant.
 *
 * @param id stable identifier in lower-case words joined by hyphens, for example {@code plan-buyer-subsidy}
 * @param title name in both languages
 * @param side the party it supports
 * @param kind the sort of money it gives
 * @param jurisdiction code of the division where it is law; 230000 means that province and everything in it
 * @param basis the clauses it rests on; the conformance kit refuses a policy without any
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record PolicyDescriptor(String id, Text title, Side side, Kind kind, int jurisdiction, List<LegalBasis> basis) {

    /** Takes a copy of the basis and refuses an identifier that could not stand in a path. */
    public PolicyDescriptor {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(side, "side");
        Objects.requireNonNull(kind, "kind");
        basis = List.copyOf(basis);
        if (!id.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException(
                    "policy id '" + id + "' must be lower-case words joined by hyphens, such as plan-buyer-subsidy");
        }
    }
}
