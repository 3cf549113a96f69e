package org.longji.plugins.measure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Text;

/** A function of the vocabulary. */
final class Call extends Expr {

    interface Function {
        @Nullable
        Object apply(Evaluation in, List<Expr> arguments);
    }

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
