package org.longji.tax;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Money;
import org.longji.shared.WorkingDays;

/**
 * Prices carry the tax: output tax = price ÷ (1 + rate) × rate. An exempt technology price carries none; goods sold along with
 * it are taxed in any case.
 */
final class VatExemption implements TaxRule {

    record Values(BigDecimal technologyRate, BigDecimal goodsRate, BigDecimal smallScaleRate) {}

    @Override
    public Class<?> values() {
        return Values.class;
    }

    @Override
    public Map<String, String> proposals(TaxBase contract) {
        var proposals = new LinkedHashMap<>(Map.of(
                "technologyPrice", contract.technologyAmount().toString(),
                "goodsPrice", contract.nonTechnologyCost().toString()));
        // Consulting and service on their own are taxed; that they belong to a transfer has to be said.
        proposals.put("related", contract.is(ContractType.CONSULTING, ContractType.SERVICE) ? "NO" : "YES");
        return proposals;
    }

    @Override
    public void compute(Working working, WorkingDays calendar) {
        var values = working.values(Values.class);
        boolean small = working.choice("payer").equals("SMALL_SCALE");
        var technologyRate = small ? values.smallScaleRate() : values.technologyRate();
        var goodsRate = small ? values.smallScaleRate() : values.goodsRate();
        working.holds(
                "covered",
                working.contract().is(ContractType.DEVELOPMENT, ContractType.TRANSFER, ContractType.LICENSING)
                        || working.stands("related"));
        var price = working.money("technologyPrice");
        var ifTaxable = taxIn(price, technologyRate);
        working.figure("technologyBase", price.grouped() + " − " + ifTaxable.grouped(), price.minus(ifTaxable));
        working.figure("technologyIfTaxable", formula(price, technologyRate), ifTaxable);
        boolean exempt = working.relieved();
        var technologyTax = working.figure(
                "technologyTax", exempt ? "× 0" : formula(price, technologyRate), exempt ? Money.ZERO : ifTaxable);
        var goods = working.money("goodsPrice");
        var goodsTax = working.figure("goodsTax", formula(goods, goodsRate), taxIn(goods, goodsRate));
        working.figure("outputTax", technologyTax.grouped() + " + " + goodsTax.grouped(), technologyTax.plus(goodsTax));
        working.figure("saving", ifTaxable.grouped() + " − " + technologyTax.grouped(), ifTaxable.minus(technologyTax));
    }

    private static Money taxIn(Money price, BigDecimal rate) {
        return Money.of(price.toBigDecimal().multiply(rate).divide(BigDecimal.ONE.add(rate), 2, RoundingMode.HALF_UP));
    }

    private static String formula(Money price, BigDecimal rate) {
        return price.grouped() + " ÷ (1 + " + Working.percent(rate) + ") × " + Working.percent(rate);
    }
}
