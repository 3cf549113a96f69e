package org.longji.rest.document;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.longji.document.Imports;
import org.longji.document.Uploads;
import org.longji.job.Job;
import org.longji.plugin.api.Text;
import org.longji.rest.job.JobView;
import org.longji.rest.shared.Callers;
import org.longji.rest.shared.Idempotency;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;

/** Takes in the file of a form ({@code file}) and orders the job it is for; the same request again is answered with the same job. */
@Dependent
class FileOrders {

    private final Callers callers;
    private final Imports imports;
    private final Idempotency idempotency;

    @Inject
    FileOrders(Callers callers, Imports imports, Idempotency idempotency) {
        this.callers = callers;
        this.imports = imports;
        this.idempotency = idempotency;
    }

    /**
     * Takes the file in and orders its job.
     *
     * @param how what else makes two requests the same
     */
    Response order(
            int tenant,
            List<EntityPart> parts,
            @Nullable String key,
            Map<String, ?> how,
            Function<Uploads.Upload, Job> order)
            throws IOException {
        var caller = callers.caller();
        return order(tenant, parts, key, how, (content, name) -> imports.receive(caller, tenant, content, name), order);
    }

    /** The same, with another word on who may send a file. */
    Response order(
            int tenant,
            List<EntityPart> parts,
            @Nullable String key,
            Map<String, ?> how,
            BiFunction<InputStream, String, Uploads.Upload> receive,
            Function<Uploads.Upload, Job> order)
            throws IOException {
        var caller = callers.caller();
        var file = part(parts, "file")
                .orElseThrow(() -> new ProblemException(
                        Problem.MALFORMED_REQUEST,
                        Map.of("reason", new Text("缺少名为 file 的部分", "there is no part named file"))));
        Uploads.Upload upload;
        try (var content = file.getContent()) {
            upload = receive.apply(content, file.getFileName().orElse("ledger"));
        }
        var request = new TreeMap<String, Object>(how);
        request.put("sha256", upload.sha256());
        var ordered = new boolean[1];
        try {
            return idempotency.once(caller, tenant, key, request, () -> {
                var job = order.apply(upload);
                ordered[0] = true;
                return Response.accepted(JobView.of(job))
                        .location(JobView.location(job))
                        .build();
            });
        } finally {
            if (!ordered[0]) {
                imports.discard(upload);
            }
        }
    }

    static Optional<EntityPart> part(List<EntityPart> parts, String name) {
        return parts.stream().filter(part -> part.getName().equals(name)).findFirst();
    }
}
