package org.longji.plugins.measure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.CalculationStep;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Reason;
import org.longji.plugin.api.Text;

/** {@code {deduct}}, {@code {times}}, {@code {increase}} and {@code {dropBelow}}: they change the sum so far. */
final class Change extends Step {

    private enum Kind {
        DEDUCT,
        TIMES,
        INCREASE,
        DROP_BELOW
    }

    private final Kind kind;
    private final Expr by;
    private final Map<String, String> names;
    private final Limits limits;

    private Change(Common common, Kind kind, Expr by, Limits limits) {
        super(common);
        this.kind = kind;
        this.by = by;
        this.names = CalculationStep.namesOf(COMPUTED, by.label());
        this.limits = limits;
    }

    static @Nullable Step read(Line line) {
        Kind kind = Kind.valueOf(Names.constant(line.kind));
        if (kind == Kind.INCREASE) {
            line.keys(line.kind, "cap");
        } else {
            line.keys(line.kind);
        }
        Expr by = line.needed(line.kind, kind == Kind.TIMES || kind == Kind.INCREASE ? Type.NUMBER : Type.MONEY);
        Limits limits = kind == Kind.INCREASE ? Limits.read(line) : Limits.NONE;
        return by == null ? null : new Change(line.common(kind.name()), kind, by, limits);
    }

    /** What is still paid at the least, if the line is about that. */
    @Nullable
    Expr least() {
        return kind == Kind.DROP_BELOW ? by : null;
    }

    @Override
    void apply(Tally tally) {
        Exact figure = by.number(tally.in);
        if (figure == null) {
            tally.unknown();
            return;
        }
        switch (kind) {
            case DROP_BELOW -> drop(tally, figure);
            case DEDUCT -> deduct(tally, figure);
            case TIMES, INCREASE -> {
                Exact before = tally.total();
                multiply(tally, figure);
                limits.hold(tally, before);
            }
        }
    }

    private void drop(Tally tally, Exact least) {
        Exact total = tally.total();
        if (total.compareTo(least) >= 0) {
            return;
        }
        if (total.signum() > 0) {
            String missing = least.minus(total).rounded(2, RoundingMode.CEILING).toPlainString();
            tally.near(new Reason(
                    "BELOW_MINIMUM_AWARD",
                    new Text(
                            "计算金额 " + Shown.money(total) + " 元，低于 " + Shown.money(least) + " 元的不予支持。",
                            "CNY " + Shown.money(total) + " is below CNY " + Shown.money(least)
                                    + ", the least that is paid."),
                    Shown.plainMoney(total),
                    "≥ " + Shown.plainMoney(least),
                    Optional.of(missing),
                    common.basis()));
        }
        change(
                tally,
                Exact.ZERO,
                said("不足起付金额，不予支持", "below the least that is paid"),
                Shown.money(total) + " < " + Shown.money(least));
    }

    private void deduct(Tally tally, Exact amount) {
        Exact total = tally.total();
        Exact left = total.minus(amount).max(Exact.ZERO);
        if (amount.signum() <= 0 || total.signum() <= 0) {
            return;
        }
        String reader = Shown.money(amount);
        if (left.signum() == 0) {
            tally.near(new Reason(
                    "NOTHING_LEFT_AFTER_DEDUCTION",
                    new Text(
                            "扣除" + by.label().zh() + " " + reader + " 元后没有余额。",
                            "Nothing is left after CNY " + reader + " ("
                                    + by.label().en() + ") is taken off."),
                    Shown.plainMoney(total),
                    "> " + Shown.plainMoney(amount),
                    Optional.of(amount.minus(total)
                            .rounded(2, RoundingMode.FLOOR)
                            .add(new BigDecimal("0.01"))
                            .toPlainString()),
                    common.basis()));
        }
        change(
                tally,
                left,
                said("扣除" + by.label().zh(), by.label().en() + " taken off"),
                Shown.money(total) + " − " + reader + " = " + Shown.money(left));
    }

    private void multiply(Tally tally, Exact figure) {
        Exact total = tally.total();
        boolean increase = kind == Kind.INCREASE;
        Exact now = total.times(increase ? Exact.ONE.plus(figure) : figure);
        String percent = figure.rate();
        change(
                tally,
                now,
                increase
                        ? said("上浮 " + percent, "raised by " + percent)
                        : said("按 " + percent + " 执行", percent + " of the amount"),
                Shown.sum(Shown.money(total), " × ", increase ? "(1 + " + percent + ")" : percent, now));
    }

    private void change(Tally tally, Exact now, Text what, String arithmetic) {
        Exact total = tally.total();
        Money change = tally.set(now);
        if (!change.isZero()) {
            step(
                    tally,
                    change,
                    what,
                    CalculationStep.inputsOf(
                            COMPUTED.zh(), Shown.plainMoney(total), by.label().zh(), by.plain(tally.in)),
                    names,
                    arithmetic);
        }
    }
}
