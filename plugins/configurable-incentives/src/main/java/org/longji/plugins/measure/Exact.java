package org.longji.plugins.measure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;

/**
 * An exact number: a decimal over a decimal. Dividing keeps the divisor instead of cutting digits, so that nothing is rounded
 * before the end of the rule, and a third of three is one.
 *
 * <p>Almost every number of a measure has at most eighteen digits and no divisor; those are a long and its decimals, and only
 * what does not fit is a pair of {@link BigDecimal}. Nobody can tell which from outside, but for the time it takes.
 */
final class Exact implements Comparable<Exact> {

    static final Exact ZERO = new Exact(0, 0);
    static final Exact ONE = new Exact(1, 0);

    private static final int SHOWN = 6;
    private static final int FEN = 2;
    private static final BigDecimal PERMILLE_BELOW = new BigDecimal("0.01");

    /** As many digits, and as many decimals, as always fit into a long. */
    private static final int FITTING = 18;

    /** The longest text: a sign, nineteen digits, their commas, the point and a zero before it. */
    private static final int LONGEST = 28;

    private static final long[] TENS = new long[FITTING + 1];

    static {
        TENS[0] = 1;
        for (int i = 1; i <= FITTING; i++) {
            TENS[i] = 10 * TENS[i - 1];
        }
    }

    /** What a long cannot hold; no number of this class has it for its digits. */
    private static final long TOO_LARGE = Long.MIN_VALUE;

    private final long digits;
    private final int decimals;

    /** Absent where digits and decimals say it all. */
    private final @Nullable BigDecimal over;

    private final BigDecimal under;

    // Written once, or several times alike: a rate is explained for every case, and is the same object in all of them.
    private @Nullable String shown;
    private @Nullable String rate;
    private @Nullable Money money;
    private @Nullable String grouped;

    private Exact(long digits, int decimals) {
        this.digits = digits;
        this.decimals = decimals;
        this.over = null;
        this.under = BigDecimal.ONE;
    }

    private Exact(BigDecimal over, BigDecimal under) {
        this.digits = 0;
        this.decimals = 0;
        this.over = over;
        this.under = under;
    }

    static Exact of(BigDecimal value) {
        BigDecimal plain = value.scale() < 0 ? value.setScale(0) : value;
        return plain.scale() <= FITTING && plain.precision() <= FITTING
                ? new Exact(plain.unscaledValue().longValue(), plain.scale())
                : new Exact(plain, BigDecimal.ONE);
    }

    static Exact of(Money money) {
        Exact exact = ofFen(money.fen());
        if (exact.money == null) {
            exact.money = money;
        }
        return exact;
    }

    static Exact ofFen(long fen) {
        return fen == 0 ? ZERO : of(fen, FEN);
    }

    static Exact of(long value) {
        return of(value, 0);
    }

    private static Exact of(long digits, int decimals) {
        return digits == TOO_LARGE
                ? new Exact(BigDecimal.valueOf(digits, decimals), BigDecimal.ONE)
                : new Exact(digits, decimals);
    }

    private boolean fits() {
        return over == null;
    }

    // The very object BigDecimal.ONE marks a plain decimal; any other divisor, even an equal one, is a fraction.
    @SuppressWarnings("ReferenceEquality")
    private boolean plain() {
        return under == BigDecimal.ONE;
    }

    private BigDecimal over() {
        BigDecimal large = over;
        return large == null ? BigDecimal.valueOf(digits, decimals) : large;
    }

    private static long product(long one, long other) {
        long low = one * other;
        return Math.multiplyHigh(one, other) == low >> Long.SIZE - 1 ? low : TOO_LARGE;
    }

    private static long sum(long one, long other) {
        long sum = one + other;
        return ((one ^ sum) & (other ^ sum)) < 0 ? TOO_LARGE : sum;
    }

    /** The digits with that many decimals, which are no fewer than now. */
    private long digits(int wanted) {
        return wanted == decimals ? digits : product(digits, TENS[wanted - decimals]);
    }

    Exact plus(Exact other) {
        if (signum() == 0) {
            return other;
        }
        if (other.signum() == 0) {
            return this;
        }
        if (fits() && other.fits()) {
            int common = Math.max(decimals, other.decimals);
            long one = digits(common);
            long two = other.digits(common);
            long sum = one == TOO_LARGE || two == TOO_LARGE ? TOO_LARGE : sum(one, two);
            if (sum != TOO_LARGE) {
                return new Exact(sum, common);
            }
        }
        if (plain() && other.plain()) {
            return of(over().add(other.over()));
        }
        return fraction(over().multiply(other.under).add(other.over().multiply(under)), under.multiply(other.under));
    }

    Exact minus(Exact other) {
        return plus(other.negate());
    }

    Exact negate() {
        return fits() ? new Exact(-digits, decimals) : new Exact(over().negate(), under);
    }

