package org.longji.plugins.measure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Text;

final class If extends Expr {
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
