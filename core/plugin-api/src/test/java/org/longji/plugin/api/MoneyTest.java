package org.longji.plugin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("money")
class MoneyTest {

    @ParameterizedTest
    @CsvSource({"702000.00,70200000", "0.01,1", "5,500", "-3.5,-350", "1.100,110"})
    @DisplayName("reads plain decimals exactly")
    void readsPlainDecimals(String yuan, long fen) {
        assertThat(Money.of(yuan).fen()).isEqualTo(fen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " 1", "1e3", "1,000.00", "0x10", "一百", "1.", ".5", "NaN", "١"})
    @DisplayName("refuses what is no plain decimal")
    void refusesOtherText(String text) {
        assertThatThrownBy(() -> Money.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("plain digits");
    }

    @Test
    @DisplayName("refuses to lose precision without a named rounding")
    void refusesLostPrecision() {
        assertThatThrownBy(() -> Money.of("999999.999"))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("more than two decimals")
                .hasMessageContaining("999999.999");
        assertThat(Money.of(new BigDecimal("999999.999"), RoundingMode.HALF_UP)).isEqualTo(Money.of("1000000.00"));
    }

    @Test
    @DisplayName("refuses results that do not fit")
    void refusesOverflow() {
        Money most = Money.ofFen(Long.MAX_VALUE);
        assertThatThrownBy(() -> most.plus(Money.ofFen(1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Money.ofFen(Long.MIN_VALUE).negate()).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> most.times(BigDecimal.TEN, RoundingMode.DOWN))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("too large");
    }

    @Test
    @DisplayName("shows two decimals, grouped for readers")
    void showsTwoDecimals() {
        assertThat(Money.of("702000")).hasToString("702000.00");
        assertThat(Money.of("-1234567.8").grouped()).isEqualTo("-1,234,567.80");
    }
}
