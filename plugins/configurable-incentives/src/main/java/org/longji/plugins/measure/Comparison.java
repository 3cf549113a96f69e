package org.longji.plugins.measure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Text;

final class Comparison extends Expr {
    private final Order order;
    private final Expr left;
    private final Expr right;

    Comparison(Order order, Expr left, Expr right) {
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
        Expr measured = left instanceof Expr.Figure figure ? figure.expression() : left;
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
        Expr measured = left instanceof Expr.Figure figure ? figure.expression() : left;
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
