package org.longji.document;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import org.longji.plugin.api.Money;

/** Makes dates and amounts of cells, forgiving how people write them and nothing else. */
final class Cells {

    private static final Pattern DATE = Pattern.compile(
            "(\\d{4})\\s*[-/.年]\\s*(\\d{1,2})\\s*[-/.月]\\s*(\\d{1,2})\\s*日?(?:[ T]+0{1,2}:00(?::00(?:\\.0+)?)?)?");
    private static final Pattern COMPACT_DATE = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
    private static final Pattern DAY_NUMBER = Pattern.compile("(\\d{5})(?:\\.0+)?");
    private static final Pattern GROUPED = Pattern.compile("[+-]?\\d{1,3}(,\\d{3})+(\\.\\d+)?");
    private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);
    private static final LocalDate DAY_ZERO_1904 = LocalDate.of(1904, 1, 1);

    /** What a spreadsheet keeps of a number; digits beyond it are an artefact of its binary storage. */
    private static final MathContext SPREADSHEET = new MathContext(15, RoundingMode.HALF_EVEN);

    private Cells() {}

    /** Text in canonical form: full-width letters and digits made plain, blanks around it removed. */
    static String plain(RawCell cell) {
        return isPlain(cell.text())
                ? cell.text().strip()
                : Normalizer.normalize(cell.text(), Normalizer.Form.NFKC).strip();
    }

    /** Integers that a spreadsheet stores as a number come as 230100.0 or 2.301E5; others pass as they are. */
    static String digits(RawCell cell) {
        var text = plain(cell);
        if (cell.kind() != RawCell.Kind.NUMBER) {
            return text;
        }
        try {
            return new BigDecimal(text).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            return text;
        }
    }

    static Optional<LocalDate> date(RawCell cell, boolean from1904) {
        var text = plain(cell);
        try {
            var number = DAY_NUMBER.matcher(text);
            if (number.matches()) {
                return Optional.of((from1904 ? DAY_ZERO_1904 : DAY_ZERO).plusDays(Long.parseLong(number.group(1))));
            }
            for (var pattern : new Pattern[] {DATE, COMPACT_DATE}) {
                var match = pattern.matcher(text);
                if (match.matches()) {
                    return Optional.of(LocalDate.of(
                            Integer.parseInt(match.group(1)),
                            Integer.parseInt(match.group(2)),
                            Integer.parseInt(match.group(3))));
                }
            }
        } catch (DateTimeException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /**
     * An amount in yuan.
     *
     * @throws ArithmeticException when it has more than two decimals
     * @throws IllegalArgumentException when it is no amount
     */
    static Money amount(RawCell cell) {
        var text = plain(cell);
        if (cell.kind() == RawCell.Kind.NUMBER) {
            var exact = new BigDecimal(text);
            return Money.of(exact.precision() > SPREADSHEET.getPrecision() ? exact.round(SPREADSHEET) : exact);
        }
        text = text.replaceFirst("^[¥￥]\\s*", "").replaceFirst("\\s*元$", "");
        if (GROUPED.matcher(text).matches()) {
            text = text.replace(",", "");
        }
        return Money.of(text);
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
