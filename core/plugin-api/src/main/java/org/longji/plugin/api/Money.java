package org.longji.plugin.api;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * An exact amount of renminbi, held as whole fen (分).
 *
 * <p>Money refuses to guess: a value finer than a fen is an error unless the caller names the rounding, and a result that
 * does not fit is an error instead of a wrapped number. Negative amounts are allowed, because refunds and cap reductions
 * are real; it is the policy's answer that must not be negative.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Money implements Comparable<Money> {

    /** Nothing: {@code 0.00}. */
    public static final Money ZERO = new Money(0);

    private static final int DECIMALS = 2;

    /** Whatever has as many digits fits into a long. */
    private static final int LONG_DIGITS = 18;

    /** The longest text: a sign, nineteen digits, their commas and the point. */
    private static final int LONGEST = 28;

    /** {@code 000001002…999}. */
    private static final byte[] THREE_DIGITS = threeDigits();

    private final long fen;

    // Written when it is first asked for; whoever races here writes the same.
    private @Nullable String plain;

    private Money(long fen) {
        this.fen = fen;
    }

    /**
     * Reads yuan from plain decimal notation such as {@code 702000.00}.
     *
     * @param yuan digits with an optional sign and decimal point; no grouping, no exponent
     * @return the exact amount
     * @throws IllegalArgumentException if the text is not a plain decimal number
     * @throws ArithmeticException if the value is finer than a fen or too large
     */
    public static Money of(String yuan) {
        Objects.requireNonNull(yuan, "yuan");
        if (!isPlainDecimal(yuan)) {
            throw new IllegalArgumentException(
                    "'" + yuan + "' is not an amount in yuan; write plain digits such as 702000.00");
        }
        return of(new BigDecimal(yuan));
    }

    /**
     * Takes an exact number of yuan.
     *
     * @param yuan the amount in yuan, with no digit beyond the second decimal other than zero
     * @return the exact amount
     * @throws ArithmeticException if the value is finer than a fen or too large
     */
    public static Money of(BigDecimal yuan) {
        Objects.requireNonNull(yuan, "yuan");
        if (yuan.stripTrailingZeros().scale() > DECIMALS) {
            throw new ArithmeticException(yuan.toPlainString()
                    + " yuan has more than two decimals; name a RoundingMode if it may be rounded to the fen");
        }
        return of(yuan, RoundingMode.UNNECESSARY);
    }

    /**
     * Takes a number of yuan and rounds it to the fen in the named way.
     *
     * @param yuan the amount in yuan, of any scale
     * @param rounding how to reach two decimals
     * @return the rounded amount
     * @throws ArithmeticException if the value is too large
     */
    public static Money of(BigDecimal yuan, RoundingMode rounding) {
        Objects.requireNonNull(yuan, "yuan");
        Objects.requireNonNull(rounding, "rounding");
        BigDecimal exact = yuan.setScale(DECIMALS, rounding);
        if (exact.precision() <= LONG_DIGITS) {
            return ofFen(exact.scaleByPowerOfTen(DECIMALS).longValue());
        }
        BigInteger fen = exact.unscaledValue();
        if (fen.bitLength() >= Long.SIZE) {
            throw new ArithmeticException(yuan.toPlainString() + " yuan is too large to be held as fen");
        }
        return ofFen(fen.longValue());
    }

    /**
     * Takes whole fen.
     *
     * @param fen hundredths of a yuan
     * @return the amount
     */
    public static Money ofFen(long fen) {
        return fen == 0 ? ZERO : new Money(fen);
    }

    /**
     * Adds up amounts.
     *
     * @param amounts the amounts, may be empty
     * @return their exact sum
     * @throws ArithmeticException if the sum is too large
     */
    public static Money sum(Iterable<Money> amounts) {
        Money total = ZERO;
        for (Money amount : amounts) {
            total = total.plus(amount);
        }
        return total;
    }

    /**
     * Adds exactly.
     *
     * @param other the amount to add
     * @return the sum
     * @throws ArithmeticException if the sum is too large
     */
    public Money plus(Money other) {
        return ofFen(Math.addExact(fen, other.fen));
    }

    /**
     * Subtracts exactly.
     *
     * @param other the amount to take away
     * @return the difference, possibly negative
     * @throws ArithmeticException if the difference is too large
     */
    public Money minus(Money other) {
        return other.fen == 0 ? this : ofFen(Math.subtractExact(fen, other.fen));
    }

    /**
     * Multiplies by an exact factor and rounds once, to the fen.
     *
     * @param factor for example a rate; {@code 0.30} is 30 %
     * @param rounding how to reach two decimals
     * @return the rounded product
     * @throws ArithmeticException if the product is too large
     */
    public Money times(BigDecimal factor, RoundingMode rounding) {
        return of(toBigDecimal().multiply(factor), rounding);
    }

    /**
     * Turns the sign round.
     *
     * @return the negated amount
     * @throws ArithmeticException if the result is too large
     */
    public Money negate() {
        return ofFen(Math.negateExact(fen));
    }

    /** {@return the smaller of the two amounts} */
    public Money min(Money other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** {@return the larger of the two amounts} */
    public Money max(Money other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** {@return whether this reaches the limit; the limit itself counts (以上, 含本数)} */
    public boolean isAtLeast(Money limit) {
        return compareTo(limit) >= 0;
    }

    /** {@return whether this goes beyond the limit; the limit itself does not count (超过)} */
    public boolean isMoreThan(Money limit) {
        return compareTo(limit) > 0;
    }

    /** {@return whether this is below zero} */
    public boolean isNegative() {
        return fen < 0;
    }

    /** {@return whether this is above zero} */
    public boolean isPositive() {
        return fen > 0;
    }

    /** {@return whether this is exactly zero} */
    public boolean isZero() {
        return fen == 0;
    }

    /** {@return the amount in whole fen} */
    public long fen() {
        return fen;
    }

    /** {@return the amount in yuan, always with two decimals} */
    public BigDecimal toBigDecimal() {
        return BigDecimal.valueOf(fen, DECIMALS);
    }

    /** {@return the amount in yuan for readers, with grouping, such as {@code 702,000.00}} */
    public String grouped() {
        return text(true);
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(fen, other.fen);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Money money && money.fen == fen;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(fen);
    }

    /** {@return the amount in yuan for machines, such as {@code 702000.00}; {@link #of(String)} reads it back} */
    @Override
    public String toString() {
        String text = plain;
        if (text == null) {
            text = text(false);
            plain = text;
        }
        return text;
    }

    // By hand, three digits at a time from the end: explanations are written for millions of cases, and a formatter
    // costs
    // more than the arithmetic they explain.
    private String text(boolean grouped) {
        if (fen == Long.MIN_VALUE) {
            // It alone has no positive counterpart.
            return grouped ? "-92,233,720,368,547,758.08" : "-92233720368547758.08";
        }
        byte[] text = new byte[LONGEST];
        long left = Math.abs(fen);
        int at = LONGEST - 3;
        int fraction = (int) (left % 100);
        text[at] = '.';
        text[at + 1] = (byte) ('0' + fraction / 10);
        text[at + 2] = (byte) ('0' + fraction % 10);
        left /= 100;
        while (left >= 1000) {
            at -= 3;
            System.arraycopy(THREE_DIGITS, 3 * (int) (left % 1000), text, at, 3);
            left /= 1000;
            if (grouped) {
                text[--at] = ',';
            }
        }
        int first = (int) left;
        int digits = first >= 100 ? 3 : first >= 10 ? 2 : 1;
        at -= digits;
        System.arraycopy(THREE_DIGITS, 3 * first + 3 - digits, text, at, digits);
        if (fen < 0) {
            text[--at] = '-';
        }
        return new String(text, at, LONGEST - at, StandardCharsets.ISO_8859_1);
    }

    private static byte[] threeDigits() {
        byte[] all = new byte[3000];
        for (int i = 0; i < 1000; i++) {
            all[3 * i] = (byte) ('0' + i / 100);
            all[3 * i + 1] = (byte) ('0' + i / 10 % 10);
            all[3 * i + 2] = (byte) ('0' + i % 10);
        }
        return all;
    }

    // Not BigDecimal's own grammar: "1e9" and other digits than 0-9 in a ledger are typing errors, not amounts.
    private static boolean isPlainDecimal(String text) {
        return text.matches("[+-]?[0-9]{1,30}(\\.[0-9]{1,30})?");
    }
}
