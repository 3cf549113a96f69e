package org.longji.plugins.measure;

import java.math.BigDecimal;
import java.time.LocalDate;
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

    /** The value for machines, a question mark where it is not known. */
    final String plain(Evaluation in) {
        Object value = value(in);
        return value == null ? "?" : Shown.plain(type, value);
    }

    /** As a factor of a product, {@code value} being what it comes to. */
    String factor(Evaluation in, Exact value) {
        return shown(in);
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
            out.append(rate.rate());
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
            String text = Shown.forReaders(type, value);
            return new Text(text, Shown.inEnglish(text));
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
        String factor(Evaluation in, Exact value) {
            return Shown.forReaders(type, value);
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

        String name() {
            return input.name();
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
}
