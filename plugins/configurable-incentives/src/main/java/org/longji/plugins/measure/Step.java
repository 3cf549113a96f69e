package org.longji.plugins.measure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.DealFacts;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Reason;
import org.longji.plugin.api.Role;
import org.longji.plugin.api.Text;

/** One line of the calculation. */
abstract class Step {

    /** What every line may carry. */
    record Common(
            String code, @Nullable Text label, @Nullable Expr when, LegalBasis basis) {}

    final Common common;

    Step(Common common) {
        this.common = common;
    }

    final void run(Tally tally) {
        Expr when = common.when();
        if (when != null) {
            Boolean applies = when.truth(tally.in);
            if (applies == null) {
                tally.unknown();
                return;
            }
            if (!applies) {
                return;
            }
        }
        apply(tally);
    }

    abstract void apply(Tally tally);

    /** Formulas whose values must make sense together, for {@link Measure#checkValues}. */
    List<Step> inner() {
        return List.of();
    }

    final Text said(String zh, String en) {
        Text label = common.label();
        return label == null ? new Text(zh, en) : new Text(label.zh() + "：" + zh, label.en() + ": " + en);
    }

    static void runAll(List<Step> steps, Tally tally) {
        for (Step step : steps) {
            step.run(tally);
        }
    }

    private static void input(Map<String, String> inputs, Expr expression, Evaluation in) {
        Object value = expression.value(in);
        inputs.put(expression.label().zh(), value == null ? "?" : Shown.plain(expression.type, value));
    }

    /** Adds an amount, and cuts or lifts it where the line has limits of its own. */
    abstract static class Adding extends Step {
        private final @Nullable Expr cap;
        private final @Nullable Expr least;

        Adding(Common common, @Nullable Expr cap, @Nullable Expr least) {
            super(common);
            this.cap = cap;
            this.least = least;
        }

        @Nullable
        Expr cap() {
            return cap;
        }

        final void add(Tally tally, Exact amount, Text what, Map<String, String> inputs, String arithmetic) {
            add(tally, amount, common.code(), what, inputs, arithmetic);
        }

        final void add(
                Tally tally, Exact amount, String code, Text what, Map<String, String> inputs, String arithmetic) {
            Exact sum = tally.total().plus(amount);
            Money change = tally.change(sum);
            tally.set(sum, change);
            tally.step(code, what, inputs, arithmetic, change, common.basis());
        }

        /** Holds what was added since {@code before} to the limits of this line. */
        final void limit(Tally tally, Exact before) {
            if (least != null) {
                Exact limit = least.number(tally.in);
                if (limit == null) {
                    tally.unknown();
                } else if (tally.total().minus(before).compareTo(limit) < 0) {
                    Limit.lift(tally, before, limit, common.basis());
                }
            }
            if (cap != null) {
                Exact limit = cap.number(tally.in);
                if (limit == null) {
                    tally.unknown();
                } else if (tally.total().minus(before).compareTo(limit) > 0) {
                    Limit.cut(tally, before, limit, common.basis());
                }
            }
        }
    }

    private static String sum(String product, Exact exact, Money shown) {
        return exact.isWholeFen()
                ? product + " = " + shown.grouped()
                : product + " = " + exact.shown() + " ≈ " + shown.grouped();
    }

    private static String factor(Expr expression, Evaluation in, Exact value) {
        if (expression instanceof Expr.Named) {
            return Shown.forReaders(expression.type, value);
        }
        String text = expression.shown(in);
        return expression instanceof Expr.Arithmetic || expression instanceof Expr.Ratio ? "(" + text + ")" : text;
    }

    /** A share of a base. */
    static final class Rate extends Adding {
        private final Expr of;
        private final Expr rate;

        /** The words of the last rate: it is the same for every case of a day, and whoever races here writes the same. */
        private @Nullable Worded worded;

        private record Worded(Exact rate, String percent, Text what) {}

        Rate(Common common, @Nullable Expr cap, @Nullable Expr least, Expr of, Expr rate) {
            super(common, cap, least);
            this.of = of;
            this.rate = rate;
        }

