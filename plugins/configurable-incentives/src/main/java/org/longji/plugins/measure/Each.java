package org.longji.plugins.measure;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.CalculationStep;
import org.longji.plugin.api.Money;

/** {@code {each, count}}: an amount for each. */
final class Each extends Adding {
    private final Expr amount;
    private final Expr count;
    private final Map<String, String> names;

    private Each(Common common, Limits limits, Expr amount, Expr count) {
        super(common, limits);
        this.amount = amount;
        this.count = count;
        this.names = CalculationStep.namesOf(count.label(), amount.label());
    }

    static @Nullable Step read(Line line) {
        line.keys("each", "count", "cap", "atLeast");
        Expr amount = line.needed("each", Type.MONEY);
        Expr count = line.needed("count", Type.COUNT);
        Limits limits = Limits.read(line);
        return amount == null || count == null ? null : new Each(line.common("EACH"), limits, amount, count);
    }

    @Override
    boolean calculate(Tally tally) {
        Evaluation in = tally.in;
        Exact one = amount.number(in);
        Exact many = count.number(in);
        if (one == null || many == null) {
            tally.unknown();
            return false;
        }
        if (many.signum() <= 0) {
            nothing(tally, count);
            return false;
        }
        Exact value = one.times(many);
        Money change = tally.add(value);
        if (tally.seen()) {
            String reader = Shown.money(one);
            step(
                    tally,
                    change,
                    said(
                            "按" + count.label().zh() + "计算，每个 " + reader + " 元",
                            "CNY " + reader + " for each of " + count.label().en()),
                    CalculationStep.inputsOf(
                            count.label().zh(), count.plain(in), amount.label().zh(), amount.plain(in)),
                    names,
                    Shown.sum(many.shown(), " × ", reader, value));
        }
        return true;
    }
}
