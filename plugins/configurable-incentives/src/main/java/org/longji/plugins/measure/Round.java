package org.longji.plugins.measure;

import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.CalculationStep;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Reason;
import org.longji.plugin.api.Text;

/** {@code {round, mode}}: rounds the sum so far. */
final class Round extends Step {

    private static final Map<String, String> NAMES = CalculationStep.namesOf(COMPUTED);

    private enum Unit {
        FEN("分", "fen"),
        JIAO("角", "jiao"),
        YUAN("元", "yuan"),
        TEN_YUAN("十元", "tens of yuan"),
        HUNDRED_YUAN("百元", "hundreds of yuan"),
        THOUSAND_YUAN("千元", "thousands of yuan"),
        TEN_THOUSAND_YUAN("万元", "ten thousands of yuan");

        private final String zh;
        private final String en;

        Unit(String zh, String en) {
            this.zh = zh;
            this.en = en;
        }

        /** Decimals of a yuan that are left; below zero where the unit is larger than a yuan. */
        int scale() {
            return 2 - ordinal();
        }
    }

    private enum Mode {
        HALF_UP(RoundingMode.HALF_UP, "四舍五入", "half up"),
        DOWN(RoundingMode.DOWN, "舍去尾数", "down"),
        UP(RoundingMode.UP, "进位", "up");

        private final RoundingMode rounding;
        private final String zh;
        private final String en;

        Mode(RoundingMode rounding, String zh, String en) {
            this.rounding = rounding;
            this.zh = zh;
            this.en = en;
        }
    }

    private final Unit unit;
    private final Mode mode;

    private Round(Common common, Unit unit, Mode mode) {
        super(common);
        this.unit = unit;
        this.mode = mode;
    }

    static @Nullable Step read(Line line) {
        line.keys("round", "mode");
        Unit unit = named(Unit.values(), Reading.text(line.given, "round").orElse(""));
        Mode mode = named(Mode.values(), Reading.text(line.given, "mode").orElse("HALF_UP"));
        if (unit == null || mode == null) {
            String units = Arrays.toString(Unit.values());
            line.fault(
                    "/round",
                    "round 可为 " + units + "，mode 可为 HALF_UP、DOWN、UP。",
                    "round is one of " + units + ", mode one of HALF_UP, DOWN and UP");
            return null;
        }
        return new Round(line.common("ROUND"), unit, mode);
    }

    private static <E extends Enum<E>> @Nullable E named(E[] all, String name) {
        return Arrays.stream(all)
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    @Override
    void apply(Tally tally) {
        Exact total = tally.total();
        Exact now = total.to(unit.scale(), mode.rounding);
        Money change = tally.set(now);
        if (now.signum() == 0 && total.signum() > 0) {
            tally.near(new Reason(
                    "BELOW_MINIMUM_AWARD",
                    new Text(
                            "计算金额 " + Shown.money(total) + " 元，取整到" + unit.zh + "后为零。",
                            "CNY " + Shown.money(total) + " rounds to nothing in " + unit.en + "."),
                    Shown.plainMoney(total),
                    "> 0",
                    Optional.empty(),
                    common.basis()));
        }
        if (!change.isZero()) {
            step(
                    tally,
                    change,
                    said(mode.zh + "到" + unit.zh, "rounded " + mode.en + " to " + unit.en),
                    CalculationStep.inputsOf(COMPUTED.zh(), Shown.plainMoney(total)),
                    NAMES,
                    Shown.money(total) + " ≈ " + Shown.money(now));
        }
    }
}
