package org.longji.pluginhost;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@link WovenClasses} writes calls to. Public because plugin classes call it, though none may name it: an archive that
 * does is refused. While no call is overdue {@link #pass()} is one read of a field.
 */
public final class Checkpoint {

    /** A policy that needs more than this in one array is wrong, and the heap is everyone's. */
    static final int MOST_ELEMENTS = 4_000_000;

    /** Volatile, or the compiler would take the read out of the very loop it is there to end. */
    static volatile boolean alarm;

    private Checkpoint() {}

    /** At the start of every method and before every jump backwards. */
    public static void pass() {
        if (alarm) {
            CallWatch.endOverdue();
        }
    }

    /** Before an array, a collection or a text of that size is made; or a number of that many digits. */
    public static int size(int size) {
        if (size > MOST_ELEMENTS) {
            throw new BudgetExceededError("asks for " + size + " elements at once, at most " + MOST_ELEMENTS);
        }
        return size;
    }

    /** Before an array of arrays is made. */
    public static void sizes(int outer, int inner) {
        if ((long) outer * inner > MOST_ELEMENTS) {
            throw new BudgetExceededError(
                    "asks for " + outer + " by " + inner + " elements at once, at most " + MOST_ELEMENTS);
        }
    }

    /** In place of {@link BigInteger#pow}, whose result could fill the heap. */
    public static BigInteger pow(BigInteger base, int exponent) {
        bits((long) base.bitLength() * exponent);
        return base.pow(exponent);
    }

    /** In place of {@link BigDecimal#pow(int)}. */
    public static BigDecimal pow(BigDecimal base, int exponent) {
        bits((long) base.unscaledValue().bitLength() * exponent);
        return base.pow(exponent);
    }

    private static void bits(long bits) {
        if (bits > MOST_ELEMENTS) {
            throw new BudgetExceededError("asks for a number of " + bits + " bits, at most " + MOST_ELEMENTS);
        }
    }

    /** In place of {@link Pattern#matcher}: a pattern can try for years, inside the JDK. */
    public static Matcher matcher(Pattern pattern, CharSequence text) {
        return pattern.matcher(new Watched(text));
    }

    /** In place of {@link String#matches}. */
    public static boolean matches(String text, String pattern) {
        return matcher(Pattern.compile(pattern), text).matches();
    }

    /** In place of {@link String#replaceAll}. */
    public static String replaceAll(String text, String pattern, String replacement) {
        return matcher(Pattern.compile(pattern), text).replaceAll(replacement);
    }

    /** In place of {@link String#replaceFirst}. */
    public static String replaceFirst(String text, String pattern, String replacement) {
        return matcher(Pattern.compile(pattern), text).replaceFirst(replacement);
    }

    /** In place of {@link String#split(String)}. */
    public static String[] split(String text, String pattern) {
        return Pattern.compile(pattern).split(new Watched(text));
    }

    /** In place of {@link String#split(String, int)}. */
    public static String[] split(String text, String pattern, int limit) {
        return Pattern.compile(pattern).split(new Watched(text), limit);
    }

    /** A text that passes the checkpoint with each character read. */
    private record Watched(CharSequence text) implements CharSequence {

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            pass();
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Watched(text.subSequence(start, end));
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
