package org.longji.rest.shared;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.longji.access.RepeatedRequests;
import org.longji.shared.Caller;
import org.longji.shared.Json;

/** Makes a creation safe to repeat: the same Idempotency-Key with the same body gets the first answer again. */
@Dependent
public class Idempotency {

    private final RepeatedRequests requests;
    private final Callers callers;

    @Inject
    public Idempotency(RepeatedRequests requests, Callers callers) {
        this.requests = requests;
        this.callers = callers;
    }

    /**
     * Runs {@code creation} once per key.
     *
     * @param key the Idempotency-Key header; null runs it plainly
     * @param request the body, part of what makes two requests the same
     */
    public Response once(Caller caller, int tenant, @Nullable String key, Object request, Supplier<Response> creation) {
        if (key == null || key.isBlank()) {
            return creation.get();
        }
        var answer = requests.once(caller, tenant, key, callers.request() + "\n" + Json.write(request), () -> {
            var response = creation.get();
            var location = response.getLocation();
            return new RepeatedRequests.Answer(
                    response.getStatus(),
                    location == null ? null : location.toString(),
                    Json.write(response.getEntity()));
        });
        var response = Response.status(answer.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(answer.body());
        // The replayed record carries the version its ETag had.
        if (answer.body().startsWith("{") && Json.readMap(answer.body()).get("version") instanceof Integer version) {
            response.tag(Versions.tag(version));
        }
        return answer.location() == null
                ? response.build()
                : response.location(URI.create(answer.location())).build();
    }
}
