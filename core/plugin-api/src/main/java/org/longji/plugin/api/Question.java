package org.longji.plugin.api;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * Something a person must answer before the policy can decide.
 *
 * @param code stable identifier
 * @param text the question
 * @param basis the clause that needs the answer
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Question(String code, Text text, LegalBasis basis) {

    /** Refuses absent values. */
    public Question {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(basis, "basis");
    }
}
