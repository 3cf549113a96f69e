package org.longji.plugins.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Role;

/** Reads a formula such as {@code min(received.year, invoiced) * $rate} and checks its units on the way. */
final class Formula {

    /** Deeper than anybody writes by hand, and shallow enough for any stack. */
    private static final int DEEPEST = 60;

    private final String text;
    private final Names names;
    private int at;
    private int depth;

    private Formula(String text, Names names) {
        this.text = text;
        this.names = names;
    }

    /**
     * Compiles a formula.
     *
     * @throws Fault naming what is wrong with it
     */
    static Expr read(String text, Names names) {
        Formula formula = new Formula(text, names);
        Expr result = formula.or();
        formula.blanks();
        if (formula.at < text.length()) {
            throw new Fault(
                    "公式“" + text + "”在“" + text.substring(formula.at) + "”处读不懂。",
                    "the formula '" + text + "' cannot be read from '" + text.substring(formula.at) + "' on");
        }
        return result;
    }

    private Expr or() {
        if (++depth > DEEPEST) {
            throw new Fault("公式嵌套过深。", "the formula is nested too deeply");
        }
        List<Expr> parts = new ArrayList<>(List.of(and()));
        while (word("or")) {
            parts.add(and());
        }
        depth--;
        return parts.size() == 1 ? parts.get(0) : logic(false, parts);
    }

    private Expr and() {
        List<Expr> parts = new ArrayList<>(List.of(not()));
        while (word("and")) {
            parts.add(not());
        }
        return parts.size() == 1 ? parts.get(0) : logic(true, parts);
    }

    private static Expr logic(boolean and, List<Expr> parts) {
        parts.forEach(part -> Vocabulary.wants(and ? "and" : "or", part, Type.TRUTH));
        return new Logic(and, parts);
    }

    private Expr not() {
        if (word("not")) {
            Expr inner = not();
            Vocabulary.wants("not", inner, Type.TRUTH);
            return new Not(inner);
        }
        return comparison();
    }

    private Expr comparison() {
        Expr left = sum();
        blanks();
        Comparison.Order order = order();
        if (order != null) {
            return compare(order, left, sum());
        }
        int before = at;
        boolean negated = word("not");
        if (word("in")) {
            Expr right = sum();
            Vocabulary.wants("in", right, Type.SET);
            if (left.type != Type.TEXT && left.type != Type.SET) {
                throw Vocabulary.mismatch(left, right);
            }
            checkWords(left, right);
            Expr among = new Among(left, right);
            return negated ? new Not(among) : among;
        }
        at = before;
        return left;
    }

    private static Expr compare(Comparison.Order order, Expr left, Expr right) {
        boolean equality = order == Comparison.Order.EQUAL || order == Comparison.Order.NOT_EQUAL;
        if (!Type.alike(left.type, right.type) || left.type == Type.SET) {
            if ((left.type == Type.MONEY && right.type.unitless())
                    || (right.type == Type.MONEY && left.type.unitless())) {
                throw new Fault(
                        "金额只能与金额比较：请把数额写成单位为 CNY 的参数，例如 $threshold。",
                        "money compares with money only: write the amount as a parameter of unit CNY, such as $threshold");
            }
            throw Vocabulary.mismatch(left, right);
        }
        boolean ordered = left.type.numeric() || left.type == Type.DATE;
        if (!equality && !ordered) {
            throw new Fault(
                    "“" + left.label().zh() + "”是" + left.type.zh + "，不能比较大小。",
                    "'" + left.label().en() + "' is " + left.type.en + " and has no order");
        }
        checkWords(left, right);
        return new Comparison(order, left, right);
    }

    private static void checkWords(Expr left, Expr right) {
        Set<String> known = left.words();
        Set<String> asked = right.words();
        boolean literal = right instanceof Expr.Literal;
        if (known != null && asked != null && literal && !known.containsAll(asked)) {
            Set<String> unknown = new TreeSet<>(asked);
            unknown.removeAll(known);
            throw new Fault(
                    "“" + left.label().zh() + "”没有取值 " + unknown + "，可用：" + new TreeSet<>(known),
                    "'" + left.label().en() + "' is never " + unknown + "; it is one of " + new TreeSet<>(known));
        }
    }

