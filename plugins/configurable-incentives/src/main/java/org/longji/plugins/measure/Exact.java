package org.longji.plugins.measure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.longji.plugin.api.Money;

/**
 * An exact number: a decimal over a decimal. Dividing keeps the divisor instead of cutting digits, so that nothing is rounded
 * before the end of the rule, and a third of three is one.
 */
final class Exact implements Comparable<Exact> {

    static final Exact ZERO = new Exact(BigDecimal.ZERO, BigDecimal.ONE);
    static final Exact ONE = new Exact(BigDecimal.ONE, BigDecimal.ONE);

    private static final int SHOWN = 6;

    private final BigDecimal over;
    private final BigDecimal under;

    private Exact(BigDecimal over, BigDecimal under) {
        this.over = over;
        this.under = under;
    }

    static Exact of(BigDecimal value) {
        return new Exact(value, BigDecimal.ONE);
    }

    static Exact of(Money money) {
        return new Exact(money.toBigDecimal(), BigDecimal.ONE);
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
        return Money.of(rounded(2, RoundingMode.HALF_UP), RoundingMode.UNNECESSARY);
    }

    boolean isWholeFen() {
        return plain() && (over.scale() <= 2 || over.stripTrailingZeros().scale() <= 2);
    }

    int intValue() {
        return rounded(0, RoundingMode.DOWN).intValueExact();
    }

    /** As written on paper; a number without an end is cut after six decimals. */
    String shown() {
        BigDecimal value = plain() ? over : over.divide(under, SHOWN, RoundingMode.HALF_UP);
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
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
