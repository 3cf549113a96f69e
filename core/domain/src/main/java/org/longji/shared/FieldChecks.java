package org.longji.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.longji.shared.ProblemException.FieldError;

/** Collects everything wrong with a request before refusing it, so that nobody has to correct it one field at a time. */
public final class FieldChecks {

    private final List<FieldError> errors = new ArrayList<>();

    /** Notes an error unless {@code holds}. */
    public FieldChecks require(boolean holds, String field, String message, String messageEn) {
        if (!holds) {
            errors.add(new FieldError(field, message, messageEn));
        }
        return this;
    }

    /** Notes an error when {@code value} is missing or blank. */
    public FieldChecks present(@Nullable Object value, String field) {
        return require(
                value != null && !(value instanceof String text && text.isBlank()),
                field,
                "此项必填。",
                "This field is required.");
    }

    /** Notes an error when {@code value} is longer than the column that will hold it. */
    public FieldChecks atMost(@Nullable String value, int length, String field) {
        return require(
                value == null || value.length() <= length,
                field,
                "不得超过 " + length + " 个字。",
                "At most " + length + " characters.");
    }

    /** Everything noted so far, for whoever shows it instead of refusing. */
    public List<FieldError> errors() {
        return List.copyOf(errors);
    }

    /**
     * Ends the checking.
     *
     * @throws ProblemException INVALID_FIELDS when anything was noted
     */
    public void done() {
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.INVALID_FIELDS, Map.of("count", errors.size()), errors);
        }
    }
}
