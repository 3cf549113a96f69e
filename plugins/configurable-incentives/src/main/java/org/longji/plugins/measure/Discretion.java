package org.longji.plugins.measure;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.CalculationStep;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Reason;
import org.longji.plugin.api.Text;

/** {@code {discretion, least, most, by}}: an amount somebody decides inside an interval. */
final class Discretion extends Adding {
    private static final Text INTERVAL = new Text("区间", "interval");

    private final Expr decided;
    private final Expr lowest;
    private final Expr highest;
    private final Text by;
    private final Map<String, String> names;

    private Discretion(Common common, Expr decided, Expr lowest, Expr highest, Text by) {
        super(common, Limits.NONE);
        this.decided = decided;
        this.lowest = lowest;
        this.highest = highest;
        this.by = by;
        this.names = CalculationStep.namesOf(decided.label(), INTERVAL);
    }

    static @Nullable Step read(Line line) {
        line.keys("discretion", "least", "most", "by");
        Expr decided = line.needed("discretion", Type.MONEY);
        Expr least = line.needed("least", Type.MONEY);
        Expr most = line.needed("most", Type.MONEY);
        Text by = line.reading.label(line.given, "by", line.pointer, "the approver");
        if (decided == null || least == null || most == null) {
            return null;
        }
        line.ascending(least, most, "/most", "上限低于下限。", "the upper end is below the lower", true);
        return new Discretion(line.common("DISCRETION"), decided, least, most, by);
    }

    /** What an approver's answer must lie in; a formula of several inputs is no single answer. */
    private Optional<org.longji.plugin.api.Discretion> interval(Exact low, Exact high) {
        return decided instanceof Expr.Input input && low.signum() >= 0 && low.isWholeFen() && high.isWholeFen()
                ? Optional.of(new org.longji.plugin.api.Discretion(input.name(), low.money(), high.money(), by))
                : Optional.empty();
    }

    @Override
    boolean calculate(Tally tally) {
        Evaluation in = tally.in;
        Exact low = lowest.number(in);
        Exact high = highest.number(in);
        if (low == null || high == null) {
            tally.unknown();
            return false;
        }
        String between = Shown.money(low) + " – " + Shown.money(high);
        int before = in.missing();
        Exact amount = decided.number(in);
        if (amount == null) {
            in.forgetSince(before);
            in.lacks(new Ask(
                    "AMOUNT_TO_BE_DECIDED",
                    new Text(
                            "请由" + by.zh() + "在 " + between + " 元之内核定金额（"
                                    + decided.label().zh() + "）。",
                            "To be set by " + by.en() + " inside CNY " + between + " ("
                                    + decided.label().en() + ")."),
                    interval(low, high)));
            tally.unknown();
            return false;
        }
        if (amount.compareTo(low) < 0 || amount.compareTo(high) > 0) {
            Exact missing = amount.compareTo(low) < 0 ? low.minus(amount) : amount.minus(high);
            tally.refuse(new Reason(
                    "DECIDED_AMOUNT_OUTSIDE",
                    new Text(
                            "核定金额 " + Shown.money(amount) + " 元不在 " + between + " 元之内。",
                            "The amount set, CNY " + Shown.money(amount) + ", is outside CNY " + between + "."),
                    Shown.plainMoney(amount),
                    Shown.plainMoney(low) + ".." + Shown.plainMoney(high),
                    Optional.of(Shown.plainMoney(missing)),
                    common.basis()));
            return false;
        }
        Money change = tally.add(amount);
        if (tally.seen()) {
            step(
                    tally,
                    change,
                    said("由" + by.zh() + "在 " + between + " 元之内核定", "set by " + by.en() + " inside CNY " + between),
                    CalculationStep.inputsOf(decided.label().zh(), decided.plain(in), INTERVAL.zh(), between),
                    names,
                    amount.grouped());
        }
        return true;
    }
}
