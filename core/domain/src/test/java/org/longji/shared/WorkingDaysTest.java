package org.longji.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Periods end by the working-day calendar")
class WorkingDaysTest {

    private final WorkingDays calendar = new WorkingDays();

    @Test
    @DisplayName("a make-up Saturday is worked, a holiday Monday is not")
    void makeUpDays() {
        assertThat(calendar.isWorkingDay(LocalDate.of(2026, 2, 14))).isTrue();
        assertThat(calendar.isWorkingDay(LocalDate.of(2026, 2, 16))).isFalse();
        assertThat(calendar.isWorkingDay(LocalDate.of(2026, 2, 21))).isFalse();
        assertThat(calendar.isWorkingDay(LocalDate.of(2026, 3, 2))).isTrue();
    }

    @Test
    @DisplayName("fifteen working days over the Spring Festival of 2026")
    void workingDays() {
        // 2026-02-12 is a Thursday: Fri 13, Sat 14 (make-up), then 24-27 Feb, Sat 28 (make-up), 2-6 and 9-11 March.
        assertThat(calendar.afterWorkingDays(LocalDate.of(2026, 2, 12), 15)).isEqualTo(LocalDate.of(2026, 3, 11));
        assertThat(calendar.between(LocalDate.of(2026, 2, 12), LocalDate.of(2026, 3, 11)))
                .isEqualTo(15);
        assertThat(calendar.between(LocalDate.of(2026, 3, 11), LocalDate.of(2026, 2, 12)))
                .isEqualTo(-15);
    }

    @Test
    @DisplayName("thirty calendar days that end in the National Day holidays move behind them")
    void calendarDays() {
        assertThat(calendar.afterCalendarDays(LocalDate.of(2026, 9, 1), 30)).isEqualTo(LocalDate.of(2026, 10, 8));
        assertThat(calendar.afterCalendarDays(LocalDate.of(2018, 1, 8), 30)).isEqualTo(LocalDate.of(2018, 2, 7));
    }

    @Test
    @DisplayName("a year without a notice is counted by its weekdays and says so")
    void unannounced() {
        assertThat(calendar.announced(LocalDate.of(2026, 12, 31))).isTrue();
        assertThat(calendar.announced(LocalDate.of(2027, 1, 1))).isFalse();
        assertThat(calendar.afterWorkingDays(LocalDate.of(2027, 3, 5), 1)).isEqualTo(LocalDate.of(2027, 3, 8));
    }

    @Test
    @DisplayName("a period of no days is a mistake of the one who asks")
    void noDays() {
        assertThatIllegalArgumentException().isThrownBy(() -> calendar.afterWorkingDays(LocalDate.of(2026, 1, 5), 0));
    }
}
