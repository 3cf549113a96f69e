package org.longji.plugins.measure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Text;

final class Not extends Expr {
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
