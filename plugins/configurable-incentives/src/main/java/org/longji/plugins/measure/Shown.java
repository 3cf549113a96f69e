package org.longji.plugins.measure;

import java.nio.charset.StandardCharsets;
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
                : left + sign + right + " = " + result.shown() + " ≈ " + result.grouped();
    }

    static String sum(String formula, Exact result) {
        return sum(formula, "", "", result);
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
        byte[] plain = digits.getBytes(StandardCharsets.ISO_8859_1);
        int point = digits.indexOf('.');
        int end = point < 0 ? plain.length : point;
        byte[] text = new byte[plain.length + end / 3];
        int at = text.length;
        for (int i = plain.length - 1; i >= 0; i--) {
            text[--at] = plain[i];
            if (i < end && i > 0 && (end - i) % 3 == 0 && plain[i - 1] != '-') {
                text[--at] = ',';
            }
        }
        return new String(text, at, text.length - at, StandardCharsets.ISO_8859_1);
    }
}
