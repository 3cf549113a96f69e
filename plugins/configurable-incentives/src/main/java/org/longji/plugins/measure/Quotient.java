package org.longji.plugins.measure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Text;

/** A ratio whose upper part can grow: what is missing to a threshold is said in the unit of that part. */
abstract class Quotient extends Expr {
    final Expr top;
    final Expr base;

    Quotient(Expr top, Expr base) {
        super(Type.NUMBER);
        this.top = top;
        this.base = base;
    }

    @Nullable
    Exact top(Evaluation in) {
        return top.number(in);
    }

    @Nullable
    Exact base(Evaluation in) {
        return base.number(in);
    }

    Type topType() {
        return top.type;
    }

    abstract boolean isGrowth();

    @Override
    List<Expr> parts() {
        return List.of(top, base);
    }

    /** Growth over a base: (top − base) ÷ base. */
    static final class Growth extends Quotient {
        Growth(Expr top, Expr base) {
            super(top, base);
        }

        @Override
        @Nullable
        Object value(Evaluation in) {
            Exact n = top.number(in);
            Exact b = base.number(in);
            if (n == null || b == null) {
                return null;
            }
            return b.signum() <= 0 ? in.lacks(Ask.NO_BASE) : n.minus(b).over(b);
        }

        @Override
        boolean isGrowth() {
            return true;
        }

        @Override
        boolean isRate() {
            return true;
        }

        @Override
        Text label() {
            return new Text(
                    top.label().zh() + "较" + base.label().zh() + "增长率",
                    "growth of " + top.label().en() + " over " + base.label().en());
        }

        @Override
        void show(Evaluation in, StringBuilder out) {
            showValue(in, out);
        }
    }

    /** Money over money. */
    static final class Ratio extends Quotient {
        Ratio(Expr top, Expr base) {
            super(top, base);
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
        String factor(Evaluation in, Exact value) {
            return "(" + shown(in) + ")";
        }

        @Override
        boolean isGrowth() {
            return false;
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
}
