package org.longji.rest.shared;

import jakarta.ws.rs.core.EntityTag;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;

/** Record versions as ETags. */
public final class Versions {

    private Versions() {}

    public static EntityTag tag(int version) {
        return new EntityTag(Integer.toString(version));
    }

    /** The version of an If-Match header, if one was sent ({@code *} counts as none). */
    public static Optional<Integer> optional(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank() || ifMatch.strip().equals("*")) {
            return Optional.empty();
        }
        var digits = ifMatch.strip().replaceFirst("^W/", "").replace("\"", "");
        try {
            return Optional.of(Integer.parseInt(digits));
        } catch (NumberFormatException e) {
            throw new ProblemException(Problem.STALE_VERSION, Map.of("current", "?"));
        }
    }

    /** @throws ProblemException PRECONDITION_REQUIRED when no version was sent */
    public static int required(@Nullable String ifMatch) {
        return optional(ifMatch).orElseThrow(() -> new ProblemException(Problem.PRECONDITION_REQUIRED, Map.of()));
    }
}
