package org.longji.rest.shared;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;

/**
 * An error as problem+json (RFC 9457) in two languages: what happened, why, and what to do next.
 *
 * @param title what, in the language the request accepts (zh unless it prefers en)
 */
@Schema(description = "An error: what happened, why, and what to do next")
public record ProblemDetail(
        String type,
        String code,
        String title,
        String detail,
        String nextStep,
        String titleEn,
        String detailEn,
        String nextStepEn,
        int status,
        String instance,
        List<ProblemException.FieldError> errors) {

    static ProblemDetail of(ProblemException exception, Locale locale, String instance) {
        return of(exception.problem(), exception.parameters(), exception.errors(), locale, instance);
    }

    /** A problem that was stored and is told later, such as why a job failed. */
    public static ProblemDetail of(
            Problem problem,
            Map<String, ?> parameters,
            List<ProblemException.FieldError> errors,
            Locale locale,
            String instance) {
        return new ProblemDetail(
                "https://longji.org/problems/" + problem.name(),
                problem.name(),
                problem.text(Problem.Part.TITLE, locale, parameters),
                problem.text(Problem.Part.DETAIL, locale, parameters),
                problem.text(Problem.Part.NEXT_STEP, locale, parameters),
                problem.text(Problem.Part.TITLE, Locale.ENGLISH, parameters),
                problem.text(Problem.Part.DETAIL, Locale.ENGLISH, parameters),
                problem.text(Problem.Part.NEXT_STEP, Locale.ENGLISH, parameters),
                problem.status(),
                instance,
                errors);
    }
}
