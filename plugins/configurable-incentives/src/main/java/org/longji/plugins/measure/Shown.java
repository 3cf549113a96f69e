package org.longji.plugins.measure;

import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;

/** How values are written in explanations. */
final class Shown {

    private Shown() {}

    /** For readers: money grouped, everything else plain. */
    static String forReaders(Type type, Object value) {
        return type == Type.MONEY && value instanceof Exact exact ? exact.reader() : plain(type, value);
    }

    static String money(Exact amount) {
        return amount.reader();
    }

    static String plainMoney(Exact amount) {
        return amount.isWholeFen() ? amount.money().toString() : amount.shown();
    }

    /** A sum as on paper, {@code 2,340,000.00 × 30% = 702,000.00}; what rounding did shows as ≈. */
    static String sum(String left, String sign, String right, Exact result) {
        return result.isWholeFen()
                ? left + sign + right + " = " + result.reader()
                : left + sign + right + rounded(result);
    }

    static String sum(String formula, Exact result) {
        return result.isWholeFen() ? formula + " = " + result.reader() : formula + rounded(result);
    }

    private static String rounded(Exact result) {
        return " = " + result.shown() + " ≈ " + result.money().grouped();
    }

    /** For machines: money as {@code 702000.00}, sets sorted, truth as YES and NO. */
    static String plain(Type type, Object value) {
        if (value instanceof Exact exact) {
            return type == Type.MONEY ? plainMoney(exact) : exact.shown();
        } else if (value instanceof Boolean truth) {
            return truth ? "YES" : "NO";
        } else if (value instanceof Set<?> set) {
            return new TreeSet<>(set).toString();
        } else if (value instanceof LocalDate date) {
            return date.toString();
        }
        return value.toString();
    }

    /** For an English sentence: a word of a tenant's own choosing is Chinese and stands in the reason's own fields. */
    static String inEnglish(String words) {
        for (int i = 0; i < words.length(); i++) {
            if (Character.UnicodeScript.of(words.charAt(i)) == Character.UnicodeScript.HAN) {
                return "(as stated)";
            }
        }
        return words;
    }

    static String grouped(String digits) {
        int point = digits.indexOf('.');
        int end = point < 0 ? digits.length() : point;
        int start = digits.startsWith("-") ? 1 : 0;
        StringBuilder text = new StringBuilder(digits.length() + end / 3);
        for (int i = 0; i < end; i++) {
            if (i > start && (end - i) % 3 == 0) {
                text.append(',');
            }
            text.append(digits.charAt(i));
        }
        return text.append(digits, end, digits.length()).toString();
    }
}
