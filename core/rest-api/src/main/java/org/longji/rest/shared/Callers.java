package org.longji.rest.shared;

import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;
import org.longji.shared.Caller;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;

/** Who makes this request. The authentication filter sets it once; resources hand the caller on explicitly. */
@RequestScoped
public class Callers {

    private @Nullable Caller caller;

    /** Notes the caller of a verified token. */
    public void enter(Caller verified) {
        caller = verified;
    }

    /** @throws ProblemException SIGN_IN_REQUIRED when nobody signed in */
    public Caller caller() {
        if (caller == null) {
            throw new ProblemException(Problem.SIGN_IN_REQUIRED, java.util.Map.of());
        }
        return caller;
    }
}
