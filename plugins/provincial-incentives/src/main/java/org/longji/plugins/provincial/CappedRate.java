package org.longji.plugins.provincial;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.longji.plugin.api.CalculationStep;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;

/**
 * A share of a base with a limit: the arithmetic that all four policies have in common.
 *
 * @param base money the rate is applied to
 * @param baseLabel what that money is, for the steps
 * @param rate exact share
 * @param cap the most that is granted
 * @param basis the clause with rate and cap
 */
record CappedRate(Money base, Text baseLabel, BigDecimal rate, Money cap, LegalBasis basis) {

    /** Rounds once, after the rate; the cap step appears only where the cap really cuts. */
    List<CalculationStep> steps() {
        Money share = base.times(rate, RoundingMode.HALF_UP);
        List<CalculationStep> steps = new ArrayList<>();
        steps.add(rateStep(share));
        if (share.isMoreThan(cap)) {
            steps.add(capStep(share));
        }
        return steps;
    }

    private CalculationStep rateStep(Money share) {
        Map<Text, String> inputs = new LinkedHashMap<>();
        inputs.put(baseLabel, base.toString());
        inputs.put(new Text("比例", "rate"), rate.toPlainString());
        BigDecimal exact = base.toBigDecimal().multiply(rate).stripTrailingZeros();
        String rounded = exact.compareTo(share.toBigDecimal()) == 0 ? "" : exact.toPlainString() + " ≈ ";
        return Figures.step(
                "RATE",
                new Text(
                        "按" + baseLabel.zh() + "的 " + percent() + " 计算，四舍五入到分",
                        percent() + " of the " + baseLabel.en() + ", rounded half up to the fen"),
                inputs,
                base.grouped() + " × " + percent() + " = " + rounded + share.grouped(),
                share,
                basis);
    }

    private CalculationStep capStep(Money share) {
        Map<Text, String> inputs = new LinkedHashMap<>();
        inputs.put(new Text("计算金额", "amount computed"), share.toString());
        inputs.put(new Text("封顶", "cap"), cap.toString());
        Money cut = cap.minus(share);
        return Figures.step(
                "CAP",
                new Text("超过封顶金额，按 " + cap.grouped() + " 元封顶", "Cut to the cap of CNY " + cap.grouped()),
                inputs,
                cap.grouped() + " − " + share.grouped() + " = " + cut.grouped(),
                cut,
                basis);
    }

    private String percent() {
        return rate.movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }
}
