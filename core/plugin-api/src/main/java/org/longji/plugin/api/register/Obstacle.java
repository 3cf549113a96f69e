package org.longji.plugin.api.register;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;
import org.longji.plugin.api.LegalBasis;

/**
 * One reason why something cannot be done now, in words that tell the reader what is missing.
 *
 * @param code stable identifier in upper case
 * @param words the reason
 * @param basis the clause that says so, where there is one
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Obstacle(String code, Words words, Optional<LegalBasis> basis) {

    /** Refuses absent values. */
    public Obstacle {
        Objects.requireNonNull(words, "words");
        Objects.requireNonNull(basis, "basis");
        if (!code.matches("[A-Z][A-Z0-9_]*")) {
            throw new IllegalArgumentException("the code of an obstacle is in capitals, not '" + code + "'");
        }
    }

    /** {@return an obstacle without a clause} */
    public static Obstacle of(String code, String zh, String en) {
        return new Obstacle(code, Words.of(zh, en), Optional.empty());
    }

    /** {@return an obstacle that rests on a clause} */
    public static Obstacle of(String code, String zh, String en, LegalBasis basis) {
        return new Obstacle(code, Words.of(zh, en), Optional.of(basis));
    }

    /** {@return no obstacle if {@code holds}, else this one} */
    public static List<Obstacle> unless(boolean holds, String code, String zh, String en) {
        return holds ? List.of() : List.of(of(code, zh, en));
    }
}
