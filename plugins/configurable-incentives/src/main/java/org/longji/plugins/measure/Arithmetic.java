package org.longji.plugins.measure;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Text;

final class Arithmetic extends Expr {
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
                wrapped(left.label().zh(), left) + sign + wrapped(right.label().zh(), right),
                wrapped(left.label().en(), left) + sign + wrapped(right.label().en(), right));
    }

    private String wrapped(String text, Expr part) {
        return part instanceof Arithmetic inner && inner.weaker(this, part == right) ? "(" + text + ")" : text;
    }

    private boolean weaker(Arithmetic outer, boolean onTheRight) {
        boolean sum = operator == '+' || operator == '-';
        boolean outerSum = outer.operator == '+' || outer.operator == '-';
        return sum && !outerSum || onTheRight && (outer.operator == '-' || outer.operator == '/') && sum == outerSum;
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
    String factor(Evaluation in, Exact value) {
        return "(" + shown(in) + ")";
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
