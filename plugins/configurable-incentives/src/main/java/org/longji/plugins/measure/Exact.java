package org.longji.plugins.measure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;

/**
 * An exact number: a decimal over a decimal. Dividing keeps the divisor instead of cutting digits, so that nothing is rounded
 * before the end of the rule, and a third of three is one.
 */
final class Exact implements Comparable<Exact> {

    static final Exact ZERO = new Exact(BigDecimal.ZERO, BigDecimal.ONE);
    static final Exact ONE = new Exact(BigDecimal.ONE, BigDecimal.ONE);

    private static final int SHOWN = 6;
    private static final BigDecimal PERMILLE_BELOW = new BigDecimal("0.01");

    private final BigDecimal over;
    private final BigDecimal under;

    // Written once, or several times alike: a rate is explained for every case, and is the same object in all of them.
    private @Nullable String shown;
    private @Nullable String rate;
    private @Nullable Money money;

    private Exact(BigDecimal over, BigDecimal under) {
        this.over = over;
        this.under = under;
    }

    static Exact of(BigDecimal value) {
        return new Exact(value, BigDecimal.ONE);
    }

    static Exact of(Money money) {
        Exact exact = new Exact(money.toBigDecimal(), BigDecimal.ONE);
        exact.money = money;
        return exact;
    }

    static Exact of(long value) {
        return new Exact(BigDecimal.valueOf(value), BigDecimal.ONE);
    }

    // The very object BigDecimal.ONE marks a plain decimal; any other divisor, even an equal one, is a fraction.
    @SuppressWarnings("ReferenceEquality")
    private boolean plain() {
        return under == BigDecimal.ONE;
    }

    Exact plus(Exact other) {
        if (over.signum() == 0) {
            return other;
        }
        if (other.over.signum() == 0) {
            return this;
        }
        if (plain() && other.plain()) {
            return of(over.add(other.over));
        }
        return fraction(over.multiply(other.under).add(other.over.multiply(under)), under.multiply(other.under));
    }

    Exact minus(Exact other) {
        return plus(other.negate());
    }

    Exact negate() {
        return new Exact(over.negate(), under);
    }

    Exact times(Exact other) {
        if (plain() && other.plain()) {
            return of(over.multiply(other.over));
        }
        return fraction(over.multiply(other.over), under.multiply(other.under));
    }

    /** The divisor must not be zero; whoever divides asks first. */
    Exact over(Exact other) {
        return fraction(over.multiply(other.under), under.multiply(other.over));
    }

    private static Exact fraction(BigDecimal over, BigDecimal under) {
        if (under.signum() < 0) {
            return new Exact(over.negate(), under.negate());
        }
        return under.compareTo(BigDecimal.ONE) == 0 ? of(over) : new Exact(over, under);
    }

    @Override
    public int compareTo(Exact other) {
        if (plain() && other.plain()) {
            return over.compareTo(other.over);
        }
        return over.multiply(other.under).compareTo(other.over.multiply(under));
    }

    int signum() {
        return over.signum();
    }

    Exact max(Exact other) {
        return compareTo(other) >= 0 ? this : other;
    }

    Exact min(Exact other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** To whole multiples of 10^-scale; a negative scale rounds to tens, hundreds and so on. */
    BigDecimal rounded(int scale, RoundingMode mode) {
        return plain() ? over.setScale(scale, mode) : over.divide(under, scale, mode);
    }

    Exact to(int scale, RoundingMode mode) {
        return of(rounded(scale, mode));
    }

    Money money() {
        Money rounded = money;
        if (rounded == null) {
            rounded = Money.of(rounded(2, RoundingMode.HALF_UP), RoundingMode.UNNECESSARY);
            money = rounded;
        }
        return rounded;
    }

    boolean isWholeFen() {
        return plain()
                && (over.scale() <= 2 || over.setScale(2, RoundingMode.DOWN).compareTo(over) == 0);
    }

    int intValue() {
        return rounded(0, RoundingMode.DOWN).intValueExact();
    }

    /** As written on paper; a number without an end is cut after six decimals. */
    String shown() {
        String text = shown;
        if (text == null) {
            BigDecimal value = plain() ? over : over.divide(under, SHOWN, RoundingMode.HALF_UP);
            text = value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
            shown = text;
        }
        return text;
    }

    /** 0.02 as 2%, 0.003 as 3‰, 0.0001 as 0.1‰: as officials write it. */
    String rate() {
        String text = rate;
        if (text == null) {
            BigDecimal value = new BigDecimal(shown());
            boolean permille = value.signum() != 0 && value.abs().compareTo(PERMILLE_BELOW) < 0;
            BigDecimal moved = value.movePointRight(permille ? 3 : 2);
            text = (moved.signum() == 0 ? "0" : moved.stripTrailingZeros().toPlainString()) + (permille ? "‰" : "%");
            rate = text;
        }
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Exact exact && compareTo(exact) == 0;
    }

    @Override
    public int hashCode() {
        return over.divide(under, SHOWN, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .hashCode();
    }

    @Override
    public String toString() {
        return shown();
    }
}
