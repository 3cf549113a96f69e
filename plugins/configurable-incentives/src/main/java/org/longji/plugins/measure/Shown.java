package org.longji.plugins.measure;

import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;

/** How values are written in explanations. */
final class Shown {

    private Shown() {}

    /** For readers: money grouped, everything else plain. */
    static String forReaders(Type type, Object value) {
        if (type == Type.MONEY && value instanceof Exact exact) {
            return exact.isWholeFen() ? exact.money().grouped() : grouped(exact.shown());
        }
        return plain(type, value);
    }

    /** For machines: money as {@code 702000.00}, sets sorted, truth as YES and NO. */
    static String plain(Type type, Object value) {
        if (value instanceof Exact exact) {
            return type == Type.MONEY && exact.isWholeFen() ? exact.money().toString() : exact.shown();
        } else if (value instanceof Boolean truth) {
            return truth ? "YES" : "NO";
        } else if (value instanceof Set<?> set) {
            return new TreeSet<>(set).toString();
        } else if (value instanceof LocalDate date) {
            return date.toString();
        }
        return value.toString();
    }

    static String rate(Exact rate) {
        return rate.rate();
    }

    private static String grouped(String digits) {
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
