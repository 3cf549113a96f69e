package org.longji.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.longji.plugin.api.Text;

/**
 * Reads a formula aloud: {@code min(received.year, invoiced) * $rate} as 当年实际到账金额、发票金额孰低 × 比例（2%）. It judges
 * nothing; what it cannot read it repeats as it stands, and the language says what is wrong with it.
 */
final class FormulaWords {

    /** Weaker ones get brackets inside stronger ones. */
    private static final int OR = 0;

    private static final int AND = 1;
    private static final int NOT = 2;
    private static final int SUM = 3;
    private static final int PRODUCT = 4;
    private static final int ATOM = 5;

    private final MeasureVocabulary vocabulary;
    private final Map<String, Named> names;
    private String text = "";
    private int at;

    /** @param names the measure's own parameters (with their $), inputs and figures */
    FormulaWords(MeasureVocabulary vocabulary, Map<String, Named> names) {
        this.vocabulary = vocabulary;
        this.names = names;
    }

    /**
     * A name of the measure's own.
     *
     * @param type what it is: MONEY, NUMBER, COUNT, DATE, TRUTH, TEXT, SET or DIVISION
     */
    record Named(String type, Text label) {}

    private record Said(Text words, String type, int strength) {}

    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable() {
            super(null, null, false, false);
        }
    }

    /** The formula in words. */
    Text of(String formula) {
        text = formula;
        at = 0;
        try {
            var said = or();
            blanks();
            if (at == text.length()) {
                return said.words();
            }
        } catch (Unreadable e) {
            // Repeated as it stands.
        }
        return vocabulary.word(formula);
    }

    private Said or() {
        return joined(this::and, "or", "，或者", " or ", OR);
    }

    private Said and() {
        return joined(this::not, "and", "，且", " and ", AND);
    }

    private interface Part {
        Said read();
    }

    private Said joined(Part part, String word, String zh, String en, int strength) {
        var first = part.read();
        if (!word(word)) {
            return first;
        }
        var parts = new ArrayList<>(List.of(bracketed(first, strength + 1), bracketed(part.read(), strength + 1)));
        while (word(word)) {
            parts.add(bracketed(part.read(), strength + 1));
        }
        return new Said(
                new Text(
                        parts.stream().map(Text::zh).collect(Collectors.joining(zh)),
                        parts.stream().map(Text::en).collect(Collectors.joining(en))),
                "TRUTH",
                strength);
    }

    private Said not() {
        if (word("not")) {
            var inner = not();
            return said(
                    "并非“" + inner.words().zh() + "”", "not (" + inner.words().en() + ")", "TRUTH", NOT);
        }
        return comparison();
    }

    private Said comparison() {
        var left = sum();
        int before = at;
        boolean negated = word("not");
        if (word("in")) {
            var right = sum();
            return said(
                    left.words().zh() + (negated ? "不属于" : "属于") + right.words().zh(),
                    left.words().en()
                            + (negated ? " is none of " : " is one of ")
                            + right.words().en(),
                    "TRUTH",
                    NOT);
        }
        at = before;
        boolean date = left.type().equals("DATE");
        for (var order : ORDERS) {
            if (sign(order[0])) {
                var right = sum();
                return said(
                        left.words().zh() + order[date ? 2 : 1] + right.words().zh(),
                        left.words().en() + " " + order[date ? 4 : 3] + " "
                                + right.words().en(),
                        "TRUTH",
                        NOT);
            }
        }
        return left;
    }

    private static final String[][] ORDERS = {
        {">=", "不低于", "不早于", "is at least", "is not before"},
        {"≥", "不低于", "不早于", "is at least", "is not before"},
        {"<=", "不高于", "不晚于", "is at most", "is not after"},
        {"≤", "不高于", "不晚于", "is at most", "is not after"},
        {"!=", "不是", "不是", "is not", "is not"},
        {"≠", "不是", "不是", "is not", "is not"},
        {">", "高于", "晚于", "is more than", "is after"},
        {"<", "低于", "早于", "is less than", "is before"},
        {"==", "为", "为", "is", "is"},
        {"=", "为", "为", "is", "is"}
    };

    private Said sum() {
        var left = product();
        while (true) {
            boolean plus = sign("+");
            if (!plus && !sign("-") && !sign("−")) {
                return left;
            }
            left = operated(left, plus ? " ＋ " : " － ", plus ? " + " : " − ", product(), SUM);
        }
    }

    private Said product() {
        var left = unary();
        while (true) {
            boolean times = sign("*") || sign("×");
            if (!times && !sign("/") && !sign("÷")) {
                return left;
            }
            left = operated(left, times ? " × " : " ÷ ", times ? " × " : " ÷ ", unary(), PRODUCT);
        }
    }

    private static Said operated(Said left, String zh, String en, Said right, int strength) {
        var one = bracketed(left, strength);
        var other = bracketed(right, strength + 1);
        boolean ratio = zh.contains("÷") && left.type().equals(right.type());
        return said(
                one.zh() + zh + other.zh(),
                one.en() + en + other.en(),
                ratio
                        ? "NUMBER"
                        : left.type().equals("NUMBER") || left.type().equals("COUNT") ? right.type() : left.type(),
                strength);
    }

    private static Text bracketed(Said said, int least) {
        return said.strength() >= least
                ? said.words()
                : new Text("（" + said.words().zh() + "）", "(" + said.words().en() + ")");
    }

    private Said unary() {
        if (sign("-") || sign("−")) {
            var inner = unary();
            return said("－" + inner.words().zh(), "−" + inner.words().en(), inner.type(), PRODUCT);
        }
        return atom();
    }

    private Said atom() {
        blanks();
        if (at >= text.length()) {
            throw new Unreadable();
        }
        char c = text.charAt(at);
        if (c == '(') {
            at++;
            var inner = or();
            expect(')');
            return inner;
        }
        if (c == '[') {
            at++;
            return set();
        }
        if (c == '\'' || c == '"' || c == '“') {
            return word(quoted(), "TEXT");
        }
        if (c == '$') {
            at++;
            return named("$" + identifier());
        }
        var name = identifier();
        if (name.isEmpty()) {
            throw new Unreadable();
        }
        if (Character.isDigit(name.charAt(0))) {
            return said(name, name, "COUNT", ATOM);
        }
        return sign("(") ? call(name) : named(name);
    }

    private Said set() {
        var words = new ArrayList<Text>();
        while (!sign("]")) {
            blanks();
            if (at >= text.length()) {
                throw new Unreadable();
            }
            char c = text.charAt(at);
            var word = c == '\'' || c == '"' || c == '“' ? quoted() : identifier();
            if (word.isEmpty() && !sign(",")) {
                throw new Unreadable();
            }
            if (!word.isEmpty()) {
                words.add(vocabulary.word(word));
                sign(",");
            }
        }
        return said(
                words.stream().map(Text::zh).collect(Collectors.joining("、")),
                words.stream().map(Text::en).collect(Collectors.joining(", ")),
                "SET",
                ATOM);
    }

    private Said call(String name) {
        var function = vocabulary.function(name);
        if (function.isMissingNode()) {
            throw new Unreadable();
        }
        var wanted = function.path("arguments");
        var arguments = new ArrayList<Said>();
        while (!sign(")")) {
            var want = wanted.path(Math.min(arguments.size(), wanted.size() - 1))
                    .path("want")
                    .asText();
            arguments.add(argument(want));
            if (!sign(",")) {
                expect(')');
                break;
            }
        }
        var says = function.path("says");
        var yields = function.path("yields").asText();
        var type = switch (yields) {
            case "SAME" ->
                arguments.isEmpty()
                        ? "NUMBER"
                        : arguments
                                .get(name.equals("if") ? Math.min(1, arguments.size() - 1) : 0)
                                .type();
            case "FIELD" -> arguments.isEmpty() ? "NUMBER" : arguments.get(0).type();
            default -> yields;
        };
        // One form for each number of arguments, the longest last.
        int forms = says.path("zh").size();
        int form = Math.max(0, Math.min(arguments.size() - wanted.size() + forms - 1, forms - 1));
        return said(
                filled(says.path("zh").path(form).asText(), arguments, false),
                filled(says.path("en").path(form).asText(), arguments, true),
                type,
                ATOM);
    }

    private static String filled(String template, List<Said> arguments, boolean english) {
        var filled = template.replace(
                "{*}",
                arguments.stream()
                        .map(said -> english ? said.words().en() : said.words().zh())
                        .collect(Collectors.joining(english ? " and " : "、")));
        for (int i = 0; i < arguments.size(); i++) {
            var words = arguments.get(i).words();
            filled = filled.replace("{" + i + "}", english ? words.en() : words.zh());
        }
        return filled;
    }

    private Said argument(String want) {
        return switch (want) {
            case "FIELD" -> {
                blanks();
                var field = identifier();
                yield word(
                        field, vocabulary.tree().path("fieldTypes").path(field).asText("MONEY"));
            }
            case "ROLE" -> {
                blanks();
                yield word(identifier(), "TEXT");
            }
            case "POLICY" -> {
                blanks();
                char c = at < text.length() ? text.charAt(at) : ' ';
                yield word(c == '\'' || c == '"' ? quoted() : identifier(), "TEXT");
            }
            case "OFFSET", "YEARS" -> {
                boolean minus = sign("-") || sign("−");
                blanks();
                var years = identifier();
                if (!years.matches("[0-9]{1,2}")) {
                    throw new Unreadable();
                }
                yield want.equals("YEARS")
                        ? said(years, years, "COUNT", ATOM)
                        : year(minus ? -Integer.parseInt(years) : Integer.parseInt(years));
            }
            default -> or();
        };
    }

    private static Said year(int offset) {
        return switch (offset) {
            case 0 -> said("本年度", "this year", "COUNT", ATOM);
            case -1 -> said("上年度", "last year", "COUNT", ATOM);
            default -> said("前第" + -offset + "年", "the year " + -offset + " before", "COUNT", ATOM);
        };
    }

    private Said named(String name) {
        var own = names.get(name);
        if (own != null) {
            return new Said(own.label(), own.type(), ATOM);
        }
        var fact = vocabulary.fact(name);
        return fact.isMissingNode()
                ? word(name, "TEXT")
                : new Said(MeasureVocabulary.text(fact), fact.path("type").asText(), ATOM);
    }

    private Said word(String word, String type) {
        return new Said(vocabulary.word(word), type, ATOM);
    }

    private static Said said(String zh, String en, String type, int strength) {
        return new Said(new Text(zh, en), type, strength);
    }

    private String quoted() {
        char close = text.charAt(at) == '“' ? '”' : text.charAt(at);
        int end = text.indexOf(close, at + 1);
        if (end < 0) {
            throw new Unreadable();
        }
        var word = text.substring(at + 1, end);
        at = end + 1;
        return word;
    }

    private String identifier() {
        int from = at;
        while (at < text.length() && isNamePart(text.charAt(at))) {
            at++;
        }
        return text.substring(from, at);
    }

    private static boolean isNamePart(char c) {
        return c == '.' || c == '_' || Character.isLetterOrDigit(c);
    }

    private boolean word(String word) {
        blanks();
        if (text.startsWith(word, at)
                && (at + word.length() == text.length() || !isNamePart(text.charAt(at + word.length())))) {
            at += word.length();
            return true;
        }
        return false;
    }

    private boolean sign(String sign) {
        blanks();
        if (text.startsWith(sign, at)) {
            at += sign.length();
            return true;
        }
        return false;
    }

    private void expect(char c) {
        if (!sign(String.valueOf(c))) {
            throw new Unreadable();
        }
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