        Expr rate() {
            return rate;
        }

        @Override
        void apply(Tally tally) {
            Evaluation in = tally.in;
            Exact base = of.number(in);
            Exact share = rate.number(in);
            if (base == null || share == null) {
                tally.unknown();
                return;
            }
            if (base.signum() <= 0) {
                tally.near.add(nothing(of, in, common.basis()));
                return;
            }
            Exact before = tally.total();
            Exact amount = base.times(share);
            if (tally.seen()) {
                Worded words = worded(share);
                Map<String, String> inputs = new LinkedHashMap<>(8);
                inputs.put(of.label().zh(), Shown.plain(Type.MONEY, base));
                inputs.put("比例", share.shown());
                add(
                        tally,
                        amount,
                        words.what(),
                        inputs,
                        sum(factor(of, in, base) + " × " + words.percent(), amount, amount.money()));
            } else {
                tally.set(before.plus(amount), Money.ZERO);
            }
            limit(tally, before);
        }

        @SuppressWarnings("ReferenceEquality")
        private Worded worded(Exact share) {
            Worded known = worded;
            if (known == null || known.rate() != share) {
                String percent = Shown.rate(share);
                known = new Worded(
                        share,
                        percent,
                        said(
                                "按" + of.label().zh() + "的 " + percent + " 计算",
                                percent + " of " + of.label().en()));
                worded = known;
            }
            return known;
        }
    }

    static Reason nothing(Expr of, Evaluation in, LegalBasis basis) {
        Object value = of.value(in);
        String shown = value == null ? "?" : Shown.forReaders(of.type, value);
        return new Reason(
                "NOTHING_TO_CALCULATE_FROM",
                new Text(
                        of.label().zh() + "为 " + shown + "，没有可计算的基数。",
                        of.label().en() + " is " + shown + ", so there is no base to calculate from."),
                value == null ? "?" : Shown.plain(of.type, value),
                "> 0",
                Optional.empty(),
                basis);
    }

    /** An amount as it stands, or whatever a formula gives. */
    static final class Fixed extends Adding {
        private final Expr amount;

        Fixed(Common common, @Nullable Expr cap, @Nullable Expr least, Expr amount) {
            super(common, cap, least);
            this.amount = amount;
        }

        @Override
        void apply(Tally tally) {
            Evaluation in = tally.in;
            Exact value = amount.number(in);
            if (value == null) {
                tally.unknown();
                return;
            }
            if (value.signum() == 0) {
                tally.near.add(nothing(amount, in, common.basis()));
                return;
            }
            Exact before = tally.total();
            if (tally.seen()) {
                Map<String, String> inputs = new LinkedHashMap<>(8);
                boolean plain = amount instanceof Expr.Named;
                collect(amount, inputs, in);
                add(
                        tally,
                        value,
                        said(amount.label().zh(), amount.label().en()),
                        inputs,
                        plain ? value.money().grouped() : sum(amount.shown(in), value, value.money()));
            } else {
                tally.set(before.plus(value), Money.ZERO);
            }
            limit(tally, before);
        }
    }

    private static void collect(Expr expression, Map<String, String> inputs, Evaluation in) {
        if (expression.parts().isEmpty()) {
            if (!(expression instanceof Expr.Literal)) {
                input(inputs, expression, in);
            }
            return;
        }
        expression.parts().forEach(part -> collect(part, inputs, in));
    }

    /** An amount for each. */
    static final class Each extends Adding {
        private final Expr amount;
        private final Expr count;

        Each(Common common, @Nullable Expr cap, @Nullable Expr least, Expr amount, Expr count) {
            super(common, cap, least);
            this.amount = amount;
            this.count = count;
        }

