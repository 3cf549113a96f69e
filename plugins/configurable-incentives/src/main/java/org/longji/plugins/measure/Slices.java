package org.longji.plugins.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.CalculationStep;
import org.longji.plugin.api.Definition;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;

/** {@code {slices, of}}: each part of the base at the rate of its bracket (超额累进); rates may fall as well as rise. */
final class Slices extends Adding {
    private static final Text SLICE = new Text("本档金额", "part in this bracket");

    private final Expr of;
    private final List<Bracket> rows;
    private final Map<String, String> fixedNames;
    private final Map<String, String> rateNames;
    private final Map<String, String> eachNames;

    private Slices(Common common, Limits limits, Expr of, List<Bracket> rows) {
        super(common, limits);
        this.of = of;
        this.rows = List.copyOf(rows);
        this.fixedNames = CalculationStep.namesOf(of.label(), SLICE);
        this.rateNames = CalculationStep.namesOf(of.label(), SLICE, RATE);
        this.eachNames = CalculationStep.namesOf(of.label(), SLICE, EACH);
    }

    static @Nullable Step read(Line line) {
        line.keys("slices", "of", "cap", "atLeast");
        Expr of = line.needed("of", Type.MONEY, Type.COUNT);
        List<Bracket> rows = new ArrayList<>();
        line.items("slices").forEach((item, at) -> {
            if (!(item instanceof Definition.Fields row) || of == null) {
                line.reading.fault(at, "写明 upTo 和 rate。", "give upTo and rate");
                return;
            }
            line.reading.unknownKeys(row, at, Set.of("upTo", "rate", "amount"));
            Expr upTo = line.reading.optional(row, "upTo", at, of.type);
            Bracket last = rows.isEmpty() ? null : rows.get(rows.size() - 1);
            if (last != null && last.limit() == null) {
                line.reading.fault(
                        at, "上一档没有上限，这一档永远用不到。", "the bracket before has no upper end, so this one is never reached");
            } else if (last != null && last.limit() != null && upTo != null) {
                line.reading.ascending(last.limit(), upTo, at + "/upTo", "各档须递增。", "brackets must ascend", false);
            }
            Bracket.pay(
                    line,
                    row,
                    at,
                    of.type == Type.COUNT,
                    (rate, amount) -> rows.add(new Bracket(upTo, false, rate, amount, null)));
        });
        if (rows.isEmpty()) {
            line.fault("/slices", "至少写一档。", "write at least one bracket");
        }
        Limits limits = Limits.read(line);
        return of == null || rows.isEmpty() ? null : new Slices(line.common("SLICE"), limits, of, rows);
    }

    @Override
    boolean calculate(Tally tally) {
        Exact base = of.number(tally.in);
        if (base == null) {
            tally.unknown();
            return false;
        }
        if (base.signum() <= 0) {
            nothing(tally, of);
            return false;
        }
        Exact from = Exact.ZERO;
        boolean any = false;
        for (Bracket row : rows) {
            Exact upTo = row.limit() == null ? null : row.limit().number(tally.in);
            Exact to = upTo == null ? base : base.min(upTo);
            if (to.compareTo(from) > 0) {
                any |= slice(tally, row, from, to);
            }
            if (upTo == null || base.compareTo(upTo) <= 0) {
                break;
            }
            from = upTo;
        }
        if (!any && !tally.open()) {
            below(tally);
        }
        return true;
    }

    private boolean slice(Tally tally, Bracket row, Exact from, Exact to) {
        Exact figure = row.figure(tally.in);
        if (figure == null) {
            tally.unknown();
            return false;
        }
        if (figure.signum() == 0) {
            return false;
        }
        Exact width = to.minus(from);
        Exact value = row.rate() == null ? figure : width.times(figure);
        Money change = tally.add(value);
        if (tally.seen()) {
            explain(tally, row, from, to, width, figure, value, change);
        }
        return true;
    }

    private void explain(
            Tally tally, Bracket row, Exact from, Exact to, Exact width, Exact figure, Exact value, Money change) {
        String low = Shown.forReaders(of.type, from);
        String high = Shown.forReaders(of.type, to);
        String base = of.label().zh();
        String part = Shown.plain(of.type, width);
        Expr rate = row.rate();
        if (rate == null) {
            Text what =
                    said("超过 " + low + " 至 " + high + " 的部分定额", "fixed for the part above " + low + " up to " + high);
            step(
                    tally,
                    change,
                    what,
                    CalculationStep.inputsOf(base, of.plain(tally.in), SLICE.zh(), part),
                    fixedNames,
                    value.grouped());
            return;
        }
        boolean each = rate.type == Type.MONEY;
        String percent = each ? Shown.money(figure) : figure.rate();
        step(
                tally,
                change,
                said(
                        "超过 " + low + " 至 " + high + " 的部分按 " + percent,
                        percent + " of the part above " + low + " up to " + high),
                CalculationStep.inputsOf(
                        base, of.plain(tally.in), SLICE.zh(), part, each ? EACH.zh() : RATE.zh(), figure.shown()),
                each ? eachNames : rateNames,
                Shown.sum(Shown.forReaders(of.type, width), " × ", percent, value));
    }

    private void below(Tally tally) {
        Bracket row = rows.get(0);
        Expr first = row.limit();
        Exact figure = row.rate() == null ? null : row.figure(tally.in);
        if (first != null && figure != null && figure.signum() == 0) {
            tally.near(Verdict.because(
                    new Comparison(Comparison.Order.MORE, of, first), tally.in, null, null, common.basis()));
        } else {
            nothing(tally, of);
        }
    }
}
