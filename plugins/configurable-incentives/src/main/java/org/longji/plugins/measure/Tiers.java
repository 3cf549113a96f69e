package org.longji.plugins.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.CalculationStep;
import org.longji.plugin.api.Definition;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;

/** {@code {tiers, of}}: the whole base by the bracket it has reached (分档): a fixed amount or a rate on all of it. */
final class Tiers extends Adding {
    private static final Text START = new Text("本档起点", "start of this bracket");

    private final Expr of;
    private final @Nullable Expr base;
    private final List<Bracket> rows;
    private final Map<String, String> ownNames;
    private final Map<String, String> fixedNames;
    private final Map<String, String> rateNames;
    private final Map<String, String> allNames;

    private Tiers(Common common, Limits limits, Expr of, @Nullable Expr base, List<Bracket> rows) {
        super(common, limits);
        this.of = of;
        this.base = base;
        this.rows = List.copyOf(rows);
        this.ownNames = CalculationStep.namesOf(of.label());
        this.fixedNames = CalculationStep.namesOf(of.label(), START);
        this.rateNames = CalculationStep.namesOf(of.label(), RATE);
        this.allNames = CalculationStep.namesOf(of.label(), START, RATE);
    }

    static @Nullable Step read(Line line) {
        line.keys("tiers", "of", "base", "boundary", "cap", "atLeast");
        Expr of = line.needed("of", Type.MONEY, Type.COUNT, Type.NUMBER);
        Expr base = line.optional("base", Type.MONEY);
        String boundary = Reading.text(line.given, "boundary").orElse("");
        if (line.given.get("boundary").isPresent()
                && !Set.of("INCLUSIVE", "EXCLUSIVE").contains(boundary)) {
            line.fault(
                    "/boundary", "boundary 为 INCLUSIVE（含本数）或 EXCLUSIVE（不含本数）。", "boundary is INCLUSIVE or EXCLUSIVE");
        }
        List<Bracket> rows = new ArrayList<>();
        line.items("tiers").forEach((item, at) -> {
            if (item instanceof Definition.Fields row && of != null) {
                row(line, row, at, of, base, boundary.equals("EXCLUSIVE"), rows);
            } else {
                line.reading.fault(at, "写明 from 和 amount 或 rate。", "give from and an amount or a rate");
            }
        });
        if (rows.isEmpty()) {
            line.fault("/tiers", "至少写一档。", "write at least one bracket");
        }
        Limits limits = Limits.read(line);
        return of == null || rows.isEmpty() ? null : new Tiers(line.common("TIER"), limits, of, base, rows);
    }

    private static void row(
            Line line,
            Definition.Fields row,
            String at,
            Expr of,
            @Nullable Expr base,
            boolean exclusive,
            List<Bracket> rows) {
        Reading reading = line.reading;
        reading.unknownKeys(row, at, Set.of("from", "above", "rate", "amount", "cap"));
        boolean above = row.get("above").isPresent();
        Expr from = reading.optional(row, above ? "above" : "from", at, of.type);
        if (above && row.get("from").isPresent()) {
            reading.fault(at, "from（含本数）与 above（不含本数）只写一个。", "write either from (inclusive) or above (exclusive)");
        }
        Bracket last = rows.isEmpty() ? null : rows.get(rows.size() - 1);
        if (last != null && from == null) {
            reading.fault(at, "只有第一档可以没有起点。", "only the first bracket may lack its lower end");
        } else if (last != null && last.limit() != null && from != null) {
            reading.ascending(
                    last.limit(), from, at + (above ? "/above" : "/from"), "各档须递增。", "brackets must ascend", false);
        }
        Bracket.pay(line, row, at, false, (rate, amount) -> {
            if (rate != null && base == null && of.type != Type.MONEY) {
                reading.fault(
                        at + "/rate", "按比例须有金额基数：请写 base。", "a rate needs an amount of money to apply to: give base");
            }
            Expr cap = reading.optional(row, "cap", at, Type.MONEY);
            rows.add(new Bracket(
                    from,
                    above || exclusive,
                    rate,
                    amount,
                    cap == null ? null : new Limits.Cap(cap, line.limit("CAP"))));
        });
    }

    @Override
    boolean calculate(Tally tally) {
        Exact measured = of.number(tally.in);
        if (measured == null) {
            tally.unknown();
            return false;
        }
        int number = 0;
        while (number < rows.size() && reaches(measured, rows.get(number), tally.in)) {
            number++;
        }
        if (number > 0) {
            return tier(tally, rows.get(number - 1), number, measured);
        }
        Bracket first = rows.get(0);
        Expr limit = first.limit();
        if (limit != null) {
            var order = first.exclusive() ? Comparison.Order.MORE : Comparison.Order.AT_LEAST;
            tally.near(Verdict.because(new Comparison(order, of, limit), tally.in, null, null, common.basis()));
        }
        return false;
    }

    private static boolean reaches(Exact measured, Bracket row, Evaluation in) {
        Exact from = row.limit() == null ? null : row.limit().number(in);
        if (from == null) {
            return true;
        }
        int comparison = measured.compareTo(from);
        return row.exclusive() ? comparison > 0 : comparison >= 0;
    }

    private boolean tier(Tally tally, Bracket row, int number, Exact measured) {
        Exact before = tally.total();
        Exact figure = row.figure(tally.in);
        Exact whole = base == null ? measured : base.number(tally.in);
        if (figure == null || whole == null) {
            tally.unknown();
            return false;
        }
        Exact value = row.rate() == null ? figure : whole.times(figure);
        if (value.signum() <= 0) {
            nothing(tally, of);
            return false;
        }
        Money change = tally.add(value);
        if (tally.seen()) {
            explain(tally, row, number, figure, whole, value, change);
        }
        if (row.cap() != null) {
            row.cap().hold(tally, before);
        }
        return true;
    }

    private void explain(Tally tally, Bracket row, int number, Exact figure, Exact whole, Exact value, Money change) {
        Evaluation in = tally.in;
        StringBuilder text = new StringBuilder();
        of.showValue(in, text);
        String zh = of.label().zh() + " " + text + "，适用第 " + number + " 档";
        String en = of.label().en() + " " + text + " reaches bracket " + number;
        Map<String, String> inputs = new LinkedHashMap<>(8);
        inputs.put(of.label().zh(), of.plain(in));
        Expr limit = row.limit();
        if (limit != null) {
            inputs.put(START.zh(), limit.shown(in));
        }
        if (row.rate() == null) {
            step(
                    tally,
                    change,
                    said(zh + "定额", en + ", a fixed amount"),
                    inputs,
                    limit == null ? ownNames : fixedNames,
                    value.grouped());
            return;
        }
        inputs.put(RATE.zh(), figure.shown());
        step(
                tally,
                change,
                said(zh + "，全额按 " + figure.rate(), en + ": " + figure.rate() + " of the whole"),
                inputs,
                limit == null ? rateNames : allNames,
                Shown.sum((base == null ? of : base).factor(in, whole), " × ", figure.rate(), value));
    }
}
