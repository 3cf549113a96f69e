package org.longji.plugins.measure;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.CalculationStep;
import org.longji.plugin.api.Money;

/** {@code {rate, of}}: a share of a base. */
final class Rate extends Adding {
    private final Expr of;
    private final Expr rate;
    private final Map<String, String> names;
    private final Words words = new Words();

    private Rate(Common common, Limits limits, Expr of, Expr rate) {
        super(common, limits);
        this.of = of;
        this.rate = rate;
        this.names = CalculationStep.namesOf(of.label(), RATE);
    }

    static @Nullable Step read(Line line) {
        line.keys("rate", "of", "cap", "atLeast");
        Expr of = line.needed("of", Type.MONEY);
        Expr rate = line.needed("rate", Type.NUMBER);
        Limits limits = Limits.read(line);
        return of == null || rate == null ? null : new Rate(line.common("RATE"), limits, of, rate);
    }

    @Override
    boolean calculate(Tally tally) {
        Exact base = of.number(tally.in);
        Exact share = rate.number(tally.in);
        if (base == null || share == null) {
            tally.unknown();
            return false;
        }
        if (base.signum() <= 0) {
            nothing(tally, of);
            return false;
        }
        Exact amount = base.times(share);
        Money change = tally.add(amount);
        if (tally.seen()) {
            step(
                    tally,
                    change,
                    words.about(
                            share,
                            figure -> said(
                                    "按" + of.label().zh() + "的 " + figure.rate() + " 计算",
                                    figure.rate() + " of " + of.label().en())),
                    CalculationStep.inputsOf(of.label().zh(), Shown.plainMoney(base), RATE.zh(), share.shown()),
                    names,
                    Shown.sum(of.factor(tally.in, base), " × ", share.rate(), amount));
        }
        return true;
    }
}
