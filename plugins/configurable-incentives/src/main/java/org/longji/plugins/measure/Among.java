package org.longji.plugins.measure;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Text;

/** Membership; a set on the left is in where it shares a word with the right. */
final class Among extends Expr {
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