        @Override
        void apply(Tally tally) {
            Evaluation in = tally.in;
            Exact one = amount.number(in);
            Exact many = count.number(in);
            if (one == null || many == null) {
                tally.unknown();
                return;
            }
            if (many.signum() <= 0) {
                tally.near.add(nothing(count, in, common.basis()));
                return;
            }
            Exact before = tally.total();
            Exact value = one.times(many);
            if (tally.seen()) {
                Map<String, String> inputs = new LinkedHashMap<>(8);
                input(inputs, count, in);
                input(inputs, amount, in);
                add(
                        tally,
                        value,
                        said(
                                "按" + count.label().zh() + "计算，每个 " + Shown.forReaders(Type.MONEY, one) + " 元",
                                "CNY " + Shown.forReaders(Type.MONEY, one) + " for each of "
                                        + count.label().en()),
                        inputs,
                        sum(many.shown() + " × " + Shown.forReaders(Type.MONEY, one), value, value.money()));
            } else {
                tally.set(before.plus(value), Money.ZERO);
            }
            limit(tally, before);
        }
    }

    /** One bracket; a limit of {@code null} is open. */
    record Row(
            @Nullable Expr limit,
            boolean exclusive,
            @Nullable Expr rate,
            @Nullable Expr amount,
            @Nullable Expr cap) {}

    /** Each part of the base at the rate of its bracket (超额累进); rates may fall as well as rise. */
    static final class Slices extends Adding {
        private final Expr of;
        private final List<Row> rows;

        Slices(Common common, @Nullable Expr cap, @Nullable Expr least, Expr of, List<Row> rows) {
            super(common, cap, least);
            this.of = of;
            this.rows = List.copyOf(rows);
        }

        List<Row> rows() {
            return rows;
        }

        @Override
        void apply(Tally tally) {
            Evaluation in = tally.in;
            Exact base = of.number(in);
            if (base == null) {
                tally.unknown();
                return;
            }
            if (base.signum() <= 0) {
                tally.near.add(nothing(of, in, common.basis()));
                return;
            }
            Exact before = tally.total();
            Exact from = Exact.ZERO;
            boolean any = false;
            for (Row row : rows) {
                Exact upTo = row.limit() == null ? null : row.limit().number(in);
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
            limit(tally, before);
        }

        private boolean slice(Tally tally, Row row, Exact from, Exact to) {
            Evaluation in = tally.in;
            Expr given = row.rate() != null ? row.rate() : row.amount();
            Exact figure = given == null ? null : given.number(in);
            if (figure == null) {
                tally.unknown();
                return false;
            }
            if (figure.signum() == 0) {
                return false;
            }
            Exact width = to.minus(from);
            Exact value = row.rate() == null ? figure : width.times(figure);
            if (!tally.seen()) {
                tally.set(tally.total().plus(value), Money.ZERO);
                return true;
            }
            String low = Shown.forReaders(of.type, from);
            String high = Shown.forReaders(of.type, to);
            Map<String, String> inputs = new LinkedHashMap<>(8);
            input(inputs, of, in);
            inputs.put("本档金额", Shown.plain(of.type, width));
            if (row.rate() == null) {
                add(
                        tally,
                        value,
                        said(
                                "超过 " + low + " 至 " + high + " 的部分定额",
                                "fixed for the part above " + low + " up to " + high),
                        inputs,
                        value.money().grouped());
            } else {
                boolean each = row.rate().type == Type.MONEY;
                String percent = each ? Shown.forReaders(Type.MONEY, figure) : Shown.rate(figure);
                inputs.put(each ? "每个" : "比例", figure.shown());
                add(
                        tally,
                        value,
                        said(
                                "超过 " + low + " 至 " + high + " 的部分按 " + percent,
                                percent + " of the part above " + low + " up to " + high),
                        inputs,
                        sum(Shown.forReaders(of.type, width) + " × " + percent, value, value.money()));
            }
            return true;
        }

        private void below(Tally tally) {
            Expr first = rows.get(0).limit();
            Exact figure =
                    rows.get(0).rate() == null ? null : rows.get(0).rate().number(tally.in);
            if (first != null && figure != null && figure.signum() == 0) {
                tally.near.add(Verdict.because(
                        new Expr.Compare(Expr.Compare.Order.MORE, of, first), tally.in, null, null, common.basis()));
            } else {
                tally.near.add(nothing(of, tally.in, common.basis()));
            }
        }
    }

