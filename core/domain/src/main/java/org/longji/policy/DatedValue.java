package org.longji.policy;

import java.time.LocalDate;
import java.util.Optional;
import org.longji.plugin.api.LegalBasis;

/**
 * One value of a parameter while it holds.
 *
 * @param from first day, inclusive
 * @param until last day, inclusive; empty while it goes on
 * @param value as written in the file: money and ratios as plain decimals, dates as ISO, sets separated by commas
 * @param unit CNY for yuan, 1 for a ratio, date, enum, division or text
 * @param note why the value stands here where the source leaves room
 */
public record DatedValue(
        LocalDate from, Optional<LocalDate> until, String value, String unit, LegalBasis basis, Optional<String> note) {

    boolean holdsOn(LocalDate day) {
        return !day.isBefore(from) && until.map(last -> !day.isAfter(last)).orElse(true);
    }
}
