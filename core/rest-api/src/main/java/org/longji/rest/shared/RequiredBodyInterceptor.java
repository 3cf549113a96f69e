package org.longji.rest.shared;

import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Text;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;

/**
 * Tells whoever sent nothing, or {@code null}, where a body is needed. JAX-RS would hand the null on to the resource method,
 * which is not written for it unless its parameter says {@link Nullable}.
 */
@Provider
public class RequiredBodyInterceptor implements ReaderInterceptor {

    @Context
    @SuppressWarnings("NullAway.Init")
    ResourceInfo resource;

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        var body = context.proceed();
        var method = resource.getResourceMethod();
        if (body == null && method != null && needsBody(method)) {
            throw new ProblemException(
                    Problem.MALFORMED_REQUEST, Map.of("reason", new Text("缺少请求内容", "there is no request body")));
        }
        return body;
    }

    /** The body is the one parameter that no annotation names the source of. */
    private static boolean needsBody(Method method) {
        return Arrays.stream(method.getParameters())
                .filter(parameter -> parameter.getAnnotations().length == 0)
                .noneMatch(parameter -> parameter.getAnnotatedType().isAnnotationPresent(Nullable.class));
    }
}
