package org.longji.plugins.measure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.InputDescription;
import org.longji.plugin.api.Text;

/**
 * A compiled formula. Its value is an {@link Exact}, a date, a Boolean, a word or a set of words; {@code null} means that
 * something is not known, and the evaluation has been told what.
 */
abstract class Expr {

    final Type type;

    Expr(Type type) {
        this.type = type;
    }

    abstract @Nullable Object value(Evaluation in);

    /** What it is called in explanations. */
    abstract Text label();

    /** Writes it with the values of the case, as on paper. */
    abstract void show(Evaluation in, StringBuilder out);

    /** Whether it needs no facts: literals and parameters alone. */
    boolean constant() {
        return parts().stream().allMatch(Expr::constant);
    }

    List<Expr> parts() {
        return List.of();
    }

    /** The words it can yield, if they are known. */
    @Nullable
    Set<String> words() {
        return null;
    }

    /** Whether it is shown as a percentage. */
    boolean isRate() {
        return false;
    }

    final @Nullable Exact number(Evaluation in) {
        return (Exact) value(in);
    }

    final @Nullable Boolean truth(Evaluation in) {
        return (Boolean) value(in);
    }

    final String shown(Evaluation in) {
        StringBuilder text = new StringBuilder();
        show(in, text);
        return text.toString();
    }

    final void showValue(Evaluation in, StringBuilder out) {
        Object value = value(in);
        if (value == null) {
            out.append('?');
        } else if (isRate() && value instanceof Exact rate) {
            out.append(Shown.rate(rate));
        } else {
            out.append(Shown.forReaders(type, value));
        }
    }

    static final class Literal extends Expr {
        private final Object value;

        Literal(Type type, Object value) {
            super(type);
            this.value = value;
        }

        @Override
        Object value(Evaluation in) {
            return value;
        }

        Object value() {
            return value;
        }

        @Override
        Text label() {
            String text = Shown.plain(type, value);
            return new Text(text, text);
        }

        @Override
        void show(Evaluation in, StringBuilder out) {
            out.append(Shown.plain(type, value));
        }

        @Override
        boolean constant() {
            return true;
        }

        @Override
        @Nullable
        Set<String> words() {
            if (value instanceof String word) {
                return Set.of(word);
            }
            if (value instanceof Set<?> set) {
                Set<String> words = new TreeSet<>();
                set.forEach(word -> words.add(word.toString()));
                return words;
            }
            return null;
        }
    }

    /** A named value that is simply there: a fact, a parameter, an input or a figure. */
    abstract static class Named extends Expr {
        private final Text label;

        Named(Type type, Text label) {
            super(type);
            this.label = label;
        }

        @Override
        Text label() {
            return label;
        }

        @Override
        void show(Evaluation in, StringBuilder out) {
            showValue(in, out);
        }
    }

    interface Reader {
        @Nullable
        Object read(Evaluation in);
    }

    static final class Fact extends Named {
        private final Reader reader;
        private final @Nullable Set<String> words;

        Fact(Type type, Text label, @Nullable Set<String> words, Reader reader) {
            super(type, label);
            this.words = words;
            this.reader = reader;
        }

        @Override
        @Nullable
        Object value(Evaluation in) {
            return reader.read(in);
        }

        @Override
        boolean constant() {
            return false;
        }

        @Override
        @Nullable
        Set<String> words() {
            return words;
        }
    }

    static final class Parameter extends Named {
        private final int index;
        private final boolean rate;

        Parameter(Type type, Text label, int index, boolean rate) {
            super(type, label);
            this.index = index;
            this.rate = rate;
        }

        @Override
        @Nullable
        Object value(Evaluation in) {
            return in.value(index);
        }

        @Override
        boolean constant() {
            return true;
        }

        @Override
        boolean isRate() {
            return rate;
        }
    }

    static final class Input extends Named {
        private final InputDescription input;
        private final Ask ask;
        private final @Nullable Object otherwise;

        Input(Type type, InputDescription input, @Nullable Object otherwise) {
            super(type, input.label());
            this.input = input;
            this.otherwise = otherwise;
            this.ask = new Ask(
                    Names.constant(input.name()),
                    new Text(
                            input.type() == InputDescription.Type.YES_NO
                                    ? "请确认：" + input.label().zh() + "？"
                                    : "请填写：" + input.label().zh() + "。",
                            "Please state: " + input.label().en() + "."));
        }

