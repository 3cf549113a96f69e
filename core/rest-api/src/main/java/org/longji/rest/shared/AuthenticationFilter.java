package org.longji.rest.shared;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.longji.access.Sessions;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;

/** Lets nobody in without an open session, except where a method says {@link PublicAccess}. */
@Provider
@Dependent
@Priority(Priorities.AUTHENTICATION)
public class AuthenticationFilter implements ContainerRequestFilter {

    private static final String BEARER = "bearer ";

    @Context
    @SuppressWarnings("NullAway.Init")
    ResourceInfo resource;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Sessions sessions;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Callers callers;

    @Override
    public void filter(ContainerRequestContext request) {
        var method = resource.getResourceMethod();
        if (method != null && method.isAnnotationPresent(PublicAccess.class)) {
            return;
        }
        var session = sessions.authenticate(token(request.getHeaderString(HttpHeaders.AUTHORIZATION)));
        callers.enter(session, request.getMethod() + " " + request.getUriInfo().getPath());
    }

    private static String token(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new ProblemException(Problem.SIGN_IN_REQUIRED, Map.of());
        }
        return header.substring(BEARER.length()).strip();
    }
}
