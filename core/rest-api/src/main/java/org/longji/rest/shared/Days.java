package org.longji.rest.shared;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.longji.shared.FieldChecks;

/** Days in a query. */
public final class Days {

    private Days() {}

    /**
     * The day that may be given, or null.
     *
     * @throws org.longji.shared.ProblemException INVALID_FIELDS naming the field when it is no date
     */
    public static @Nullable LocalDate optional(@Nullable String text, String field) {
        return text == null || text.isBlank() ? null : required(text, field);
    }

    /**
     * The day that must be given.
     *
     * @throws org.longji.shared.ProblemException INVALID_FIELDS naming the field when it is missing or no date
     */
    public static LocalDate required(@Nullable String text, String field) {
        try {
            return LocalDate.parse(text == null ? "" : text);
        } catch (DateTimeParseException e) {
            new FieldChecks()
                    .require(false, field, "请填写日期，例如 2026-03-01。", "Give a date, for example 2026-03-01.")
                    .done();
            throw e;
        }
    }
}