    Exact times(Exact other) {
        if (fits() && other.fits() && decimals + other.decimals <= FITTING) {
            long product = product(digits, other.digits);
            if (product != TOO_LARGE) {
                return new Exact(product, decimals + other.decimals);
            }
        }
        if (plain() && other.plain()) {
            return of(over().multiply(other.over()));
        }
        return fraction(over().multiply(other.over()), under.multiply(other.under));
    }

    /** The divisor must not be zero; whoever divides asks first. */
    Exact over(Exact other) {
        return fraction(over().multiply(other.under), under.multiply(other.over()));
    }

    private static Exact fraction(BigDecimal over, BigDecimal under) {
        if (under.signum() < 0) {
            return new Exact(over.negate(), under.negate());
        }
        return under.compareTo(BigDecimal.ONE) == 0 ? of(over) : new Exact(over, under);
    }

    @Override
    public int compareTo(Exact other) {
        if (fits() && other.fits()) {
            int common = Math.max(decimals, other.decimals);
            long one = digits(common);
            long two = other.digits(common);
            if (one != TOO_LARGE && two != TOO_LARGE) {
                return Long.compare(one, two);
            }
        }
        if (plain() && other.plain()) {
            return over().compareTo(other.over());
        }
        return over().multiply(other.under).compareTo(other.over().multiply(under));
    }

    int signum() {
        BigDecimal large = over;
        return large == null ? Long.signum(digits) : large.signum();
    }

    Exact max(Exact other) {
        return compareTo(other) >= 0 ? this : other;
    }

    Exact min(Exact other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** To whole multiples of 10^-scale; a negative scale rounds to tens, hundreds and so on. */
    BigDecimal rounded(int scale, RoundingMode mode) {
        return plain() ? over().setScale(scale, mode) : over().divide(under, scale, mode);
    }

    Exact to(int scale, RoundingMode mode) {
        return of(rounded(scale, mode));
    }

    /** Rounded half up to the fen, away from zero where it is just between two. */
    Money money() {
        Money rounded = money;
        if (rounded == null) {
            long fen = fits() ? fen() : TOO_LARGE;
            rounded = fen == TOO_LARGE
                    ? Money.of(rounded(FEN, RoundingMode.HALF_UP), RoundingMode.UNNECESSARY)
                    : Money.ofFen(fen);
            money = rounded;
        }
        return rounded;
    }

    private long fen() {
        if (decimals <= FEN) {
            return digits(FEN);
        }
        long unit = TENS[decimals - FEN];
        long whole = digits / unit;
        boolean up = 2 * Math.abs(digits - whole * unit) >= unit;
        return up ? whole + Long.signum(digits) : whole;
    }

    boolean isWholeFen() {
        if (fits()) {
            // Multiplied back, which takes a fraction of the time of a remainder.
            return decimals <= FEN || money().fen() * TENS[decimals - FEN] == digits;
        }
        return plain() && over().setScale(FEN, RoundingMode.DOWN).compareTo(over()) == 0;
    }

    int intValue() {
        return rounded(0, RoundingMode.DOWN).intValueExact();
    }

    /** As written on paper; a number without an end is cut after six decimals. */
    String shown() {
        String text = shown;
        if (text == null) {
            text = fits()
                    ? text(digits, decimals, false)
                    : text(plain() ? over() : over().divide(under, SHOWN, RoundingMode.HALF_UP));
            shown = text;
        }
        return text;
    }

    private static String text(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static String text(long digits, int decimals, boolean grouped) {
        byte[] text = new byte[LONGEST];
        int at = LONGEST;
        long left = Math.abs(digits);
        int point = decimals;
        while (point > 0 && left % 10 == 0) {
            left /= 10;
            point--;
        }
        if (point > 0) {
            for (; point > 0; point--) {
                text[--at] = (byte) ('0' + left % 10);
                left /= 10;
            }
            text[--at] = '.';
        }
        int written = 0;
        do {
            if (grouped && written > 0 && written % 3 == 0) {
                text[--at] = ',';
            }
            text[--at] = (byte) ('0' + left % 10);
            left /= 10;
            written++;
        } while (left != 0);
        if (digits < 0) {
            text[--at] = '-';
        }
        return new String(text, at, LONGEST - at, StandardCharsets.ISO_8859_1);
    }

    /** As money for readers, rounded to the fen and grouped. */
    String grouped() {
        String text = grouped;
        if (text == null) {
            text = money().grouped();
            grouped = text;
        }
        return text;
    }

    /** As money for readers: grouped, and with more than two decimals only where it is no whole fen. */
    String reader() {
        if (isWholeFen()) {
            return grouped();
        }
        return fits() ? text(digits, decimals, true) : Shown.grouped(shown());
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
        return over().divide(under, SHOWN, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .hashCode();
    }

    @Override
    public String toString() {
        return shown();
    }
}