        @Override
        @Nullable
        Object value(Evaluation in) {
            String text = in.evidence(input.name());
            if (text == null || text.isBlank() || text.equals("UNKNOWN")) {
                return otherwise == null ? in.lacks(ask) : otherwise;
            }
            return read(text);
        }

        private Object read(String text) {
            return switch (input.type()) {
                case MONEY, RATIO, COUNT -> Exact.of(new BigDecimal(text));
                case DATE -> LocalDate.parse(text);
                case YES_NO ->
                    switch (text) {
                        case "YES", "true" -> Boolean.TRUE;
                        case "NO", "false" -> Boolean.FALSE;
                        default ->
                            throw new IllegalArgumentException(input.name() + " is '" + text + "', neither YES nor NO");
                    };
                case CHOICE -> {
                    if (!input.choices().contains(text)) {
                        throw new IllegalArgumentException(
                                input.name() + " is '" + text + "', none of " + input.choices());
                    }
                    yield text;
                }
            };
        }

        @Override
        boolean constant() {
            return false;
        }

        @Override
        @Nullable
        Set<String> words() {
            return input.choices().isEmpty() ? null : Set.copyOf(input.choices());
        }
    }

    static final class Figure extends Named {
        private final int index;
        private final Expr expression;

        Figure(Text label, int index, Expr expression) {
            super(expression.type, label);
            this.index = index;
            this.expression = expression;
        }

        @Override
        @Nullable
        Object value(Evaluation in) {
            return in.figure(index, expression);
        }

        @Override
        boolean constant() {
            return expression.constant();
        }

        @Override
        @Nullable
        Set<String> words() {
            return expression.words();
        }

        @Override
        boolean isRate() {
            return expression.isRate();
        }

        Expr expression() {
            return expression;
        }
    }

    static final class Arithmetic extends Expr {
        private final char operator;
        private final Expr left;
        private final Expr right;

        Arithmetic(Type type, char operator, Expr left, Expr right) {
            super(type);
            this.operator = operator;
            this.left = left;
            this.right = right;
        }

        @Override
        @Nullable
        Object value(Evaluation in) {
            Object l = left.value(in);
            Object r = right.value(in);
            if (l == null || r == null) {
                return null;
            }
            if (l instanceof LocalDate date) {
                return r instanceof LocalDate other
                        ? Exact.of(ChronoUnit.DAYS.between(other, date))
                        : date.plusDays((operator == '-' ? -1L : 1L) * ((Exact) r).intValue());
            }
            Exact a = (Exact) l;
            Exact b = (Exact) r;
            return switch (operator) {
                case '+' -> a.plus(b);
                case '-' -> a.minus(b);
                case '*' -> a.times(b);
                default -> b.signum() == 0 ? in.lacks(Ask.NO_BASE) : a.over(b);
            };
        }

        Expr left() {
            return left;
        }

        Expr right() {
            return right;
        }

        boolean divides() {
            return operator == '/';
        }

        @Override
        List<Expr> parts() {
            return List.of(left, right);
        }

        @Override
        Text label() {
            String sign = sign();
            return new Text(
                    wrapped(left.label().zh(), left)
                            + sign
                            + wrapped(right.label().zh(), right),
                    wrapped(left.label().en(), left)
                            + sign
                            + wrapped(right.label().en(), right));
        }

        private String wrapped(String text, Expr part) {
            return part instanceof Arithmetic inner && inner.weaker(this, part == right) ? "(" + text + ")" : text;
        }

        private boolean weaker(Arithmetic outer, boolean onTheRight) {
            boolean sum = operator == '+' || operator == '-';
            boolean outerSum = outer.operator == '+' || outer.operator == '-';
            return sum && !outerSum
                    || onTheRight && (outer.operator == '-' || outer.operator == '/') && sum == outerSum;
        }

        private String sign() {
            return switch (operator) {
                case '*' -> " × ";
                case '/' -> " ÷ ";
                case '-' -> " − ";
                default -> " + ";
            };
        }

        @Override
        void show(Evaluation in, StringBuilder out) {
            show(in, out, left, false);
            out.append(sign());
            show(in, out, right, true);
        }

        private void show(Evaluation in, StringBuilder out, Expr part, boolean onTheRight) {
            boolean wrap = part instanceof Arithmetic inner && inner.weaker(this, onTheRight);
            if (wrap) {
                out.append('(');
            }
            part.show(in, out);
            if (wrap) {
                out.append(')');
            }
        }
    }

    static final class Compare extends Expr {
        private final Order order;
        private final Expr left;
        private final Expr right;

