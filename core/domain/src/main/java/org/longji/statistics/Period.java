package org.longji.statistics;

import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.longji.shared.FieldChecks;

/**
 * The period of a report (快报, 半年报, 年报), by day of registration.
 *
 * @param name {@code 2025}, {@code 2025-H1} or {@code 2025-03}
 * @param from first day, inclusive
 * @param until first day after it
 */
public record Period(String name, LocalDate from, LocalDate until) {

    private static final Pattern FORM = Pattern.compile("((?:19|20)\\d{2})(?:-(?:H([12])|(0[1-9]|1[0-2])))?");
    private static final int HALF = 6;
    private static final int YEAR = 12;

    /**
     * Reads a period.
     *
     * @throws org.longji.shared.ProblemException INVALID_FIELDS naming {@code period}
     */
    public static Period of(@Nullable String name) {
        var parts = FORM.matcher(name == null ? "" : name);
        boolean readable = parts.matches();
        new FieldChecks()
                .require(
                        readable,
                        "period",
                        "请填写年度（2025）、半年（2025-H1）或月份（2025-03）。",
                        "Give a year (2025), a half-year (2025-H1) or a month (2025-03).")
                .done();
        var january = LocalDate.of(Integer.parseInt(parts.group(1)), 1, 1);
        if (parts.group(2) != null) {
            var from = january.plusMonths((Integer.parseInt(parts.group(2)) - 1L) * HALF);
            return new Period(parts.group(), from, from.plusMonths(HALF));
        }
        if (parts.group(3) != null) {
            var from = january.withMonth(Integer.parseInt(parts.group(3)));
            return new Period(parts.group(), from, from.plusMonths(1));
        }
        return new Period(parts.group(), january, january.plusMonths(YEAR));
    }
}