    private Comparison.@Nullable Order order() {
        String[] signs = {">=", "≥", "<=", "≤", "!=", "≠", ">", "<", "=="};
        Comparison.Order[] orders = {
            Comparison.Order.AT_LEAST,
            Comparison.Order.AT_LEAST,
            Comparison.Order.AT_MOST,
            Comparison.Order.AT_MOST,
            Comparison.Order.NOT_EQUAL,
            Comparison.Order.NOT_EQUAL,
            Comparison.Order.MORE,
            Comparison.Order.LESS,
            Comparison.Order.EQUAL
        };
        for (int i = 0; i < signs.length; i++) {
            if (sign(signs[i])) {
                return orders[i];
            }
        }
        return sign("=") ? Comparison.Order.EQUAL : null;
    }

    private Expr sum() {
        Expr left = product();
        while (true) {
            if (sign("+")) {
                left = add('+', left, product());
            } else if (sign("-") || sign("−")) {
                left = add('-', left, product());
            } else {
                return left;
            }
        }
    }

    private static Expr add(char operator, Expr left, Expr right) {
        if (left.type == Type.DATE) {
            if (right.type == Type.DATE && operator == '-') {
                return new Arithmetic(Type.COUNT, operator, left, right);
            }
            if (right.type == Type.COUNT) {
                return new Arithmetic(Type.DATE, operator, left, right);
            }
        }
        if (!left.type.numeric() || !right.type.numeric() || !Type.alike(left.type, right.type)) {
            throw Vocabulary.mismatch(left, right);
        }
        return new Arithmetic(Type.wider(left.type, right.type), operator, left, right);
    }

    private Expr product() {
        Expr left = unary();
        while (true) {
            if (sign("*") || sign("×")) {
                left = multiply(left, unary());
            } else if (sign("/") || sign("÷")) {
                left = divide(left, unary());
            } else {
                return left;
            }
        }
    }

    private static Expr multiply(Expr left, Expr right) {
        if (left.type == Type.MONEY && right.type == Type.MONEY) {
            throw new Fault(
                    "金额不能乘以金额：“" + left.label().zh() + "”×“" + right.label().zh() + "”。",
                    "money cannot be multiplied by money: '" + left.label().en() + "' × '"
                            + right.label().en() + "'");
        }
        if (!left.type.numeric() || !right.type.numeric()) {
            throw Vocabulary.mismatch(left, right);
        }
        Type type = left.type == Type.MONEY || right.type == Type.MONEY
                ? Type.MONEY
                : left.type == Type.COUNT && right.type == Type.COUNT ? Type.COUNT : Type.NUMBER;
        return new Arithmetic(type, '*', left, right);
    }

    private static Expr divide(Expr left, Expr right) {
        if (left.type == right.type && (left.type == Type.MONEY || left.type == Type.COUNT)) {
            return new Quotient.Ratio(left, right);
        }
        if (!left.type.numeric() || !right.type.unitless() || right.type == Type.ZERO) {
            throw Vocabulary.mismatch(left, right);
        }
        return new Arithmetic(left.type == Type.MONEY ? Type.MONEY : Type.NUMBER, '/', left, right);
    }

    private Expr unary() {
        if (sign("-") || sign("−")) {
            Expr inner = unary();
            return new Arithmetic(inner.type, '-', new Expr.Literal(Type.ZERO, Exact.ZERO), inner);
        }
        return atom();
    }

    private Expr atom() {
        blanks();
        if (at >= text.length()) {
            throw new Fault("公式“" + text + "”没有写完。", "the formula '" + text + "' is not finished");
        }
        char c = text.charAt(at);
        if (c == '(') {
            at++;
            Expr inner = or();
            expect(')');
            return inner;
        } else if (c == '[') {
            at++;
            return set();
        } else if (c == '\'' || c == '"' || c == '“') {
            return new Expr.Literal(Type.TEXT, quoted().intern());
        } else if (c == '$') {
            at++;
            return parameter(identifier());
        } else if (isDigit(c)) {
            return number();
        }
        String name = identifier();
        if (name.isEmpty()) {
            throw new Fault(
                    "公式“" + text + "”在“" + text.substring(at) + "”处读不懂。",
                    "the formula '" + text + "' cannot be read from '" + text.substring(at) + "' on");
        }
        if (sign("(")) {
            return call(name);
        }
        return named(name);
    }