    /** The whole base by the bracket it has reached (分档): a fixed amount or a rate on all of it. */
    static final class Tiers extends Adding {
        private final Expr of;
        private final @Nullable Expr base;
        private final List<Row> rows;

        Tiers(Common common, @Nullable Expr cap, @Nullable Expr least, Expr of, @Nullable Expr base, List<Row> rows) {
            super(common, cap, least);
            this.of = of;
            this.base = base;
            this.rows = List.copyOf(rows);
        }

        List<Row> rows() {
            return rows;
        }

        @Override
        void apply(Tally tally) {
            Evaluation in = tally.in;
            Exact measured = of.number(in);
            if (measured == null) {
                tally.unknown();
                return;
            }
            Row reached = null;
            int number = 0;
            for (Row row : rows) {
                Exact from = row.limit() == null ? null : row.limit().number(in);
                if (from != null) {
                    int comparison = measured.compareTo(from);
                    if (row.exclusive() ? comparison <= 0 : comparison < 0) {
                        break;
                    }
                }
                reached = row;
                number++;
            }
            if (reached == null) {
                Row first = rows.get(0);
                Expr limit = first.limit();
                if (limit != null) {
                    Expr.Compare.Order order =
                            first.exclusive() ? Expr.Compare.Order.MORE : Expr.Compare.Order.AT_LEAST;
                    tally.near.add(Verdict.because(new Expr.Compare(order, of, limit), in, null, null, common.basis()));
                }
                return;
            }
            tier(tally, reached, number, measured);
        }

        private void tier(Tally tally, Row row, int number, Exact measured) {
            Evaluation in = tally.in;
            Exact before = tally.total();
            Expr given = row.rate() != null ? row.rate() : row.amount();
            Exact figure = given == null ? null : given.number(in);
            Expr of = base == null ? this.of : base;
            Exact whole = base == null ? measured : base.number(in);
            if (figure == null || whole == null) {
                tally.unknown();
                return;
            }
            Exact value = row.rate() == null ? figure : whole.times(figure);
            if (value.signum() <= 0) {
                tally.near.add(nothing(this.of, in, common.basis()));
                return;
            }
            if (tally.seen()) {
                Map<String, String> inputs = new LinkedHashMap<>(8);
                input(inputs, this.of, in);
                Expr limit = row.limit();
                if (limit != null) {
                    inputs.put("本档起点", limit.shown(in));
                }
                String zh = this.of.label().zh() + " " + this.measured(in) + "，适用第 " + number + " 档";
                String en = this.of.label().en() + " " + this.measured(in) + " reaches bracket " + number;
                if (row.rate() == null) {
                    add(
                            tally,
                            value,
                            said(zh + "定额", en + ", a fixed amount"),
                            inputs,
                            value.money().grouped());
                } else {
                    String percent = Shown.rate(figure);
                    inputs.put("比例", figure.shown());
                    add(
                            tally,
                            value,
                            said(zh + "，全额按 " + percent, en + ": " + percent + " of the whole"),
                            inputs,
                            sum(factor(of, in, whole) + " × " + percent, value, value.money()));
                }
            } else {
                tally.set(before.plus(value), Money.ZERO);
            }
            Expr rowCap = row.cap();
            if (rowCap != null) {
                Exact limit = rowCap.number(in);
                if (limit == null) {
                    tally.unknown();
                } else if (tally.total().minus(before).compareTo(limit) > 0) {
                    Limit.cut(tally, before, limit, common.basis());
                }
            }
            limit(tally, before);
        }

        private String measured(Evaluation in) {
            StringBuilder text = new StringBuilder();
            of.showValue(in, text);
            return text.toString();
        }
    }

    /** Changes the sum so far. */
    static final class Limit extends Step {
        /** What is done to the sum. */
        enum Kind {
            CAP,
            AT_LEAST,
            DROP_BELOW,
            DEDUCT,
            TIMES,
            INCREASE
        }

