package org.longji.rest.shared;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.persistence.OptimisticLockException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Text;
import org.longji.pluginhost.PluginFailure;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;

/** Turns whatever went wrong into problem+json; what nobody foresaw is logged under an incident number and told as little as that. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {

    private static final System.Logger LOG = System.getLogger(ProblemMapper.class.getName());
    private static final String UNIQUE_VIOLATION = "23505";
    /** Deadlock, serialization failure, lock timeout: PostgreSQL gave one of two way, and the same request may now pass. */
    private static final Set<String> TRY_AGAIN = Set.of("40P01", "40001", "55P03");

    @Context
    @SuppressWarnings("NullAway.Init")
    HttpHeaders headers;

    @Context
    @SuppressWarnings("NullAway.Init")
    UriInfo uri;

    @Override
    public Response toResponse(Throwable thrown) {
        var problem = problem(thrown);
        var detail = ProblemDetail.of(problem, locale(), uri.getRequestUri().getPath());
        return Response.status(problem.problem().status())
                .type(MediaType.valueOf("application/problem+json"))
                .entity(detail)
                .build();
    }

    private ProblemException problem(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException known) {
                return known;
            }
            if (cause instanceof PluginFailure failure) {
                // Whose it is, the request is told; what it was, the log.
                var incident = incident(failure);
                var text = String.valueOf(failure.getMessage());
                return new ProblemException(
                        Problem.PLUGIN_FAILED,
                        Map.of("plugin", text.substring(0, Math.max(text.indexOf(':'), 0)), "incident", incident));
            }
            if (cause instanceof OptimisticLockException) {
                return new ProblemException(Problem.STALE_VERSION, Map.of("current", "?"));
            }
            if (cause instanceof java.sql.SQLException sql
                    && UNIQUE_VIOLATION.equals(sql.getSQLState())
                    && String.valueOf(sql.getMessage()).contains("contract_identity_key")) {
                // Two filings of one contract at the same instant: the index decided, the second one is told like any
                // other.
                return new ProblemException(Problem.CONTRACT_ALREADY_RECORDED, Map.of());
            }
            if (cause instanceof java.sql.SQLException sql && TRY_AGAIN.contains(String.valueOf(sql.getSQLState()))) {
                return new ProblemException(Problem.BUSY, Map.of());
            }
            // Only what was read: an answer that cannot be written is our fault, not the reader's.
            if (cause instanceof JsonProcessingException json && !(json.getProcessor() instanceof JsonGenerator)) {
                return JsonMistake.problem(json);
            }
        }
        if (thrown instanceof WebApplicationException web) {
            if (web.getCause() instanceof IllegalArgumentException unreadable
                    && uri.getRequestUri().getQuery() != null) {
                return new ProblemException(
                        Problem.MALFORMED_REQUEST,
                        Map.of(
                                "reason",
                                new Text(
                                        "查询参数无法识别：" + unreadable.getMessage(),
                                        "a query parameter cannot be read: " + unreadable.getMessage())));
            }
            var known = ofStatus(web.getResponse().getStatus());
            if (known != null) {
                return known;
            }
        }
        return new ProblemException(Problem.INTERNAL_ERROR, Map.of("incident", incident(thrown)));
    }

    private String incident(Throwable thrown) {
        var incident = UUID.randomUUID().toString().substring(0, 8);
        LOG.log(Level.ERROR, "Incident " + incident + " at " + uri.getPath(), thrown);
        return incident;
    }

    private @Nullable ProblemException ofStatus(int status) {
        return switch (status) {
            case 400 -> new ProblemException(Problem.MALFORMED_REQUEST, Map.of("reason", "HTTP 400"));
            case 401 -> new ProblemException(Problem.SIGN_IN_REQUIRED, Map.of());
            case 404 -> new ProblemException(Problem.NOT_FOUND, Map.of("what", "/" + uri.getPath()));
            case 405 -> new ProblemException(Problem.METHOD_NOT_ALLOWED, Map.of());
            case 406 -> new ProblemException(Problem.NOT_ACCEPTABLE, Map.of());
            case 413 -> new ProblemException(Problem.FILE_TOO_LARGE, Map.of("limit", "200 MiB"));
            case 415 -> new ProblemException(Problem.UNSUPPORTED_MEDIA_TYPE, Map.of());
            default -> null;
        };
    }

    private Locale locale() {
        for (var accepted : headers.getAcceptableLanguages()) {
            if (accepted.getLanguage().equals("zh")) {
                return Locale.CHINESE;
            }
            if (accepted.getLanguage().equals("en")) {
                return Locale.ENGLISH;
            }
        }
        return Locale.CHINESE;
    }
}