        Compare(Order order, Expr left, Expr right) {
            super(Type.TRUTH);
            this.order = order;
            this.left = left;
            this.right = right;
        }

        enum Order {
            EQUAL("=", "等于", "equal to"),
            NOT_EQUAL("≠", "不等于", "other than"),
            LESS("<", "低于", "less than"),
            AT_MOST("≤", "不超过", "at most"),
            MORE(">", "超过", "more than"),
            AT_LEAST("≥", "达到", "at least");

            final String sign;
            final String zh;
            final String en;

            Order(String sign, String zh, String en) {
                this.sign = sign;
                this.zh = zh;
                this.en = en;
            }

            boolean holds(int comparison) {
                return switch (this) {
                    case EQUAL -> comparison == 0;
                    case NOT_EQUAL -> comparison != 0;
                    case LESS -> comparison < 0;
                    case AT_MOST -> comparison <= 0;
                    case MORE -> comparison > 0;
                    case AT_LEAST -> comparison >= 0;
                };
            }
        }

        @Override
        @Nullable
        Object value(Evaluation in) {
            Object l = left.value(in);
            Object r = right.value(in);
            if (l == null || r == null) {
                return null;
            }
            if (l instanceof Exact a) {
                return order.holds(a.compareTo((Exact) r));
            }
            if (l instanceof LocalDate a) {
                return order.holds(a.compareTo((LocalDate) r));
            }
            return order.holds(l.equals(r) ? 0 : 1);
        }

        Order order() {
            return order;
        }

        Expr left() {
            return left;
        }

        Expr right() {
            return right;
        }

        /** The smallest change of the left side that would make it hold, as plain text; {@code null} where there is none. */
        @Nullable
        String missing(Evaluation in) {
            Object l = left.value(in);
            Object r = right.value(in);
            if (l instanceof LocalDate a && r instanceof LocalDate b) {
                long days = Math.abs(ChronoUnit.DAYS.between(a, b));
                return switch (order) {
                    case AT_LEAST, AT_MOST -> Long.toString(days);
                    case MORE, LESS -> Long.toString(days + 1);
                    default -> null;
                };
            }
            if (!(l instanceof Exact a) || !(r instanceof Exact b)) {
                return null;
            }
            Expr measured = left instanceof Figure figure ? figure.expression() : left;
            if (measured instanceof Quotient quotient) {
                Exact base = quotient.base(in);
                Exact top = quotient.top(in);
                if (base != null && top != null && base.signum() > 0) {
                    Exact needed =
                            b.plus(quotient.isGrowth() ? Exact.ONE : Exact.ZERO).times(base);
                    return distance(needed.minus(top), quotient.topType());
                }
            }
            return distance(b.minus(a), left.type == Type.ZERO ? right.type : left.type);
        }

        private @Nullable String distance(Exact gap, Type unit) {
            int scale = unit == Type.MONEY ? 2 : unit == Type.COUNT ? 0 : -1;
            if (scale < 0) {
                return switch (order) {
                    case AT_LEAST -> gap.shown();
                    case AT_MOST -> gap.negate().shown();
                    default -> null;
                };
            }
            BigDecimal distance = switch (order) {
                case AT_LEAST -> gap.rounded(scale, RoundingMode.CEILING);
                case AT_MOST -> gap.negate().rounded(scale, RoundingMode.CEILING);
                case MORE -> gap.rounded(scale, RoundingMode.FLOOR).add(BigDecimal.ONE.movePointLeft(scale));
                case LESS -> gap.negate().rounded(scale, RoundingMode.FLOOR).add(BigDecimal.ONE.movePointLeft(scale));
                default -> null;
            };
            return distance == null ? null : distance.toPlainString();
        }

        /** The unit the distance is counted in. */
        Type missingUnit() {
            Expr measured = left instanceof Figure figure ? figure.expression() : left;
            return measured instanceof Quotient quotient ? quotient.topType() : left.type;
        }

        @Override
        List<Expr> parts() {
            return List.of(left, right);
        }

        @Override
        Text label() {
            return new Text(
                    left.label().zh() + " " + order.sign + " " + right.label().zh(),
                    left.label().en() + " " + order.sign + " " + right.label().en());
        }

        @Override
        void show(Evaluation in, StringBuilder out) {
            left.show(in, out);
            out.append(' ').append(order.sign).append(' ');
            right.show(in, out);
        }
    }

    /** A ratio whose upper part can grow: what is missing to a threshold is said in the unit of that part. */
    interface Quotient {
        @Nullable
        Exact top(Evaluation in);

