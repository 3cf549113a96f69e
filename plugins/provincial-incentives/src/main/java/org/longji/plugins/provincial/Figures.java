package org.longji.plugins.provincial;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.longji.plugin.api.CalculationStep;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;

/** Rates for readers, and the steps of a check, which add nothing. */
final class Figures {

    private Figures() {}

    static String percent(BigDecimal rate) {
        return rate.movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }

    /** How much of the whole the part is, with two decimals: {@code 42.00%}, marked where it was rounded. */
    static String share(Money part, Money whole) {
        BigDecimal hundred = part.toBigDecimal().movePointRight(2);
        BigDecimal rounded = hundred.divide(whole.toBigDecimal(), 2, RoundingMode.HALF_UP);
        boolean exact = rounded.multiply(whole.toBigDecimal()).compareTo(hundred) == 0;
        return (exact ? "= " : "≈ ") + rounded.toPlainString() + "%";
    }

    static CalculationStep held(String code, Text what, Map<Text, String> inputs, String arithmetic, LegalBasis basis) {
        return step(code, what, inputs, arithmetic, Money.ZERO, basis);
    }

    /** A step whose inputs are named in both languages. */
    static CalculationStep step(
            String code, Text what, Map<Text, String> inputs, String arithmetic, Money contribution, LegalBasis basis) {
        Map<String, String> values = new LinkedHashMap<>();
        inputs.forEach((name, value) -> values.put(name.zh(), value));
        return new CalculationStep(
                code,
                what,
                values,
                arithmetic,
                contribution,
                basis,
                CalculationStep.namesOf(inputs.keySet().toArray(Text[]::new)));
    }
}