    private Expr number() {
        int from = at;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        if (at < text.length() && ".%‰万亿元".indexOf(text.charAt(at)) >= 0) {
            throw new Fault(
                    "公式里只能写整数；比例和金额须作为有出处的参数，例如 $rate。",
                    "only whole numbers may stand in a formula; rates and amounts are parameters with a source, such as $rate");
        }
        Exact value = Exact.of(Long.parseLong(text.substring(from, at)));
        return new Expr.Literal(value.signum() == 0 ? Type.ZERO : Type.COUNT, value);
    }

    private Expr set() {
        Set<String> words = new TreeSet<>();
        while (!sign("]")) {
            blanks();
            if (at >= text.length()) {
                throw new Fault("缺少“]”。", "a ']' is missing");
            }
            char c = text.charAt(at);
            words.add(c == '\'' || c == '"' || c == '“' ? quoted() : identifier());
            sign(",");
        }
        words.remove("");
        return new Expr.Literal(Type.SET, Set.copyOf(words));
    }

    private String quoted() {
        char close = text.charAt(at) == '“' ? '”' : text.charAt(at);
        int end = text.indexOf(close, at + 1);
        if (end < 0) {
            throw new Fault("引号没有成对。", "a quote is not closed");
        }
        String word = text.substring(at + 1, end);
        at = end + 1;
        return word;
    }

    private Expr parameter(String name) {
        Expr found = names.parameters.get(name);
        if (found == null) {
            throw new Fault(
                    "没有名为 $" + name + " 的参数，已声明：" + names.parameters.keySet(),
                    "there is no parameter $" + name + "; declared are " + names.parameters.keySet());
        }
        names.used.add("$" + name);
        return found;
    }

    private Expr named(String name) {
        Expr figure = names.figures.get(name);
        if (figure != null) {
            names.used.add(name);
            if (names.figuresOfDeals.contains(name)) {
                names.readsContract(name);
            }
            return figure;
        }
        Expr input = names.inputs.get(name);
        if (input != null) {
            names.used.add(name);
            return input;
        }
        Expr fact = Vocabulary.fact(name, names);
        if (fact != null) {
            return fact;
        }
        if (name.equals("true") || name.equals("false")) {
            return new Expr.Literal(Type.TRUTH, name.equals("true"));
        }
        if (name.equals("jurisdiction")) {
            throw new Fault("请使用单位为 division 的参数。", "use a parameter of unit division");
        }
        // A word of a choice needs no quotes.
        boolean choice = names.inputs.values().stream()
                .map(Expr::words)
                .anyMatch(words -> words != null && words.contains(name));
        if (isConstant(name) || choice) {
            return new Expr.Literal(Type.TEXT, name.intern());
        }
        throw new Fault(
                "不认识“" + name + "”；它既不是事实，也不是已声明的输入或中间值（参数须写作 $" + name + "）。",
                "'" + name + "' is unknown: neither a fact nor a declared input or figure (a parameter is written $"
                        + name + ")");
    }

