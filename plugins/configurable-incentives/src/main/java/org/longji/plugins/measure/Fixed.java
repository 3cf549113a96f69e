package org.longji.plugins.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.CalculationStep;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;

/** {@code {fixed}} and {@code {formula}}: an amount as it stands, or whatever a formula gives. */
final class Fixed extends Adding {
    private final Expr amount;
    private final Map<String, String> names;

    private Fixed(Common common, Limits limits, Expr amount) {
        super(common, limits);
        this.amount = amount;
        this.names = names(amount);
    }

    static @Nullable Step read(Line line) {
        line.keys(line.kind, "cap", "atLeast");
        Expr amount = line.needed(line.kind, Type.MONEY);
        Limits limits = Limits.read(line);
        return amount == null
                ? null
                : new Fixed(line.common(line.kind.equals("fixed") ? "FIXED" : "FORMULA"), limits, amount);
    }

    @Override
    boolean calculate(Tally tally) {
        Evaluation in = tally.in;
        Exact value = amount.number(in);
        if (value == null) {
            tally.unknown();
            return false;
        }
        if (value.signum() == 0) {
            nothing(tally, amount);
            return false;
        }
        Money change = tally.add(value);
        if (tally.seen()) {
            Map<String, String> inputs = new LinkedHashMap<>(8);
            collect(amount, inputs, in);
            step(
                    tally,
                    change,
                    said(amount.label().zh(), amount.label().en()),
                    inputs,
                    names,
                    amount instanceof Expr.Named ? value.grouped() : Shown.sum(amount.shown(in), value));
        }
        return true;
    }

    private static Map<String, String> names(Expr amount) {
        List<Text> names = new ArrayList<>();
        collect(amount, names);
        return CalculationStep.namesOf(names.toArray(Text[]::new));
    }

    private static void collect(Expr expression, List<Text> names) {
        if (expression.parts().isEmpty() && !(expression instanceof Expr.Literal)) {
            names.add(expression.label());
        }
        expression.parts().forEach(part -> collect(part, names));
    }

    private static void collect(Expr expression, Map<String, String> inputs, Evaluation in) {
        if (expression.parts().isEmpty()) {
            if (!(expression instanceof Expr.Literal)) {
                inputs.put(expression.label().zh(), expression.plain(in));
            }
            return;
        }
        expression.parts().forEach(part -> collect(part, inputs, in));
    }
}