        @Nullable
        Exact base(Evaluation in);

        Type topType();

        boolean isGrowth();
    }

    /** Growth over a base: (now − base) ÷ base. */
    static final class Growth extends Expr implements Quotient {
        private final Expr now;
        private final Expr base;

        Growth(Expr now, Expr base) {
            super(Type.NUMBER);
            this.now = now;
            this.base = base;
        }

        @Override
        @Nullable
        Object value(Evaluation in) {
            Exact n = now.number(in);
            Exact b = base.number(in);
            if (n == null || b == null) {
                return null;
            }
            return b.signum() <= 0 ? in.lacks(Ask.NO_BASE) : n.minus(b).over(b);
        }

        @Override
        public @Nullable Exact top(Evaluation in) {
            return now.number(in);
        }

        @Override
        public @Nullable Exact base(Evaluation in) {
            return base.number(in);
        }

        @Override
        public Type topType() {
            return now.type;
        }

        @Override
        public boolean isGrowth() {
            return true;
        }

        @Override
        boolean isRate() {
            return true;
        }

        @Override
        List<Expr> parts() {
            return List.of(now, base);
        }

        @Override
        Text label() {
            return new Text(
                    now.label().zh() + "较" + base.label().zh() + "增长率",
                    "growth of " + now.label().en() + " over " + base.label().en());
        }

        @Override
        void show(Evaluation in, StringBuilder out) {
            showValue(in, out);
        }
    }

    /** Money over money. */
    static final class Ratio extends Expr implements Quotient {
        private final Expr top;
        private final Expr base;

        Ratio(Expr top, Expr base) {
            super(Type.NUMBER);
            this.top = top;
            this.base = base;
        }

        @Override
        @Nullable
        Object value(Evaluation in) {
            Exact t = top.number(in);
            Exact b = base.number(in);
            if (t == null || b == null) {
                return null;
            }
            return b.signum() == 0 ? in.lacks(Ask.NO_BASE) : t.over(b);
        }

        @Override
        public @Nullable Exact top(Evaluation in) {
            return top.number(in);
        }

        @Override
        public @Nullable Exact base(Evaluation in) {
            return base.number(in);
        }

        @Override
        public Type topType() {
            return top.type;
        }

        @Override
        public boolean isGrowth() {
            return false;
        }

        @Override
        List<Expr> parts() {
            return List.of(top, base);
        }

        @Override
        Text label() {
            return new Text(
                    top.label().zh() + " ÷ " + base.label().zh(),
                    top.label().en() + " ÷ " + base.label().en());
        }

        @Override
        void show(Evaluation in, StringBuilder out) {
            boolean wrap = top instanceof Arithmetic;
            if (wrap) {
                out.append('(');
            }
            top.show(in, out);
            if (wrap) {
                out.append(')');
            }
            out.append(" ÷ ");
            boolean wrapBase = base instanceof Arithmetic;
            if (wrapBase) {
                out.append('(');
            }
            base.show(in, out);
            if (wrapBase) {
                out.append(')');
            }
        }
    }

    /** And, or: three-valued, so that an unknown part matters only where it could change the answer. */
    static final class Logic extends Expr {
        private final boolean and;
        private final List<Expr> parts;

        Logic(boolean and, List<Expr> parts) {
            super(Type.TRUTH);
            this.and = and;
            this.parts = List.copyOf(parts);
        }

        @Override
        @Nullable
        Object value(Evaluation in) {
            int before = in.missing().size();
            boolean unknown = false;
            for (Expr part : parts) {
                Boolean truth = part.truth(in);
                if (truth == null) {
                    unknown = true;
                } else if (truth != and) {
                    // Decided: whatever was missing on the way does not matter.
                    List<Ask> missing = in.missing();
                    while (missing.size() > before) {
                        missing.remove(missing.size() - 1);
                    }
                    return truth;
                }
            }
            return unknown ? null : Boolean.valueOf(and);
        }

        boolean isAnd() {
            return and;
        }

        @Override
        List<Expr> parts() {
            return parts;
        }

        @Override
        Text label() {
            StringBuilder zh = new StringBuilder();
            StringBuilder en = new StringBuilder();
            for (Expr part : parts) {
                if (zh.length() > 0) {
                    zh.append(and ? "且" : "或");
                    en.append(and ? " and " : " or ");
                }
                zh.append(part.label().zh());
                en.append(part.label().en());
            }
            return new Text(zh.toString(), en.toString());
        }