    private Expr call(String name) {
        switch (name) {
            case "if" -> {
                List<Expr> arguments = arguments();
                Vocabulary.count(name, arguments, 3);
                Vocabulary.wants(name, arguments.get(0), Type.TRUTH);
                if (!Type.alike(arguments.get(1).type, arguments.get(2).type)) {
                    throw Vocabulary.mismatch(arguments.get(1), arguments.get(2));
                }
                return new If(
                        Type.wider(arguments.get(1).type, arguments.get(2).type),
                        arguments.get(0),
                        arguments.get(1),
                        arguments.get(2));
            }
            case "yearTotal" -> {
                String field = word();
                int offset = sign(",") ? offset() : 0;
                Role role = sign(",") ? role() : names.role;
                expect(')');
                return Years.yearTotal(field, offset, role, names);
            }
            case "yearAverage", "yearAverageOfActive", "yearMax", "yearMin" -> {
                String field = word();
                expect(',');
                int years = Math.abs(offset());
                Role role = sign(",") ? role() : names.role;
                expect(')');
                return Years.earlierYears(name, field, Math.max(1, years), role, names);
            }
            case "totalIn" -> {
                String field = word();
                expect(',');
                Expr year = or();
                Role role = sign(",") ? role() : names.role;
                expect(')');
                return Years.totalIn(field, year, role, names);
            }
            case "hasYear" -> {
                int offset = offset();
                Role role = sign(",") ? role() : names.role;
                expect(')');
                return Years.hasYear(offset, role, names);
            }
            case "granted", "yearsGranted" -> {
                blanks();
                String policy = at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '"')
                        ? quoted()
                        : identifier();
                int years = sign(",") ? Math.abs(offset()) : 0;
                expect(')');
                return name.equals("granted")
                        ? Support.grantedBy(policy, years, names)
                        : Support.yearsGranted(policy, years, names);
            }
            case "sumOf", "maxOf", "countOf", "distinctOf" -> {
                return overContracts(name);
            }
            default -> {
                List<Expr> arguments = arguments();
                Expr found = Functions.function(name, arguments, names);
                if (found == null) {
                    throw new Fault("没有名为 " + name + " 的函数。", "there is no function " + name);
                }
                return found;
            }
        }
    }

    /**
     * {@code sumOf(of[, where[, ROLE]])}, {@code maxOf}, {@code distinctOf}, {@code countOf([where[, ROLE]])} over the contracts of
     * the year.
     */
    private Expr overContracts(String name) {
        if (names.inDeal) {
            throw new Fault(name + " 不能嵌套在单份合同的计算里。", name + " cannot stand inside the lines of one contract");
        }
        names.yearContracts = true;
        names.inDeal = true;
        boolean sawBefore = names.sawContract;
        Expr of = null;
        Expr where = null;
        Role role = names.role;
        if (!name.equals("countOf")) {
            of = or();
        }
        boolean conditional = name.equals("countOf") ? !sign(")") : more();
        if (conditional) {
            where = or();
            if (sign(",")) {
                role = role();
            }
            expect(')');
        }
        names.inDeal = false;
        names.sawContract = sawBefore;
        if (where != null) {
            Vocabulary.wants(name, where, Type.TRUTH);
        }
        return new OverContracts(OverContracts.Kind.of(name), of, where, role);
    }

    /** Whether another argument follows; else the call ends here. */
    private boolean more() {
        if (sign(",")) {
            return true;
        }
        expect(')');
        return false;
    }

    private List<Expr> arguments() {
        List<Expr> arguments = new ArrayList<>();
        if (sign(")")) {
            return arguments;
        }
        do {
            arguments.add(or());
        } while (sign(","));
        expect(')');
        return arguments;
    }

    private String word() {
        blanks();
        return identifier();
    }

    private int offset() {
        blanks();
        boolean minus = sign("-") || sign("−");
        blanks();
        int from = at;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        if (from == at || at - from > 2) {
            throw new Fault("这里需要年数，例如 -1（上年度）。", "a number of years belongs here, such as -1 for last year");
        }
        int years = Integer.parseInt(text.substring(from, at));
        return minus ? -years : years;
    }

    private Role role() {
        String name = word();
        for (Role role : Role.values()) {
            if (role.name().equals(name)) {
                return role;
            }
        }
        throw new Fault(
                "“" + name + "”不是角色，可用：" + Arrays.toString(Role.values()),
                "'" + name + "' is no role; there are " + Arrays.toString(Role.values()));
    }

    private String identifier() {
        int from = at;
        while (at < text.length() && isNamePart(text.charAt(at))) {
            at++;
        }
        return text.substring(from, at);
    }

    private static boolean isNamePart(char c) {
        return c == '.' || c == '_' || isDigit(c) || Character.isLetter(c);
    }

    private static boolean isConstant(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!(c >= 'A' && c <= 'Z' || c == '_' || isDigit(c))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
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
            throw new Fault("公式“" + text + "”缺少“" + c + "”。", "the formula '" + text + "' lacks '" + c + "'");
        }
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
