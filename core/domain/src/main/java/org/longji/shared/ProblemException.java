package org.longji.shared;

import java.util.List;
import java.util.Map;

/** A request that cannot be carried out, for a reason of the {@link Problem} catalogue. */
public class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * One thing wrong with one field.
     *
     * @param field path of the field in the request, or the header of the column
     */
    public record FieldError(String field, String message, String messageEn) {}

    private final Problem problem;
    private final transient Map<String, Object> parameters;
    private final transient List<FieldError> errors;

    public ProblemException(Problem problem, Map<String, ?> parameters) {
        this(problem, parameters, List.of());
    }

    public ProblemException(Problem problem, Map<String, ?> parameters, List<FieldError> errors) {
        super(problem + " " + parameters);
        this.problem = problem;
        this.parameters = Map.copyOf(parameters);
        this.errors = List.copyOf(errors);
    }

    public Problem problem() {
        return problem;
    }

    /** Values the texts of the catalogue speak of, by name. */
    public Map<String, Object> parameters() {
        return parameters;
    }

    public List<FieldError> errors() {
        return errors;
    }
}