        private final Kind kind;
        private final Expr by;

        Limit(Common common, Kind kind, Expr by) {
            super(common);
            this.kind = kind;
            this.by = by;
        }

        Kind kind() {
            return kind;
        }

        Expr by() {
            return by;
        }

        @Override
        void apply(Tally tally) {
            Exact figure = by.number(tally.in);
            if (figure == null) {
                tally.unknown();
                return;
            }
            Exact total = tally.total();
            switch (kind) {
                case CAP -> {
                    if (total.compareTo(figure) > 0) {
                        cut(tally, Exact.ZERO, figure, common.basis(), common.code(), common.label());
                    }
                }
                case AT_LEAST -> {
                    if (total.signum() > 0 && total.compareTo(figure) < 0) {
                        lift(tally, Exact.ZERO, figure, common.basis());
                    }
                }
                case DROP_BELOW -> drop(tally, figure);
                case DEDUCT -> deduct(tally, figure);
                case TIMES, INCREASE -> multiply(tally, figure);
            }
        }

        private void drop(Tally tally, Exact least) {
            Exact total = tally.total();
            if (total.compareTo(least) >= 0) {
                return;
            }
            if (total.signum() > 0) {
                String missing =
                        least.minus(total).rounded(2, RoundingMode.CEILING).toPlainString();
                tally.near.add(new Reason(
                        "BELOW_MINIMUM_AWARD",
                        new Text(
                                "计算金额 " + Shown.forReaders(Type.MONEY, total) + " 元，低于 "
                                        + Shown.forReaders(Type.MONEY, least) + " 元的不予支持。",
                                "CNY " + Shown.forReaders(Type.MONEY, total) + " is below CNY "
                                        + Shown.forReaders(Type.MONEY, least) + ", the least that is paid."),
                        Shown.plain(Type.MONEY, total),
                        "≥ " + Shown.plain(Type.MONEY, least),
                        Optional.of(missing),
                        common.basis()));
            }
            change(
                    tally,
                    Exact.ZERO,
                    said("不足起付金额，不予支持", "below the least that is paid"),
                    Shown.forReaders(Type.MONEY, total) + " < " + Shown.forReaders(Type.MONEY, least));
        }