        @Override
        void show(Evaluation in, StringBuilder out) {
            showValue(in, out);
        }
    }

    static final class Not extends Expr {
        private final Expr inner;

        Not(Expr inner) {
            super(Type.TRUTH);
            this.inner = inner;
        }

        @Override
        @Nullable
        Object value(Evaluation in) {
            Boolean truth = inner.truth(in);
            return truth == null ? null : Boolean.valueOf(!truth);
        }

        @Override
        List<Expr> parts() {
            return List.of(inner);
        }

        @Override
        Text label() {
            return new Text("非" + inner.label().zh(), "not " + inner.label().en());
        }

        @Override
        void show(Evaluation in, StringBuilder out) {
            showValue(in, out);
        }
    }

    /** Membership; a set on the left is in where it shares a word with the right. */
    static final class Among extends Expr {
        private final Expr left;
        private final Expr right;

        Among(Expr left, Expr right) {
            super(Type.TRUTH);
            this.left = left;
            this.right = right;
        }

        @Override
        @Nullable
        Object value(Evaluation in) {
            Object l = left.value(in);
            Object r = right.value(in);
            if (l == null || r == null) {
                return null;
            }
            Set<?> set = (Set<?>) r;
            return l instanceof Set<?> several ? several.stream().anyMatch(set::contains) : set.contains(l);
        }

        Expr left() {
            return left;
        }

        Expr right() {
            return right;
        }

        @Override
        List<Expr> parts() {
            return List.of(left, right);
        }

        @Override
        Text label() {
            return new Text(
                    left.label().zh() + "属于" + right.label().zh(),
                    left.label().en() + " among " + right.label().en());
        }

        @Override
        void show(Evaluation in, StringBuilder out) {
            showValue(in, out);
        }
    }

    static final class If extends Expr {
        private final Expr condition;
        private final Expr then;
        private final Expr otherwise;

        If(Type type, Expr condition, Expr then, Expr otherwise) {
            super(type);
            this.condition = condition;
            this.then = then;
            this.otherwise = otherwise;
        }

        @Override
        @Nullable
        Object value(Evaluation in) {
            Boolean truth = condition.truth(in);
            return truth == null ? null : truth ? then.value(in) : otherwise.value(in);
        }

        @Override
        boolean isRate() {
            return then.isRate() || otherwise.isRate();
        }

        @Override
        List<Expr> parts() {
            return List.of(condition, then, otherwise);
        }

        @Override
        Text label() {
            return new Text(
                    "(" + condition.label().zh() + " 时 " + then.label().zh() + "，否则 "
                            + otherwise.label().zh() + ")",
                    "(" + then.label().en() + " if " + condition.label().en() + ", else "
                            + otherwise.label().en() + ")");
        }

        @Override
        void show(Evaluation in, StringBuilder out) {
            Boolean truth = condition.truth(in);
            if (truth == null) {
                out.append('?');
            } else {
                boolean wrap = (truth ? then : otherwise) instanceof Arithmetic;
                if (wrap) {
                    out.append('(');
                }
                (truth ? then : otherwise).show(in, out);
                if (wrap) {
                    out.append(')');
                }
            }
        }
    }

    interface Function {
        @Nullable
        Object apply(Evaluation in, List<Expr> arguments);
    }

    /** A function of the vocabulary. */
    static final class Call extends Expr {
        private final String name;
        private final Text label;
        private final List<Expr> arguments;
        private final Function function;
        private final boolean needsFacts;

        Call(Type type, String name, Text label, List<Expr> arguments, boolean needsFacts, Function function) {
            super(type);
            this.name = name;
            this.label = label;
            this.arguments = List.copyOf(arguments);
            this.needsFacts = needsFacts;
            this.function = function;
        }

        @Override
        @Nullable
        Object value(Evaluation in) {
            return function.apply(in, arguments);
        }

        @Override
        boolean constant() {
            return !needsFacts && super.constant();
        }

        @Override
        List<Expr> parts() {
            return arguments;
        }

        @Override
        boolean isRate() {
            return !needsFacts && !arguments.isEmpty() && arguments.stream().allMatch(Expr::isRate);
        }

        @Override
        Text label() {
            return label;
        }

        @Override
        void show(Evaluation in, StringBuilder out) {
            if (needsFacts) {
                showValue(in, out);
                return;
            }
            out.append(name).append('(');
            for (int i = 0; i < arguments.size(); i++) {
                if (i > 0) {
                    out.append(", ");
                }
                arguments.get(i).show(in, out);
            }
            out.append(')');
        }
    }
}
