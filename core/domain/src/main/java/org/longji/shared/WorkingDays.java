package org.longji.shared;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The working days of China by the yearly notices of the State Council, with their holidays and make-up Saturdays, and the
 * arithmetic of periods (民法典 201–203): the day of the event does not count; a period of calendar days that would end on a
 * day off ends on the next working day. For a year without a notice yet, Monday to Friday are taken and the result is only
 * {@linkplain #announced provisional}.
 */
@ApplicationScoped
public class WorkingDays {

    private final Set<LocalDate> holidays;
    private final Set<LocalDate> makeUpDays;
    private final int firstYear;
    private final int lastYear;

    /** Reads the calendar that comes with the product. */
    public WorkingDays() {
        var calendar = read();
        holidays = days(calendar, "holidays");
        makeUpDays = days(calendar, "workdays");
        firstYear = holidays.stream().mapToInt(LocalDate::getYear).min().orElseThrow();
        lastYear = holidays.stream().mapToInt(LocalDate::getYear).max().orElseThrow();
    }

    /** Whether offices work on this day. */
    public boolean isWorkingDay(LocalDate day) {
        if (makeUpDays.contains(day)) {
            return true;
        }
        boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        return !weekend && !holidays.contains(day);
    }

    /** Whether the holidays of this day's year were announced; if not, a deadline in it may still move. */
    public boolean announced(LocalDate day) {
        return day.getYear() >= firstYear && day.getYear() <= lastYear;
    }

    /**
     * Last day of a period of working days.
     *
     * @param event day the period is counted from; it does not count itself
     * @param days working days, at least 1
     */
    public LocalDate afterWorkingDays(LocalDate event, int days) {
        var day = event;
        for (int left = atLeastOne(days); left > 0; ) {
            day = day.plusDays(1);
            if (isWorkingDay(day)) {
                left--;
            }
        }
        return day;
    }

    /**
     * Last day of a period of calendar days, moved to the next working day when it falls on a day off.
     *
     * @param event day the period is counted from; it does not count itself
     * @param days calendar days, at least 1
     */
    public LocalDate afterCalendarDays(LocalDate event, int days) {
        var day = event.plusDays(atLeastOne(days));
        while (!isWorkingDay(day)) {
            day = day.plusDays(1);
        }
        return day;
    }

    /** Working days from the day after {@code from} up to and with {@code until}; negative when {@code until} lies before. */
    public int between(LocalDate from, LocalDate until) {
        if (until.isBefore(from)) {
            return -between(until, from);
        }
        return (int) from.plusDays(1)
                .datesUntil(until.plusDays(1))
                .filter(this::isWorkingDay)
                .count();
    }

    private static int atLeastOne(int days) {
        if (days < 1) {
            throw new IllegalArgumentException("A period has at least one day, not " + days);
        }
        return days;
    }

    private static JsonNode read() {
        try (InputStream in = WorkingDays.class.getResourceAsStream("calendar/chinese-days.json")) {
            return Json.mapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<LocalDate> days(JsonNode calendar, String section) {
        return calendar.path(section).properties().stream()
                .map(day -> LocalDate.parse(day.getKey()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