        private void deduct(Tally tally, Exact amount) {
            Exact total = tally.total();
            Exact left = total.minus(amount).max(Exact.ZERO);
            if (amount.signum() <= 0 || total.signum() <= 0) {
                return;
            }
            String reader = Shown.forReaders(Type.MONEY, amount);
            if (left.signum() == 0) {
                tally.near.add(new Reason(
                        "NOTHING_LEFT_AFTER_DEDUCTION",
                        new Text(
                                "扣除" + by.label().zh() + " " + reader + " 元后没有余额。",
                                "Nothing is left after CNY " + reader + " ("
                                        + by.label().en() + ") is taken off."),
                        Shown.plain(Type.MONEY, total),
                        "> " + Shown.plain(Type.MONEY, amount),
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
                    Shown.forReaders(Type.MONEY, total) + " − " + reader + " = " + Shown.forReaders(Type.MONEY, left));
        }

        private void multiply(Tally tally, Exact figure) {
            Exact total = tally.total();
            boolean increase = kind == Kind.INCREASE;
            Exact factor = increase ? Exact.ONE.plus(figure) : figure;
            Exact now = total.times(factor);
            String percent = Shown.rate(figure);
            change(
                    tally,
                    now,
                    increase
                            ? said("上浮 " + percent, "raised by " + percent)
                            : said("按 " + percent + " 执行", percent + " of the amount"),
                    sum(
                            Shown.forReaders(Type.MONEY, total) + " × "
                                    + (increase ? "(1 + " + percent + ")" : percent),
                            now,
                            now.money()));
        }

        private void change(Tally tally, Exact now, Text what, String arithmetic) {
            Money change = tally.change(now);
            Exact total = tally.total();
            tally.set(now, change);
            if (tally.seen() && !change.isZero()) {
                Map<String, String> inputs = new LinkedHashMap<>(8);
                inputs.put("计算金额", Shown.plain(Type.MONEY, total));
                input(inputs, by, tally.in);
                tally.step(common.code(), what, inputs, arithmetic, change, common.basis());
            }
        }

        static void cut(Tally tally, Exact before, Exact cap, LegalBasis basis) {
            cut(tally, before, cap, basis, "CAP", null);
        }

        static void cut(Tally tally, Exact before, Exact cap, LegalBasis basis, String code, @Nullable Text label) {
            Exact part = tally.total().minus(before);
            Exact now = before.plus(cap);
            Money change = tally.change(now);
            tally.set(now, change);
            // What rounding would have cut anyway is no cap.
            if (!tally.seen() || change.isZero()) {
                return;
            }
            Map<String, String> inputs = new LinkedHashMap<>(8);
            inputs.put("计算金额", Shown.plain(Type.MONEY, part));
            inputs.put("封顶", cap.money().toString());
            String reader = cap.money().grouped();
            Text words = new Text("超过封顶金额，按 " + reader + " 元封顶", "Cut to the cap of CNY " + reader);
            tally.step(
                    code,
                    label == null ? words : new Text(label.zh() + "：" + words.zh(), label.en() + ": " + words.en()),
                    inputs,
                    reader + " − " + Shown.forReaders(Type.MONEY, part) + " = " + change.grouped(),
                    change,
                    basis);
        }

        static void lift(Tally tally, Exact before, Exact least, LegalBasis basis) {
            Exact part = tally.total().minus(before);
            Exact now = before.plus(least);
            Money change = tally.change(now);
            tally.set(now, change);
            if (!tally.seen() || change.isZero()) {
                return;
            }
            Map<String, String> inputs = new LinkedHashMap<>(8);
            inputs.put("计算金额", Shown.plain(Type.MONEY, part));
            inputs.put("最低", Shown.plain(Type.MONEY, least));
            String reader = Shown.forReaders(Type.MONEY, least);
            tally.step(
                    "AT_LEAST",
                    new Text("不足最低金额，按 " + reader + " 元执行", "Raised to the least amount of CNY " + reader),
                    inputs,
                    "max(" + Shown.forReaders(Type.MONEY, part) + ", " + reader + ") = " + reader,
                    change,
                    basis);
        }
    }

    /** Rounds the sum so far. */
    static final class Round extends Step {
        private final int scale;
        private final RoundingMode mode;
        private final Text unit;

        Round(Common common, int scale, RoundingMode mode, Text unit) {
            super(common);
            this.scale = scale;
            this.mode = mode;
            this.unit = unit;
        }

        @Override
        void apply(Tally tally) {
            Exact total = tally.total();
            Exact now = total.to(scale, mode);
            Money change = tally.change(now);
            tally.set(now, change);
            if (now.signum() == 0 && total.signum() > 0) {
                tally.near.add(new Reason(
                        "BELOW_MINIMUM_AWARD",
                        new Text(
                                "计算金额 " + Shown.forReaders(Type.MONEY, total) + " 元，取整到" + unit.zh() + "后为零。",
                                "CNY " + Shown.forReaders(Type.MONEY, total) + " rounds to nothing in " + unit.en()
                                        + "."),
                        Shown.plain(Type.MONEY, total),
                        "> 0",
                        Optional.empty(),
                        common.basis()));
            }
            if (tally.seen() && !change.isZero()) {
                Map<String, String> inputs = new LinkedHashMap<>(4);
                inputs.put("计算金额", Shown.plain(Type.MONEY, total));
                String how = switch (mode) {
                    case DOWN -> "舍去尾数";
                    case UP -> "进位";
                    default -> "四舍五入";
                };
                String how2 = switch (mode) {
                    case DOWN -> "down";
                    case UP -> "up";
                    default -> "half up";
                };
                tally.step(
                        common.code(),
                        said(how + "到" + unit.zh(), "rounded " + how2 + " to " + unit.en()),
                        inputs,
                        Shown.forReaders(Type.MONEY, total) + " ≈ " + Shown.forReaders(Type.MONEY, now),
                        change,
                        common.basis());
            }
        }
    }

    /** Lines with a name. */
    record Option(@Nullable Text label, @Nullable Expr when, List<Step> steps) {}

    /** The highest or the lowest of several ways to calculate (就高, 孰低). */
    static final class Best extends Step {
        private final boolean highest;
        private final List<Option> options;

        Best(Common common, boolean highest, List<Option> options) {
            super(common);
            this.highest = highest;
            this.options = List.copyOf(options);
        }

        @Override
        void apply(Tally tally) {
            Tally best = null;
            List<Reason> near = new ArrayList<>();
            for (Option option : options) {
                Expr when = option.when();
                if (when != null) {
                    Boolean applies = when.truth(tally.in);
                    if (applies == null) {
                        tally.unknown();
                        return;
                    }
                    if (!applies) {
                        continue;
                    }
                }
                Tally one = tally.inner();
                runAll(option.steps(), one);
                if (one.open()) {
                    tally.unknown();
                    return;
                }
                near.addAll(one.near);
                if (best == null || (highest ? 1 : -1) * one.total().compareTo(best.total()) > 0) {
                    best = one;
                }
            }
            if (best != null && best.total().signum() > 0) {
                best.near.clear();
                tally.take(best);
            } else {
                tally.near.addAll(near);
            }
        }

        @Override
        List<Step> inner() {
            return options.stream().flatMap(option -> option.steps().stream()).toList();
        }
    }

    /** Lines with a sum of their own: what changes the sum there changes theirs alone. */
    static final class Group extends Step {
        private final List<Step> steps;

        Group(Common common, List<Step> steps) {
            super(common);
            this.steps = List.copyOf(steps);
        }

        @Override
        void apply(Tally tally) {
            Tally own = tally.inner();
            runAll(steps, own);
            tally.take(own);
        }

        @Override
        List<Step> inner() {
            return steps;
        }
    }

    /** The first of several cases that applies. */
    static final class Branch extends Step {
        private final List<Option> options;

        Branch(Common common, List<Option> options) {
            super(common);
            this.options = List.copyOf(options);
        }

        @Override
        void apply(Tally tally) {
            for (Option option : options) {
                Expr when = option.when();
                Boolean applies = when == null ? Boolean.TRUE : when.truth(tally.in);
                if (applies == null) {
                    tally.unknown();
                    return;
                }
                if (applies) {
                    runAll(option.steps(), tally);
                    return;
                }
            }
            tally.near.add(new Reason(
                    "NO_CASE_APPLIES",
                    new Text("不属于任何一种支持情形。", "None of the cases applies."),
                    "-",
                    "-",
                    Optional.empty(),
                    common.basis()));
        }

        @Override
        List<Step> inner() {
            return options.stream().flatMap(option -> option.steps().stream()).toList();
        }
    }

    /** The same lines for each contract of the year, added up. */
    static final class PerContract extends Step {
        private static final int LISTED = 50;

        private final @Nullable Expr where;
        private final List<Step> steps;
        private final Role role;

        PerContract(Common common, @Nullable Expr where, List<Step> steps, Role role) {
            super(common);
            this.where = where;
            this.steps = List.copyOf(steps);
            this.role = role;
        }

        @Override
        void apply(Tally tally) {
            Evaluation in = tally.in;
            var applicant = in.applicant();
            if (applicant == null) {
                in.lacks(Ask.YEAR_CONTRACTS);
                tally.unknown();
                return;
            }
            Exact sum = Exact.ZERO;
            int counted = 0;
            Map<String, String> inputs = new LinkedHashMap<>();
            Evaluation.Place here = in.place();
            try {
                for (DealFacts deal : applicant.contracts()) {
                    if (deal.role() != role) {
                        continue;
                    }
                    in.enter(deal);
                    Boolean counts = where == null ? Boolean.TRUE : where.truth(in);
                    if (counts == null) {
                        tally.unknown();
                        return;
                    }
                    if (!counts) {
                        continue;
                    }
                    Tally one = tally.quiet();
                    runAll(steps, one);
                    if (one.open()) {
                        tally.unknown();
                        return;
                    }
                    if (one.total().signum() > 0) {
                        counted++;
                        sum = sum.plus(one.total());
                        if (counted <= LISTED) {
                            inputs.put(deal.contract().registrationNumber(), Shown.plain(Type.MONEY, one.total()));
                        }
                    }
                }
            } finally {
                in.back(here);
            }
            if (counted == 0) {
                tally.near.add(new Reason(
                        "NO_CONTRACT_QUALIFIES",
                        new Text("本年度没有符合条件的合同。", "No contract of the year qualifies."),
                        "0",
                        "≥ 1",
                        Optional.of("1"),
                        common.basis()));
                return;
            }
            if (counted > LISTED) {
                inputs.put("…", "+" + (counted - LISTED));
            }
            Exact now = tally.total().plus(sum);
            Money change = tally.change(now);
            tally.set(now, change);
            tally.step(
                    common.code(),
                    said("逐份合同计算后合计，共 " + counted + " 份", "calculated contract by contract, " + counted + " in all"),
                    inputs,
                    sum("Σ(" + counted + ")", sum, sum.money()),
                    change,
                    common.basis());
        }

        @Override
        List<Step> inner() {
            return steps;
        }
    }

    /** An amount somebody decides inside an interval. */
    static final class Discretion extends Adding {
        private final Expr decided;
        private final Expr lowest;
        private final Expr highest;
        private final Text by;

        Discretion(Common common, Expr decided, Expr lowest, Expr highest, Text by) {
            super(common, null, null);
            this.decided = decided;
            this.lowest = lowest;
            this.highest = highest;
            this.by = by;
        }

        Expr lowest() {
            return lowest;
        }

        Expr highest() {
            return highest;
        }

        @Override
        void apply(Tally tally) {
            Evaluation in = tally.in;
            Exact low = lowest.number(in);
            Exact high = highest.number(in);
            if (low == null || high == null) {
                tally.unknown();
                return;
            }
            String between = Shown.forReaders(Type.MONEY, low) + " – " + Shown.forReaders(Type.MONEY, high);
            int before = in.missing().size();
            Exact amount = decided.number(in);
            if (amount == null) {
                while (in.missing().size() > before) {
                    in.missing().remove(in.missing().size() - 1);
                }
                in.lacks(new Ask(
                        "AMOUNT_TO_BE_DECIDED",
                        new Text(
                                "请由" + by.zh() + "在 " + between + " 元之内核定金额（"
                                        + decided.label().zh() + "）。",
                                "To be set by " + by.en() + " inside CNY " + between + " ("
                                        + decided.label().en() + ").")));
                tally.unknown();
                return;
            }
            if (amount.compareTo(low) < 0 || amount.compareTo(high) > 0) {
                Exact missing = amount.compareTo(low) < 0 ? low.minus(amount) : amount.minus(high);
                tally.refuse(new Reason(
                        "DECIDED_AMOUNT_OUTSIDE",
                        new Text(
                                "核定金额 " + Shown.forReaders(Type.MONEY, amount) + " 元不在 " + between + " 元之内。",
                                "The amount set, CNY " + Shown.forReaders(Type.MONEY, amount) + ", is outside CNY "
                                        + between + "."),
                        Shown.plain(Type.MONEY, amount),
                        Shown.plain(Type.MONEY, low) + ".." + Shown.plain(Type.MONEY, high),
                        Optional.of(Shown.plain(Type.MONEY, missing)),
                        common.basis()));
                return;
            }
            Map<String, String> inputs = new LinkedHashMap<>(8);
            input(inputs, decided, in);
            inputs.put("区间", between);
            add(
                    tally,
                    amount,
                    said("由" + by.zh() + "在 " + between + " 元之内核定", "set by " + by.en() + " inside CNY " + between),
                    inputs,
                    amount.money().grouped());
        }
    }
}
