package org.longji.plugin.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** What holds for every amount; apart from {@link MoneyTest} because jqwik reads no JUnit display names. */
class MoneyPropertiesTest {

    @Property
    void isReadBackFromItsText(@ForAll long fen) {
        assertThat(Money.of(Money.ofFen(fen).toString())).isEqualTo(Money.ofFen(fen));
    }

    @Property
    void isWrittenAsAFormatterWould(@ForAll long fen) {
        Money money = Money.ofFen(fen);
        assertThat(money.toString()).isEqualTo(money.toBigDecimal().toPlainString());
        assertThat(money.grouped()).isEqualTo(String.format(Locale.ROOT, "%,.2f", money.toBigDecimal()));
    }

    @Property
    void whatIsAddedCanBeTakenAway(
            @ForAll @LongRange(min = -1_000_000_000_000_000L, max = 1_000_000_000_000_000L) long a,
            @ForAll @LongRange(min = -1_000_000_000_000_000L, max = 1_000_000_000_000_000L) long b) {
        assertThat(Money.ofFen(a).plus(Money.ofFen(b)).minus(Money.ofFen(b))).isEqualTo(Money.ofFen(a));
    }

    @Property
    void aPercentageIsNeverHalfAFenAway(
            @ForAll @LongRange(min = 0, max = 100_000_000_000L) long fen, @ForAll @IntRange(max = 100) int percent) {
        BigDecimal rate = BigDecimal.valueOf(percent, 2);
        BigDecimal exact = BigDecimal.valueOf(fen, 2).multiply(rate);
        BigDecimal rounded = Money.ofFen(fen).times(rate, RoundingMode.HALF_UP).toBigDecimal();
        assertThat(rounded.subtract(exact).abs()).isLessThanOrEqualTo(new BigDecimal("0.005"));
    }

    @Property
    void orderIsThatOfFen(@ForAll long a, @ForAll long b) {
        Money left = Money.ofFen(a);
        Money right = Money.ofFen(b);
        assertThat(left.compareTo(right)).isEqualTo(Long.compare(a, b));
        assertThat(left.isAtLeast(right)).isEqualTo(a >= b);
        assertThat(left.isMoreThan(right)).isEqualTo(a > b);
        assertThat(left.min(right).fen()).isEqualTo(Math.min(a, b));
        assertThat(left.max(right).fen()).isEqualTo(Math.max(a, b));
    }
}
