package org.longji.rest.shared;

import jakarta.enterprise.context.RequestScoped;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.longji.access.Session;
import org.longji.shared.Caller;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;

/** Who makes this request. The authentication filter sets it once; resources hand the caller on explicitly. */
@RequestScoped
public class Callers {

    private @Nullable Session session;
    private String request = "";

    /** Notes the open session of a verified token, and the method and path it asks for. */
    void enter(Session verified, String methodAndPath) {
        session = verified;
        request = methodAndPath;
    }

    /** @throws ProblemException SIGN_IN_REQUIRED when nobody signed in */
    public Caller caller() {
        return session().caller();
    }

    /** @throws ProblemException SIGN_IN_REQUIRED when nobody signed in */
    public Session session() {
        if (session == null) {
            throw new ProblemException(Problem.SIGN_IN_REQUIRED, Map.of());
        }
        return session;
    }

    /** Method and path of the request, part of what makes two requests the same. */
    String request() {
        return request;
    }
}
