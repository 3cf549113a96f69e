package org.longji.plugins.measure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Text;

/** And, or: three-valued, so that an unknown part matters only where it could change the answer. */
final class Logic extends Expr {
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
        int before = in.missing();
        boolean unknown = false;
        for (Expr part : parts) {
            Boolean truth = part.truth(in);
            if (truth == null) {
                unknown = true;
            } else if (truth != and) {
                // Decided: whatever was missing on the way does not matter.
                in.forgetSince(before);
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
