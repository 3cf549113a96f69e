package org.longji.tax;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import org.longji.plugin.api.Money;
import org.longji.shared.WorkingDays;

/** Price without separately listed VAT × rate, owed by each side. */
final class StampDuty implements TaxRule {

    record Values(BigDecimal rate) {}

    @Override
    public Class<?> values() {
        return Values.class;
    }

    @Override
    public Map<String, String> proposals(TaxBase contract) {
        return Map.of("price", contract.contractAmount().toString());
    }

    @Override
    public void compute(Working working, WorkingDays calendar) {
        var rate = working.values(Values.class).rate();
        var price = working.money("price");
        var listed = working.money("taxListed");
        var base = working.figure(
                "base",
                price.grouped() + " − " + listed.grouped(),
                price.minus(listed).max(Money.ZERO));
        working.figure("duty", base.grouped() + " × " + Working.percent(rate), base.times(rate, RoundingMode.HALF_UP));
    }
}
